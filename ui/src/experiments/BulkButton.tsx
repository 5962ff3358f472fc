import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./BulkBar.module.css";

interface BulkButtonProps {
  icon: Icon;
  tone?: "main" | "bad";
  onClick: () => void;
  children: ReactNode;
}

/** One action of the bar; on a narrow screen its icon alone. */
export function BulkButton({ icon: Picture, tone, onClick, children }: BulkButtonProps) {
  return (
    <Button
      variant={tone === "main" ? "filled" : "subtle"}
      color={tone === "main" ? undefined : "gray"}
      className={classes.button}
      data-tone={tone}
      leftSection={<Picture size={14} stroke={1.6} />}
      onClick={onClick}
    >
      <span className={classes.words}>{children}</span>
    </Button>
  );
}
