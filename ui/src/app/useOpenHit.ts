import { useNavigate } from "@tanstack/react-router";
import type { Payload } from "../api/client";

/** Goes to what was found. */
export function useOpenHit() {
  const navigate = useNavigate();
  return ({ kind, project, experiment }: Payload["SearchHit"]) => {
    if (!experiment) return navigate({ to: "/p/$project", params: { project } });
    const tab = kind === "file" ? "files" : undefined;
    return navigate({ to: "/p/$project/e/$experiment/{-$tab}", params: { project, experiment, tab } });
  };
}
