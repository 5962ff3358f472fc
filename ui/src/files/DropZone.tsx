import { type DragEvent, type ReactNode, useState } from "react";
import classes from "./DropZone.module.css";

interface DropZoneProps {
  /** The name that a dropped file becomes a version of; null: its own file name. */
  name: string | null;
  onFile: (name: string, file: File) => void;
  children: ReactNode;
}

/** Files dropped anywhere on the page are stored; one of them under the name that is selected, several under their own. */
export function DropZone({ name, onFile, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const drop = (event: DragEvent) => {
    if (!isFile(event)) return;
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    for (const file of files) onFile(files.length === 1 && name ? name : file.name, file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; the button beside does the same
    <div
      className={classes.zone}
      onDragOver={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className={classes.hint}>{name ? `Drop to store it as ${name}` : "Drop to store it"}</div>
      )}
    </div>
  );
}
