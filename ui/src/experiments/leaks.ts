import type { Payload } from "../api/client";

/** Images that the model learnt from among those that judge it, as the server counts them: such numbers are too good. */
export function leaks({ split }: Pick<Payload["ExperimentRow"], "split">): number {
  return split?.measured_leaks ?? 0;
}
