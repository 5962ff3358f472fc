import { ServerError } from "../api/client";

/** Sends the bytes of one part, and says how many went; `fetch` can't say that yet. */
export function putPart(
  url: string,
  bytes: Blob,
  progress: (sent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    signal.addEventListener("abort", () => request.abort());
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onabort = () => failed(signal.reason);
    request.onerror = () => failed(new ServerError(0, "unreachable", "The connection broke while sending."));
    request.onload = () => {
      if (request.status < 300) done();
      else
        failed(
          new ServerError(
            request.status,
            `http-${request.status}`,
            `A part was refused (${request.status}).`,
          ),
        );
    };
    request.open("PUT", url);
    request.send(bytes);
  });
}
