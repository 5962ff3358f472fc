import type { Payload } from "../api/client";

/** What an upload needs of the world around it. */
export interface UploadDoors {
  hash: (file: Blob, progress: (done: number) => void, signal: AbortSignal) => Promise<string>;
  declare: (declaration: Payload["Declaration"]) => Promise<Payload["Upload"]>;
  put: (url: string, bytes: Blob, progress: (sent: number) => void, signal: AbortSignal) => Promise<void>;
  complete: (id: string) => Promise<Payload["Completed"]>;
}

export type UploadStage = "checking" | "sending" | "storing";
export type OnProgress = (stage: UploadStage, share: number) => void;

const atOnce = 3;
const tries = 3;

/**
 * Brings a file's bytes to the server and returns their sha256. Bytes that are there already are not sent again, nor
 * parts that came in an earlier try; a part that fails is tried again.
 */
export async function upload(
  file: Blob,
  doors: UploadDoors,
  progress: OnProgress,
  signal: AbortSignal,
): Promise<string> {
  const share = (bytes: number) => (file.size ? bytes / file.size : 1);
  const sha256 = await doors.hash(file, (done) => progress("checking", share(done)), signal);
  const declared = await doors.declare({ size: file.size, sha256 });
  if (declared.complete) return sha256;
  const sent = new Map(declared.parts.map(({ number, size, present }) => [number, present ? size : 0]));
  const tell = (number: number, bytes: number) => {
    sent.set(number, bytes);
    progress("sending", share([...sent.values()].reduce((a, b) => a + b, 0)));
  };
  const waiting = declared.parts.filter(({ present }) => !present);
  const line = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift())
      await sendPart(file, part, doors, tell, signal);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  progress("storing", 1);
  await doors.complete(declared.id);
  return sha256;
}

async function sendPart(
  file: Blob,
  { number, offset, size, url }: Payload["Part"],
  doors: UploadDoors,
  tell: (number: number, bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const bytes = file.slice(offset, offset + size);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await doors.put(url, bytes, (sent) => tell(number, sent), signal);
      return tell(number, size);
    } catch (error) {
      if (signal.aborted || attempt === tries) throw error;
    }
  }
}
