import { Skeleton, Stack, Title } from "@mantine/core";
import classes from "./ProjectsPage.module.css";

export function ProjectBones() {
  return (
    <div aria-busy="true">
      <div className={classes.head}>
        <Title order={1}>Projects</Title>
      </div>
      <Stack px="var(--s-20)" gap="xl">
        <Skeleton h={30} radius="sm" />
        <Skeleton h={30} radius="sm" w="86%" />
        <Skeleton h={30} radius="sm" w="92%" />
      </Stack>
    </div>
  );
}
