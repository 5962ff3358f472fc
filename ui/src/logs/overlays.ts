/** Boxes and masks as data, over a picture. Pixels are the picture's own. */
export type Outcome = "truth" | "tp" | "fp" | "fn";

export interface Box {
  /** xmin, ymin, xmax, ymax. */
  box: [number, number, number, number];
  label: string | number | null;
  score: number | null;
  outcome: Outcome | null;
}

export interface Mask {
  /** Height, width. */
  size: [number, number];
  /** Run lengths down the columns, first of what is outside: COCO's uncompressed form. */
  counts: number[];
  label: string | number | null;
  score: number | null;
}

export interface LoggedImage {
  file: { sha256: string; size: number; width: number; height: number; format: string };
  caption: string | null;
  boxes: Box[];
  masks: Mask[];
}

/** What a class is called: an index is looked up, a name is itself. */
export function className(label: string | number | null, labelmap: Record<string, string> | null): string {
  if (label === null) return "";
  return labelmap?.[String(label)] ?? String(label);
}

export const outcomeWords: Record<Outcome, string> = {
  truth: "truth",
  tp: "TP",
  fp: "FP",
  fn: "FN, missed",
};

/** One switch of the overlay: an outcome, or a class where boxes have no outcome. */
export interface Layer {
  key: string;
  word: string;
  token: string;
  count: number;
  outcome: Outcome | null;
}

/** Outcomes first, in a fixed order, then classes in labelmap order; only those that are there. */
export function layersOf(image: LoggedImage, labelmap: Record<string, string> | null): Layer[] {
  const classes = classOrder(image, labelmap);
  const layers = new Map<string, Layer>();
  for (const box of image.boxes) count(layers, boxLayer(box, classes, labelmap));
  for (const mask of image.masks) count(layers, classLayer(mask.label, classes, labelmap));
  const order: Outcome[] = ["truth", "tp", "fp", "fn"];
  const rank = (layer: Layer) =>
    layer.outcome ? order.indexOf(layer.outcome) : order.length + classes.indexOf(layer.word);
  return [...layers.values()].sort((a, b) => rank(a) - rank(b));
}

function count(layers: Map<string, Layer>, layer: Layer): void {
  const known = layers.get(layer.key);
  if (known) known.count += 1;
  else layers.set(layer.key, { ...layer, count: 1 });
}

export function boxLayer(
  box: Box,
  classes: readonly string[],
  labelmap: Record<string, string> | null,
): Layer {
  if (!box.outcome) return classLayer(box.label, classes, labelmap);
  return {
    key: `outcome ${box.outcome}`,
    word: outcomeWords[box.outcome],
    token: `--box-${box.outcome}`,
    count: 0,
    outcome: box.outcome,
  };
}

export function classLayer(
  label: string | number | null,
  classes: readonly string[],
  labelmap: Record<string, string> | null,
): Layer {
  const word = className(label, labelmap) || "no class";
  const slot = (Math.max(0, classes.indexOf(word)) % 6) + 1;
  return { key: `class ${word}`, word, token: `--box-c${slot}`, count: 0, outcome: null };
}

/** Class names in labelmap order; what the labelmap lacks follows as it comes. */
export function classOrder(image: LoggedImage, labelmap: Record<string, string> | null): string[] {
  const names = Object.entries(labelmap ?? {})
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, name]) => name);
  for (const { label } of [...image.boxes, ...image.masks]) {
    const name = className(label, labelmap) || "no class";
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

/** "RBC 0.93", "WBC", "0.5", "". */
export function boxLabel(box: Box, labelmap: Record<string, string> | null): string {
  const name = className(box.label, labelmap);
  const score = box.score === null ? "" : box.score.toFixed(2);
  return [name, score].filter(Boolean).join(" ");
}

/** Paints a mask into RGBA pixels, row by row, over what is there. Runs that do not fit the size are cut. */
export function paintMask(
  mask: Mask,
  pixels: Uint8ClampedArray,
  color: readonly [number, number, number],
  alpha: number,
): void {
  const [height, width] = mask.size;
  const total = height * width;
  let at = 0;
  let inside = false;
  for (const run of mask.counts) {
    const end = Math.min(total, at + run);
    if (inside) {
      for (let index = at; index < end; index += 1) {
        const offset = ((index % height) * width + Math.floor(index / height)) * 4;
        pixels[offset] = color[0];
        pixels[offset + 1] = color[1];
        pixels[offset + 2] = color[2];
        pixels[offset + 3] = alpha;
      }
    }
    at = end;
    inside = !inside;
  }
}
