import { Box, Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./CodeBox.module.css";
import { tint } from "./pythonTint";

interface CodeBoxProps {
  code: string;
  /** Long lines break instead of scrolling. */
  wrap?: boolean;
}

/** Python to copy. */
export function CodeBox({ code, wrap = false }: CodeBoxProps) {
  return (
    <Box className={classes.box}>
      <pre className={classes.code} data-wrap={wrap || undefined} tabIndex={wrap ? undefined : 0}>
        {tint(code).map(({ text, kind, at }) => (
          <span key={at} className={kind ? classes[kind] : undefined}>
            {text}
          </span>
        ))}
      </pre>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button
            className={classes.copy}
            size="xs"
            variant="subtle"
            color="gray"
            leftSection={copied ? <IconCheck size={14} stroke={1.6} /> : <IconCopy size={14} stroke={1.6} />}
            onClick={copy}
          >
            {copied ? "Copied" : "Copy"}
          </Button>
        )}
      </CopyButton>
    </Box>
  );
}
