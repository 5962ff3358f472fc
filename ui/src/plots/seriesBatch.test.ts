import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { type SeriesRequest, seriesBatch, toRequests, type Wanted } from "./seriesBatch";

const view = { axis: "step", width: 300, smoothing: 0, start: null, end: null } as const;
const want = (name: string, experiment = "e", part: Partial<Wanted> = {}): Wanted => ({
  experiment,
  name,
  ...view,
  ...part,
});

test("cards that ask in the same moment share one request", () => {
  expect(toRequests([want("a"), want("b"), want("a")])).toEqual([
    { experiment: ["e"], name: ["a", "b"], ...view },
  ]);
});

test("one log of many experiments is one request", () => {
  expect(toRequests([want("loss", "e2"), want("loss", "e1")])).toHaveLength(1);
});

test("another zoom or smoothing is another request", () => {
  expect(
    toRequests([want("a"), want("b", "e", { smoothing: 0.6 }), want("c", "e", { start: 1, end: 2 })]),
  ).toHaveLength(3);
});

test("nothing is asked for that nobody wants: logs of different experiments do not multiply", () => {
  const requests = toRequests([want("a", "e1"), want("b", "e2")]);
  expect(requests.reduce((sum, { experiment, name }) => sum + experiment.length * name.length, 0)).toBe(2);
});

test("no request asks for more than 200 series", () => {
  const many = Array.from({ length: 450 }, (_, at) => want(`log ${at}`));
  const sizes = toRequests(many).map(({ name }) => name.length);
  expect(sizes).toEqual([200, 200, 50]);
});

const answer = (name: string): Payload["Series"] => ({
  experiment: "e",
  name,
  steps: [],
  values: [],
  times: [],
  smoothed: null,
  count: 0,
  reduced: false,
});

test("each card gets its own series, and null where there is none", async () => {
  const load = seriesBatch(async ({ name }) => name.filter((each) => each !== "gone").map(answer), 0);
  const [a, gone] = await Promise.all([load(want("a")), load(want("gone"))]);
  expect(a?.name).toBe("a");
  expect(gone).toBeNull();
});

test("a request that fails fails only for those who shared it", async () => {
  const load = seriesBatch(async (request: SeriesRequest) => {
    if (request.smoothing) throw new Error("too slow");
    return request.name.map(answer);
  }, 0);
  const bad = load(want("b", "e", { smoothing: 0.6 }));
  const good = load(want("a"));
  await expect(bad).rejects.toThrow("too slow");
  expect((await good)?.name).toBe("a");
});
