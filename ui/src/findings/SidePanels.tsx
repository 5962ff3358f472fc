import { NotesPanel } from "../experiment/NotesPanel";
import { RunPanel } from "../experiment/RunPanel";
import { FindingsPanel } from "./FindingsPanel";

/** What was noticed, how it ran, what a person wrote. */
export function SidePanels() {
  return (
    <>
      <FindingsPanel />
      <RunPanel />
      <NotesPanel />
    </>
  );
}
