import { useMutation } from "@tanstack/react-query";
import type { Payload } from "../api/client";
import { complain, toast } from "../shared/toast";
import { dismissFinding } from "./findings.queries";

/** Dismisses without asking, because it can be undone; on a dismissed one, brings it back. */
export function useDismiss(experiment: string) {
  const { mutate } = useMutation({ ...dismissFinding(experiment), onError: complain });
  return ({ id, dismissed }: Payload["FindingRow"]) => {
    mutate({ id, dismissed: !dismissed });
    if (!dismissed) toast({ text: "Finding dismissed", undo: () => mutate({ id, dismissed: false }) });
  };
}
