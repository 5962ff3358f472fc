import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { complain, toast } from "../shared/toast";
import { useExperiment } from "./ExperimentContext";
import { changeExperiment, deleteExperiment, restoreExperiment } from "./experiment.queries";

/** Puts the experiment away, or deletes it softly; both can be undone in the toast. */
export function useArchive() {
  const { row, project } = useExperiment();
  const navigate = useNavigate();
  const change = useMutation({ ...changeExperiment(row.id), onError: complain });
  const remove = useMutation({ ...deleteExperiment(row.id), onError: complain });
  const restore = useMutation({ ...restoreExperiment(row.id), onError: complain });
  return {
    archive: () =>
      change.mutate(
        { archived: !row.archived },
        {
          onSuccess: () =>
            toast({
              text: row.archived ? `${row.name} is out of the archive` : `${row.name} archived`,
              undo: () => change.mutate({ archived: row.archived }),
            }),
        },
      ),
    drop: () =>
      remove.mutate(undefined, {
        onSuccess: () => {
          toast({ text: `${row.name} deleted`, undo: () => restore.mutate() });
          navigate({ to: "/p/$project", params: { project } });
        },
      }),
  };
}
