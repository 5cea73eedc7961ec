import assert from "node:assert/strict";
import { type Finding, fromThreshold, type Judged, withinAlarms } from "../bench/events.ts";

/** 20 rows with these scores, 0 elsewhere; events in rows 5 to 7 and 15 to 16; rows 0 and 1 do not count. */
const judged = (scores: Record<number, number>): Judged => ({
  scores: Float64Array.from({ length: 20 }, (_, row) => scores[row] ?? 0),
  windows: [{ from: 5, to: 7 }, { from: 15, to: 16 }],
  learning: 2,
});
const ROWS = 18;
const figures = ({ found, false_alarms, reached, hits }: Finding) => [found, false_alarms, reached, hits];

Deno.test("fromThreshold: any row of an event finds it; rows are right or wrong by themselves", () => {
  const scores = [judged({ 1: 1, 5: 0.9, 6: 0.9, 12: 0.9, 16: 0.5 })];
  assert.deepEqual(figures(fromThreshold(scores, 0, 0.9)), [1, 1, 3, 2]);
  assert.deepEqual(figures(fromThreshold(scores, 0, 0.5)), [2, 1, 4, 3]);
  assert.deepEqual(figures(fromThreshold(scores, 0, 2)), [0, 0, 0, 0]);
  const { events, rows, labelled } = fromThreshold(scores, 0, 2);
  assert.deepEqual([events, rows, labelled], [2, ROWS, 5]);
});

Deno.test("fromThreshold: alarms within the gap count once, and again when they ring on", () => {
  const alarms = (gap: number, ...rows: number[]) =>
    fromThreshold([judged(Object.fromEntries(rows.map((row) => [row, 1])))], gap, 1).false_alarms;
  assert.equal(alarms(0, 8, 10, 12), 3);
  assert.equal(alarms(1, 8, 10, 12), 3);
  assert.equal(alarms(2, 8, 10, 12), 2);
  assert.equal(alarms(4, 8, 10, 12), 1);
  assert.equal(alarms(2, 8, 9, 10, 11, 12, 13), 2);
});

Deno.test("withinAlarms: the lowest threshold that costs no more than the budget, ties together", () => {
  const scores = judged({ 3: 0.6, 5: 0.9, 9: 0.8, 11: 0.6, 15: 0.7, 18: 0.6 });
  const within = (alarms: number) => withinAlarms([scores], 0, alarms * 1000 / ROWS);
  assert.deepEqual([within(0).threshold, within(0).found], [0.9, 1]);
  assert.deepEqual([within(1).threshold, within(1).found], [0.7, 2]);
  assert.deepEqual([within(3).threshold, within(3).false_alarms], [0.7, 1]);
  assert.deepEqual([within(4).threshold, within(4).false_alarms], [0.6, 4]);
});

Deno.test("withinAlarms: one threshold for all series, none where the highest score costs too much", () => {
  const both = [judged({ 5: 0.5 }), judged({ 9: 0.8, 3: 0.7 })];
  assert.equal(withinAlarms(both, 0, 0).threshold, Infinity);
  assert.deepEqual(figures(withinAlarms(both, 0, 2 * 1000 / (2 * ROWS))), [1, 2, 3, 1]);
});

Deno.test("fromThreshold: an event wholly in the rows for learning is none", () => {
  const early = { ...judged({ 1: 1 }), windows: [{ from: 0, to: 1 }, { from: 5, to: 7 }] };
  assert.deepEqual([fromThreshold([early], 0, 1).events, fromThreshold([early], 0, 1).found], [1, 0]);
});
