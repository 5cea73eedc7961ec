import assert from "node:assert/strict";
import {
  countByDay,
  crossing,
  daysUntil,
  earliest,
  firstDays,
  probabilityEver,
  probabilityWithin,
} from "../../lib/risk/crossing.ts";

// Ten paths of five days in %; the first day at or over 80 is, path by path: 1, 2, 2, 4, 5, none × 5.
const PATHS = new Float64Array([
  [80, 10, 10, 10, 10],
  [79.9, 85, 70, 70, 70],
  [70, 80, 90, 90, 90],
  [10, 20, 79, 99, 10],
  [70, 71, 72, 73, 80],
  [70, 70, 70, 70, 70],
  [79.9, 79.9, 79.9, 79.9, 79.9],
  [0, 0, 0, 0, 0],
  [50, 60, 50, 60, 50],
  [79, 78, 77, 76, 75],
].flat());
const EIGHTY = new Float64Array(5).fill(80);

Deno.test("crossing: counts each path once, on the first day it reaches its hurdle", () => {
  assert.deepEqual([...crossing(PATHS, EIGHTY).reachedBy], [0, 1, 3, 3, 4, 5]);
});

Deno.test("crossing: hurdles may differ by day", () => {
  const relaxedLastDay = new Float64Array([80, 80, 80, 80, 70]);
  assert.equal(probabilityEver(crossing(PATHS, relaxedLastDay)), 0.8);
});

Deno.test("daysUntil: the day by which a share of paths has crossed, null when fewer do", () => {
  const found = crossing(PATHS, EIGHTY);
  const known: [number, number | null][] = [[0.1, 1], [0.2, 2], [0.3, 2], [0.4, 4], [0.5, 5], [0.6, null], [
    0.9,
    null,
  ]];
  for (const [share, day] of known) assert.equal(daysUntil(found, share), day, `share ${share}`);
});

Deno.test("probabilityWithin: share of paths over by then, null beyond the horizon", () => {
  const found = crossing(PATHS, EIGHTY);
  assert.deepEqual([0, 1, 2, 3, 4, 5, 6].map((days) => probabilityWithin(found, days)), [
    0,
    0.1,
    0.3,
    0.3,
    0.4,
    0.5,
    null,
  ]);
});

Deno.test("countByDay: day 0 on every path is certain, beyond the horizon too", () => {
  const today = countByDay(new Int16Array(10), 14);
  assert.deepEqual([0.1, 0.5, 0.9].map((share) => daysUntil(today, share)), [0, 0, 0]);
  assert.equal(probabilityWithin(today, 14), 1);
  assert.equal(probabilityWithin(today, 30), 1);
});

Deno.test("firstDays: a sustained breach is dated by the last day of its run", () => {
  // Over 80 on: days 2-3 and 5; days 1-3; days 4-5; never two running.
  const paths = new Float64Array([
    [70, 80, 85, 70, 90],
    [81, 82, 83, 70, 70],
    [70, 70, 70, 80, 80],
    [80, 70, 80, 70, 80],
  ].flat());
  assert.deepEqual([...firstDays(paths, EIGHTY)], [2, 1, 4, 1]);
  assert.deepEqual([...firstDays(paths, EIGHTY, 2)], [3, 2, 5, 6]);
  assert.deepEqual([...firstDays(paths, EIGHTY, 3)], [6, 3, 6, 6]);
});

Deno.test("earliest: path by path the first of several", () => {
  assert.deepEqual([...earliest([Int16Array.of(3, 6, 0), Int16Array.of(5, 2, 6)])], [3, 2, 0]);
});
