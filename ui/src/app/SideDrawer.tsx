import { Drawer } from "@mantine/core";
import { useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { SideBar } from "./SideBar";

interface SideDrawerProps {
  opened: boolean;
  onClose: () => void;
}

/** The side bar on a narrow screen. A new address closes it. */
export function SideDrawer({ opened, onClose }: SideDrawerProps) {
  const href = useLocation({ select: (location) => location.href });
  const close = useRef(onClose);
  close.current = onClose;
  const openedAt = useRef(href);
  useEffect(() => {
    if (href !== openedAt.current) close.current();
  }, [href]);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={240}
      padding={0}
      styles={{ content: { background: "var(--bg)" }, body: { height: "100%" } }}
      attributes={{ content: { "aria-label": "Main menu" } }}
    >
      <SideBar rail={false} />
    </Drawer>
  );
}
