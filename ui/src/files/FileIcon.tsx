import {
  IconBox,
  IconDatabase,
  IconFileCode,
  IconFileText,
  IconFileZip,
  IconListDetails,
} from "@tabler/icons-react";

interface FileIconProps {
  name: string;
  looksLike: string | null;
}

const reserved: Record<string, typeof IconBox> = {
  config: IconFileCode,
  "checkpoint-data-latest": IconDatabase,
  "checkpoint-index-latest": IconListDetails,
  "model-latest": IconBox,
};

export function FileIcon({ name, looksLike }: FileIconProps) {
  const Icon = reserved[name] ?? (looksLike?.includes("zip") ? IconFileZip : IconFileText);
  return <Icon size={16} stroke={1.6} aria-hidden />;
}
