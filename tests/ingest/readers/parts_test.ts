import assert from "node:assert/strict";
import { Ledger } from "../../../lib/ingest/readers/ledger.ts";
import { type Joined, Parts } from "../../../lib/ingest/readers/parts.ts";

const MADE = { metric: "net_in", unit: "bytes/s", statistic: "average" } as const;

function join(joined: Joined, values: readonly [part: string, at: number, value: number][]) {
  const ledger = new Ledger(), parts = new Parts();
  for (const [part, at, value] of values) {
    ledger.met();
    parts.add({ ...MADE, server: "a", joined, part, at, value, line: 1, seconds: 60 });
  }
  const batches = [...parts.settle(ledger), ...ledger.rest()];
  return {
    samples: batches.flatMap(({ samples }) => samples.map(({ at, value, values }) => [at, value, values])),
    skipped: batches.at(-1)!.skipped,
  };
}

const TWO: [string, number, number][] = [["eth0", 0, 1], ["eth0", 60, 2], ["eth1", 0, 10], ["eth1", 60, 20]];

Deno.test("Parts: add up, average, or the fullest counts", () => {
  assert.deepEqual(join("sum", TWO).samples, [[0, 11, 2], [60, 22, 2]]);
  assert.deepEqual(join("mean", TWO).samples, [[0, 5.5, 2], [60, 11, 2]]);
  assert.deepEqual(join("fullest", TWO).samples, [[0, 10, 2], [60, 20, 2]]);
});

Deno.test("Parts: a moment that lacks a part is no smaller sum, it is none", () => {
  const { samples, skipped } = join("sum", [["eth0", 0, 1], ["eth0", 60, 2], ["eth0", 120, 3], [
    "eth1",
    0,
    10,
  ], ["eth1", 120, 30]]);
  assert.deepEqual(samples, [[0, 11, 2], [120, 33, 2]]);
  assert.deepEqual(skipped, { "net_in of some parts of a machine only": 1 });
});

Deno.test("Parts: one that was added later is not missed before", () => {
  assert.deepEqual(join("sum", [["eth0", 0, 1], ["eth0", 60, 2], ["eth1", 60, 10]]).samples, [[0, 1, 1], [
    60,
    12,
    2,
  ]]);
});

Deno.test("Parts: a second value of a part at one time is left aside", () => {
  const { samples, skipped } = join("sum", [["eth0", 0, 1], ["eth0", 0, 1]]);
  assert.deepEqual(samples, [[0, 1, 1]]);
  assert.deepEqual(skipped, { "second value of a part of a machine at one time": 1 });
});
