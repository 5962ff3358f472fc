import "react";

declare module "react" {
  /** A style may set a custom property. */
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
