import type { CSSProperties, ReactNode, Ref } from "react";

interface ScrollBoxProps {
  ref?: Ref<HTMLElement>;
  label: string;
  className?: string | undefined;
  style?: CSSProperties;
  /** The reader scrolled, by wheel, touch or key; not the page by itself. */
  onUserScroll?: () => void;
  children: ReactNode;
}

/** A region that scrolls by itself, and can be reached and scrolled by the keyboard. */
export function ScrollBox({ ref, label, className, style, onUserScroll, children }: ScrollBoxProps) {
  const later = onUserScroll && (() => requestAnimationFrame(onUserScroll));
  return (
    <section
      ref={ref}
      aria-label={label}
      className={className}
      style={style}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onWheel={later}
      onTouchMove={later}
      onKeyDown={later}
      onPointerUp={later}
    >
      {children}
    </section>
  );
}
