import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { type Panel, readPanel } from "../../lib/models/read.ts";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { truth } from "../../lib/pipeline/schemas/truth.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { plainCalendar, withTables } from "../tables.ts";

const observed = (
  server_id: string,
  metric: string,
  day: number,
  value: number | null,
  flag = "observed",
): Row => ({
  server_id,
  metric,
  date: `2025-01-0${day}`,
  value,
  flag,
});

const OBSERVATIONS = [
  observed("A", "cpu_p95", 1, 10),
  observed("A", "cpu_p95", 2, 11, "imputed"),
  observed("A", "cpu_p95", 3, 12, "capped"),
  observed("A", "cpu_p95", 4, null, "missing"),
  observed("A", "cpu_p95", 5, 14),
  observed("A", "net_in_p95", 2, 500),
  observed("B", "cpu_p95", 1, 20),
  observed("C", "cpu_p95", 6, 30),
];
const TRUTH = [{ server_id: "A", metric: "cpu_p95", date: "2025-01-01", expected: 9 }];

async function panelOf(ids: readonly string[], withTruth: boolean): Promise<Panel> {
  let panel: Panel | undefined;
  const tables = [
    { schema: servers, rows: ["A", "B", "C"].map((server_id) => ({ server_id, region: "eu" })) },
    { schema: calendar, rows: plainCalendar("eu", "2025-01-01", 10) },
    { schema: observations, rows: OBSERVATIONS },
    ...(withTruth ? [{ schema: truth, rows: TRUTH }] : []),
  ];
  await withTables(tables, async (warehouse) => {
    panel = await readPanel(warehouse, ids, 7, { withTruth });
  });
  return panel!;
}

Deno.test("readPanel: series of these servers only, by server and metric, ending on the fleet's last day", async () => {
  const { series, lastDay } = await panelOf(["A", "B"], false);
  assert.equal(lastDay, dayNumber("2025-01-06"));
  assert.deepEqual(series.map(({ server_id, metric }) => `${server_id} ${metric}`), [
    "A cpu_p95",
    "A net_in_p95",
    "B cpu_p95",
  ]);
  assert.deepEqual(series.map(({ series }) => [...series.values]), [
    [10, 11, 12, NaN, 14, NaN],
    [500, NaN, NaN, NaN, NaN],
    [20, NaN, NaN, NaN, NaN, NaN],
  ]);
});

Deno.test("readPanel: percent ends at 100, a rate has no end", async () => {
  const { series } = await panelOf(["A"], false);
  assert.deepEqual(series.map(({ series }) => series.bounds.max), [100, Infinity]);
});

Deno.test("readPanel: imputed values are learnt from and not counted as observed", async () => {
  const [cpu] = (await panelOf(["A"], false)).series;
  assert.deepEqual([...cpu!.observed], [10, NaN, 12, NaN, 14, NaN]);
});

Deno.test("readPanel: the calendar by region, and the truth where it is asked for", async () => {
  const { series, regressors } = await panelOf(["A"], true);
  assert.equal(regressors.get("eu")!.start, dayNumber("2025-01-01"));
  assert.equal(series[0]!.expected!.values[0], 9);
  assert.equal(series[1]!.expected, undefined);
});
