import { useNavigate, useParams } from "@tanstack/react-router";
import { useKeys } from "../shared/keys";

interface GlobalKeys {
  showKeys: () => void;
  toggleRail: () => void;
}

/** The keys that work on every page. */
export function useGlobalKeys({ showKeys, toggleRail }: GlobalKeys): void {
  const navigate = useNavigate();
  const { project } = useParams({ strict: false });
  useKeys({
    "?": showKeys,
    "[": toggleRail,
    "g p": () => navigate({ to: "/" }),
    "g e": () => navigate(project === undefined ? { to: "/" } : { to: "/p/$project", params: { project } }),
    "g c": () => {
      if (project !== undefined) navigate({ to: "/p/$project/compare", params: { project } });
    },
  });
}
