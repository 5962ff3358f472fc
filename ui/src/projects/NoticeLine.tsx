import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Payload } from "../api/client";
import { ago, fullTime } from "../shared/numbers";
import { useNow } from "../shared/useNow";
import classes from "./ProjectsPage.module.css";

const ICONS = {
  error: IconAlertTriangle,
  warning: IconAlertCircle,
  ok: IconCircleCheck,
  note: IconPlayerPlay,
};

interface NoticeLineProps {
  notice: Payload["Notice"];
}

export function NoticeLine({ notice }: NoticeLineProps) {
  const now = useNow();
  const { severity, text, project, experiment, experiment_name: name, time } = notice;
  const Picture = ICONS[severity as keyof typeof ICONS] ?? ICONS.note;
  const content = (
    <>
      <Picture size={14} stroke={1.6} aria-hidden />
      <span className={classes.noticeText} title={text}>
        <b>{text}</b>
        <span className={classes.quiet}>
          {name && !text.includes(name) ? `${project} / ${name}` : project}
        </span>
      </span>
      <time className={classes.quiet} title={fullTime(time)}>
        {ago(time, now)}
      </time>
    </>
  );
  return experiment ? (
    <Link
      to="/p/$project/e/$experiment/{-$tab}"
      params={{ project, experiment }}
      className={classes.notice}
      data-severity={severity}
    >
      {content}
    </Link>
  ) : (
    <Link to="/p/$project" params={{ project }} className={classes.notice} data-severity={severity}>
      {content}
    </Link>
  );
}
