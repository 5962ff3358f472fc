import type { HashMessage } from "./sha256.worker";

/** The sha256 of a file, reckoned off the page's thread. */
export function hashFile(file: Blob, progress: (done: number) => void, signal: AbortSignal): Promise<string> {
  const worker = new Worker(new URL("./sha256.worker.ts", import.meta.url), { type: "module" });
  const hashed = new Promise<string>((done, failed) => {
    signal.addEventListener("abort", () => failed(signal.reason));
    worker.onerror = (event) => failed(new Error(event.message || "The file could not be read."));
    worker.onmessage = ({ data }: MessageEvent<HashMessage>) => {
      if ("sha256" in data) done(data.sha256);
      else if ("failed" in data) failed(new Error(data.failed));
      else progress(data.done);
    };
    worker.postMessage(file);
  });
  return hashed.finally(() => worker.terminate());
}
