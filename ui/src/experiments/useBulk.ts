import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Payload, unwrap } from "../api/client";
import { counted } from "../shared/numbers";
import { complain, toast } from "../shared/toast";

type Change = Payload["BulkChange"];

const UNDO = {
  archive: "unarchive",
  unarchive: "archive",
  delete: "restore",
  restore: null,
  pin: "unpin",
  unpin: "pin",
  tag: "untag",
  untag: "tag",
} as const;
const DONE = {
  archive: "archived",
  unarchive: "taken out of the archive",
  delete: "deleted",
  restore: "restored",
  pin: "pinned",
  unpin: "unpinned",
  tag: "tagged",
  untag: "untagged",
} as const;

/** One action on many experiments, with the way back in the toast. */
export function useBulk(project: string) {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (change: Change) =>
      unwrap(
        api.POST("/api/projects/{project}/experiments/bulk", { params: { path: { project } }, body: change }),
      ),
    onSuccess: (_, change) => {
      client.invalidateQueries({ queryKey: ["project", project] });
      client.invalidateQueries({ queryKey: ["projects"] });
      for (const id of change.ids) client.invalidateQueries({ queryKey: ["experiment", id] });
    },
    onError: complain,
  });
  return (change: Change, quiet = false) =>
    mutate(change, {
      onSuccess: () => {
        const action = UNDO[change.action];
        if (quiet) return;
        toast({
          text: `${counted(change.ids.length, "experiment")} ${DONE[change.action]}${change.tag ? ` ${change.tag}` : ""}`,
          ...(action && { undo: () => mutate({ ...change, action }) }),
        });
      },
    });
}
