import { expect, test } from "vitest";
import type { Payload } from "../api/client";
import { type UploadDoors, upload } from "./upload";

const file = new Blob(["0123456789"]);
const parts: Payload["Part"][] = [
  { number: 1, offset: 0, size: 4, url: "/1", present: true },
  { number: 2, offset: 4, size: 4, url: "/2", present: false },
  { number: 3, offset: 8, size: 2, url: "/3", present: false },
];

function doors(part: Partial<UploadDoors> & { complete_already?: boolean } = {}) {
  const sent: string[] = [];
  const completed: string[] = [];
  const all: UploadDoors = {
    hash: async () => "abc",
    declare: async () => ({ id: "u", complete: part.complete_already ?? false, part_size: 4, parts }),
    put: async (url, bytes, progress) => {
      progress(bytes.size);
      sent.push(`${url} ${await bytes.text()}`);
    },
    complete: async (id) => {
      completed.push(id);
      return { sha256: "abc", size: 10 };
    },
    ...part,
  };
  return { all, sent, completed };
}
const signal = new AbortController().signal;

test("parts that came in an earlier try are not sent again", async () => {
  const { all, sent, completed } = doors();
  expect(await upload(file, all, () => {}, signal)).toBe("abc");
  expect(sent.sort()).toEqual(["/2 4567", "/3 89"]);
  expect(completed).toEqual(["u"]);
});

test("bytes that are there already are not sent at all", async () => {
  const { all, sent, completed } = doors({ complete_already: true });
  expect(await upload(file, all, () => {}, signal)).toBe("abc");
  expect([sent, completed]).toEqual([[], []]);
});

test("progress counts the parts that were there, and ends at one", async () => {
  const shares: number[] = [];
  await upload(file, doors().all, (stage, share) => stage === "sending" && shares.push(share), signal);
  expect(shares[0]).toBeGreaterThanOrEqual(0.6);
  expect(shares.at(-1)).toBe(1);
});

test("a part that fails is tried again, and no more than three times", async () => {
  let tries = 0;
  const flaky = doors({
    put: async () => {
      tries += 1;
      if (tries < 3) throw new Error("broken pipe");
    },
  });
  await upload(file, flaky.all, () => {}, signal);
  expect(flaky.completed).toEqual(["u"]);
  const broken = doors({
    put: async () => {
      throw new Error("broken pipe");
    },
  });
  await expect(upload(file, broken.all, () => {}, signal)).rejects.toThrow("broken pipe");
  expect(broken.completed).toEqual([]);
});

test("what is given up is not tried again", async () => {
  const controller = new AbortController();
  let tries = 0;
  const { all } = doors({
    put: async () => {
      tries += 1;
      controller.abort(new Error("given up"));
      throw new Error("aborted");
    },
  });
  await expect(upload(file, all, () => {}, controller.signal)).rejects.toThrow("aborted");
  expect(tries).toBeLessThanOrEqual(2);
});
