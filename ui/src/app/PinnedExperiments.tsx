import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pinnedExperiments } from "../experiments/experiments.queries";
import { slotColor } from "../shared/slots";
import classes from "./SideBar.module.css";

interface PinnedExperimentsProps {
  project: string;
  rail: boolean;
}

export function PinnedExperiments({ project, rail }: PinnedExperimentsProps) {
  const { data } = useQuery(pinnedExperiments(project));
  if (!data?.length) return null;
  return (
    <>
      {rail ? <div className={classes.head} /> : <div className={classes.head}>Pinned</div>}
      {data.map(({ id, name, slot }) => (
        <Tooltip key={id} label={name} position="right" openDelay={600}>
          <Link
            to="/p/$project/e/$experiment/{-$tab}"
            params={{ project, experiment: id }}
            className={classes.link}
            aria-label={rail ? name : undefined}
          >
            <span className={classes.square} style={{ background: slotColor(slot) }} />
            {!rail && <span className={classes.cut}>{name}</span>}
          </Link>
        </Tooltip>
      ))}
    </>
  );
}
