import { IconFlask2, IconGitCompare, IconLayoutGrid } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { projectList } from "../projects/projects.queries";
import { SideLink } from "./SideLink";

interface SideLinksProps {
  project: string | undefined;
  rail: boolean;
}

export function SideLinks({ project, rail }: SideLinksProps) {
  const { data } = useQuery(projectList());
  const comparing = useLocation({ select: ({ pathname }) => pathname.endsWith("/compare") });
  if (project === undefined) {
    return (
      <SideLink
        icon={IconLayoutGrid}
        label="Projects"
        rail={rail}
        link={{ to: "/", activeOptions: { exact: true } }}
        n={data?.projects.length}
      />
    );
  }
  const row = data?.projects.find((one) => one.name === project);
  return (
    <>
      <SideLink
        icon={IconFlask2}
        label="Experiments"
        rail={rail}
        link={{
          to: "/p/$project",
          params: { project },
          activeOptions: { exact: comparing, includeSearch: false },
        }}
        n={row?.experiments}
      />
      <SideLink
        icon={IconGitCompare}
        label="Compare"
        rail={rail}
        link={{ to: "/p/$project/compare", params: { project }, activeOptions: { includeSearch: false } }}
      />
    </>
  );
}
