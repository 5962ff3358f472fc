import subsetFont from "subset-font";
import type { Plugin } from "vite";

/** What the pages write themselves, and Western names; other letters come from the reader's own fonts. */
const letters = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ıŒœ–—‘’“”•…‹›€™−×≈±→←↑↓∞≤≥≠▲▼`;
/** The weights of tokens.css. */
const weights = { wght: { min: 420, max: 620 } };

/** The fonts without the letters and weights that no page shows: less than half of their bytes. */
export function smallFonts(): Plugin {
  return {
    name: "small-fonts",
    apply: "build",
    async generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".woff2")) continue;
        asset.source = await subsetFont(Buffer.from(asset.source as Uint8Array), letters, {
          targetFormat: "woff2",
          variationAxes: weights,
          // Code is shown without ligatures, which are most of its font.
          noLayoutClosure: asset.fileName.includes("mono"),
        });
      }
    },
  };
}

function range(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, at) => first + at));
}
