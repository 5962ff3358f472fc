import { sha256 } from "@noble/hashes/sha2.js";

const pieceSize = 4 * 1024 * 1024;

export type HashMessage = { done: number } | { sha256: string } | { failed: string };

/** Takes a file, says how far it is, and at last its sha256. Piece by piece, so that memory stays flat. */
self.onmessage = async ({ data: file }: MessageEvent<Blob>) => {
  const say = (message: HashMessage) => self.postMessage(message);
  try {
    const hash = sha256.create();
    for (let at = 0; at < file.size; at += pieceSize) {
      hash.update(new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer()));
      say({ done: Math.min(file.size, at + pieceSize) });
    }
    say({ sha256: [...hash.digest()].map((byte) => byte.toString(16).padStart(2, "0")).join("") });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  }
};
