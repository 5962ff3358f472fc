import { ActionIcon } from "@mantine/core";
import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { complain } from "../shared/toast";
import { useExperiment } from "./ExperimentContext";
import { changeExperiment } from "./experiment.queries";

/** A pinned experiment stands in the side bar. */
export function PinButton() {
  const { row } = useExperiment();
  const { mutate, variables, isPending } = useMutation({ ...changeExperiment(row.id), onError: complain });
  const pinned = isPending ? (variables?.pinned ?? row.pinned) : row.pinned;
  const Star = pinned ? IconStarFilled : IconStar;
  return (
    <ActionIcon
      aria-label={pinned ? "Unpin" : "Pin to the side bar"}
      aria-pressed={pinned}
      title={pinned ? "Unpin" : "Pin to the side bar"}
      onClick={() => mutate({ pinned: !pinned })}
    >
      <Star size={16} stroke={1.6} />
    </ActionIcon>
  );
}
