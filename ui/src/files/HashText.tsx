import { CopyButton, UnstyledButton } from "@mantine/core";
import { middleHash } from "../shared/numbers";
import classes from "./HashText.module.css";

/** First and last digits of a hash; a click copies all of it. */
export function HashText({ hash }: { hash: string }) {
  return (
    <CopyButton value={hash}>
      {({ copied, copy }) => (
        <UnstyledButton className={classes.hash} onClick={copy} title={`${hash}: click to copy`}>
          {copied ? "copied" : middleHash(hash)}
        </UnstyledButton>
      )}
    </CopyButton>
  );
}
