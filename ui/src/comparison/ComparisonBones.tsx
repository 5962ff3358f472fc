import { Skeleton, Title } from "@mantine/core";
import classes from "./ComparisonPage.module.css";

export function ComparisonBones() {
  return (
    <div className={classes.page} aria-busy="true">
      <div className={classes.head}>
        <Title order={1}>Compare</Title>
      </div>
      <div className={classes.curves}>
        <Skeleton h={190} radius="lg" />
        <Skeleton h={190} radius="lg" />
      </div>
      <Skeleton h={240} radius="lg" />
    </div>
  );
}
