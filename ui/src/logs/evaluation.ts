/** Per-image results as a script logged them. Lists have one entry a class. */
export interface Evaluation {
  categories: string[];
  labels?: string[];
  total_objects?: number[];
  per_image_eval: PerImage[];
  metrics?: Record<string, unknown>;
}

export interface PerImage {
  filename: string;
  nb_objects?: number[];
  nb_preds?: number[];
  TP: number[];
  FP: number[];
  FN: number[];
}

/** Counts of one image, one class, or all. */
export interface Outcomes {
  name: string;
  objects: number;
  tp: number;
  fp: number;
  fn: number;
}

export function classNames(evaluation: Evaluation): string[] {
  return evaluation.labels?.length ? evaluation.labels.map(String) : evaluation.categories.map(String);
}

/** One row an image, summed over the classes, or of one class. Worst first: most misses and false alarms. */
export function perImage(evaluation: Evaluation, classIndex: number | null): Outcomes[] {
  return evaluation.per_image_eval
    .map((image) => ({
      name: image.filename,
      objects: pick(image.nb_objects ?? added(image.TP, image.FN), classIndex),
      tp: pick(image.TP, classIndex),
      fp: pick(image.FP, classIndex),
      fn: pick(image.FN, classIndex),
    }))
    .sort((a, b) => b.fp + b.fn - (a.fp + a.fn) || a.name.localeCompare(b.name));
}

/** One row a class, summed over the images. */
export function perClass(evaluation: Evaluation): Outcomes[] {
  return classNames(evaluation).map((name, index) => ({ ...totals(perImage(evaluation, index)), name }));
}

export function totals(rows: readonly Outcomes[]): Outcomes {
  const all: Outcomes = { name: "all", objects: 0, tp: 0, fp: 0, fn: 0 };
  for (const row of rows) {
    all.objects += row.objects;
    all.tp += row.tp;
    all.fp += row.fp;
    all.fn += row.fn;
  }
  return all;
}

/** Null where nothing was predicted, or nothing is there. */
export function precision({ tp, fp }: Outcomes): number | null {
  return tp + fp > 0 ? tp / (tp + fp) : null;
}

export function recall({ tp, fn }: Outcomes): number | null {
  return tp + fn > 0 ? tp / (tp + fn) : null;
}

function pick(list: readonly number[], index: number | null): number {
  if (index !== null) return Number(list[index] ?? 0);
  return list.reduce((a, b) => a + Number(b), 0);
}

function added(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, index) => value + (b[index] ?? 0));
}
