import type { Payload } from "../api/client";
import { Card } from "../shared/Card";
import { NoticeLine } from "./NoticeLine";

interface NoticesProps {
  notices: readonly Payload["Notice"][];
}

/** What happened lately, over all projects. */
export function Notices({ notices }: NoticesProps) {
  return (
    <Card level={2} title="Lately" note="all projects">
      {notices.map((notice) => (
        <NoticeLine
          key={[notice.time, notice.project, notice.experiment, notice.text].join("\n")}
          notice={notice}
        />
      ))}
    </Card>
  );
}
