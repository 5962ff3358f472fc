import type { ErrorComponentProps } from "@tanstack/react-router";
import { PanelError } from "../shared/PanelError";

/** A page that failed as a whole, inside the shell. */
export function PageError({ error, reset }: ErrorComponentProps) {
  return (
    <PanelError
      page
      what="This page"
      error={error instanceof Error ? error : new Error(String(error))}
      retry={reset}
    />
  );
}
