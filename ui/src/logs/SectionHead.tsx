import { Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { counted } from "../shared/numbers";
import classes from "./SectionHead.module.css";
import type { PageRow } from "./sections";

interface SectionHeadProps {
  row: Extract<PageRow, { kind: "section" }>;
  onToggle: (name: string) => void;
}

export function SectionHead({ row: { section, open }, onToggle }: SectionHeadProps) {
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <h2 className={classes.head}>
      <UnstyledButton className={classes.button} aria-expanded={open} onClick={() => onToggle(section.name)}>
        <Chevron size={14} stroke={1.6} color="var(--text-3)" style={{ flex: "none" }} />
        <span className={classes.name}>{section.name || "Top level"}</span>
        <Text span inherit style={{ flex: "none" }} c="var(--text-3)" fz="sm" fw="var(--fw-regular)">
          {counted(section.logs.length, "log")}
        </Text>
      </UnstyledButton>
    </h2>
  );
}
