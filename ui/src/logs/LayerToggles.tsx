import { UnstyledButton } from "@mantine/core";
import classes from "./LayerToggles.module.css";
import type { useLayers } from "./useLayers";

type LayerTogglesProps = ReturnType<typeof useLayers>;

/** The legend of the overlays; each entry switches its own, the first one all. */
export function LayerToggles({ layers, hidden, toggle, toggleAll }: LayerTogglesProps) {
  if (!layers.length) return null;
  return (
    <div className={classes.toggles}>
      <UnstyledButton className={classes.toggle} aria-pressed={hidden.size === 0} onClick={toggleAll}>
        overlays
      </UnstyledButton>
      {layers.map(({ key, word, token, count, outcome }) => (
        <UnstyledButton
          key={key}
          className={classes.toggle}
          aria-pressed={!hidden.has(key)}
          onClick={() => toggle(key)}
          title={`${hidden.has(key) ? "Show" : "Hide"} ${word}`}
        >
          <svg width="14" height="10" aria-hidden="true" className={classes.mark}>
            <rect
              x="1"
              y="1"
              width="12"
              height="8"
              rx="1.5"
              className={classes[outcome ?? "class"]}
              style={{ stroke: `var(${token})` }}
            />
          </svg>
          {word}
          <span className={classes.count}>{count}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
