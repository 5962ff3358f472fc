import type { Payload } from "../api/client";
import { bytes } from "../shared/numbers";

/** "version 3 · ONNX model, 187 MB" */
export function versionWords({ version, looks_like, size }: Payload["FileVersion"]): string {
  return `version ${version} · ${looks_like ? `${looks_like}, ` : ""}${bytes(size)}`;
}

/** Text can be looked at on the page; what it is was told from its first bytes. */
export function isText({ looks_like, filename }: Payload["FileVersion"]): boolean {
  return (
    /\b(text|json|yaml|csv|config|python|script|xml|markdown)\b/i.test(looks_like) ||
    /\.(txt|json|ya?ml|csv|tsv|config|pbtxt|py|cfg|ini|toml|md|log|xml)$/i.test(filename)
  );
}

/** How a script gets this version back. */
export function readingLine(name: string, version: number, newest: number): string {
  const address = version === newest ? name : `${name}@${version}`;
  return `experiment.get_file(${JSON.stringify(address)}).download("folder")`;
}
