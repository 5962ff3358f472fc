import { rampPlace } from "./heatmap";
import type { ColorScale } from "./heatmapCanvas";

/** The ramps of the page's theme for a canvas, between their steps too. */
export function rampColors(color: (token: string) => string): ColorScale {
  const known = new Map<string, string>();
  return (ramp, share) => {
    const place = Math.round(rampPlace(share) * 20) / 20;
    const key = `${ramp} ${place}`;
    const value = known.get(key) ?? mixed(ramp, place, color);
    known.set(key, value);
    return value;
  };
}

function mixed(ramp: string, place: number, color: (token: string) => string): string {
  const below = Math.min(4, Math.floor(place));
  const part = Math.round((place - below) * 100);
  return `color-mix(in oklab, ${color(`--${ramp}-${below + 1}`)} ${part}%, ${color(`--${ramp}-${below}`)})`;
}
