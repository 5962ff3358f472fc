import { useRef, useState } from "react";
import { counted } from "../shared/numbers";
import { toast } from "../shared/toast";
import { addVersion, completeUpload, declareUpload } from "./files.queries";
import { hashFile } from "./hashFile";
import { putPart } from "./putPart";
import { type UploadStage, upload } from "./upload";

/** A file on its way to the server. */
export interface Uploading {
  id: number;
  name: string;
  filename: string;
  size: number;
  stage: UploadStage;
  share: number;
  error: string | null;
}

const doors = { hash: hashFile, declare: declareUpload, put: putPart, complete: completeUpload };

/** Uploads of this page: starts them, follows them, gives them up. */
export function useUploads(experiment: string) {
  const [uploads, setUploads] = useState<Uploading[]>([]);
  const running = useRef(new Map<number, AbortController>());
  const next = useRef(0);

  const change = (id: number, part: Partial<Uploading>) =>
    setUploads((all) => all.map((each) => (each.id === id ? { ...each, ...part } : each)));
  const remove = (id: number) => setUploads((all) => all.filter((each) => each.id !== id));

  async function send(name: string, file: File): Promise<void> {
    const id = next.current++;
    const controller = new AbortController();
    running.current.set(id, controller);
    const first = { id, name, filename: file.name, size: file.size, share: 0, error: null };
    setUploads((all) => [...all, { ...first, stage: "checking" }]);
    try {
      const progress = (stage: UploadStage, share: number) => change(id, { stage, share });
      const sha256 = await upload(file, doors, progress, controller.signal);
      const added = await addVersion(experiment, { name, filename: file.name, sha256, size: file.size });
      remove(id);
      toast({ text: `${name} stored as version ${added.version}` });
    } catch (error) {
      if (controller.signal.aborted) remove(id);
      else change(id, { error: error instanceof Error ? error.message : String(error) });
    } finally {
      running.current.delete(id);
    }
  }

  return {
    uploads,
    send,
    cancel: (id: number) => {
      running.current.get(id)?.abort(new Error("given up"));
      remove(id);
    },
    busy: uploads.length ? counted(uploads.length, "upload") : null,
  };
}

export type Uploads = ReturnType<typeof useUploads>;
