import { Tooltip } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { session } from "../access/access.queries";
import { useLostSince } from "../api/live";
import { LiveDot } from "../shared/LiveDot";
import classes from "./SideBar.module.css";

interface LiveStateProps {
  rail: boolean;
}

export function LiveState({ rail }: LiveStateProps) {
  const lost = useLostSince() !== null;
  const { data } = useQuery(session());
  const where = data === undefined ? "" : data.local ? " · this machine" : ` · ${location.host}`;
  const text = `${lost ? "Paused" : "Live"}${where}`;
  return (
    <Tooltip label={text} disabled={!rail} position="right">
      <div className={classes.live}>
        <LiveDot still off={lost} />
        {!rail && text}
      </div>
    </Tooltip>
  );
}
