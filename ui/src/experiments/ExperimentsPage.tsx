import { useParams } from "@tanstack/react-router";
import { PanelError } from "../shared/PanelError";
import { EmptyProject } from "./EmptyProject";
import { ExperimentsBoard } from "./ExperimentsBoard";
import { TableBones } from "./TableBones";
import { useBoard } from "./useBoard";

/** All experiments of one project. */
export function ExperimentsPage() {
  const { project } = useParams({ from: "/shell/p/$project" });
  const board = useBoard(project);
  if (!board.shown) {
    if (board.error)
      return <PanelError page what="The experiments" error={board.error} retry={board.retry} />;
    return <TableBones />;
  }
  if (board.shown.table.all === 0) return <EmptyProject project={project} />;
  return <ExperimentsBoard key={project} project={project} board={board} shown={board.shown} />;
}
