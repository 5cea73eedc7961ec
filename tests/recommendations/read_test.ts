import assert from "node:assert/strict";
import { calendar } from "../../lib/pipeline/schemas/calendar.ts";
import { catalogue } from "../../lib/pipeline/schemas/catalogue.ts";
import { forecasts } from "../../lib/pipeline/schemas/forecasts.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { quality } from "../../lib/pipeline/schemas/quality.ts";
import { reserved } from "../../lib/pipeline/schemas/reserved.ts";
import { risk } from "../../lib/pipeline/schemas/risk.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { telemetry } from "../../lib/pipeline/schemas/telemetry.ts";
import { readFleet } from "../../lib/recommendations/read.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { type Table, withTables } from "../tables.ts";
import { RULES, sizeOf } from "./fleet.ts";

const METRICS = ["cpu_p95", "memory_p95", "disk_p95"];
/** Friday and Saturday of telemetry; the forecast begins on a Sunday. */
const [FRIDAY, SATURDAY, SUNDAY] = ["2026-01-02", "2026-01-03", "2026-01-04"];

const server = (server_id: string, rest: Row = {}): Row => ({
  server_id,
  business_unit: "Retail",
  region: "UK",
  environment: "production",
  criticality: "Low",
  archetype: "web",
  service: "cards",
  instance_type: "m6i.2xlarge",
  vcpu: 8,
  memory_gib: 32,
  disk_gib: 100,
  network_mbps: 1000,
  usd_per_month: 280,
  ...rest,
});

/** One server, its P95 of 20 and 40 %, its maxima, and a forecast of 30 % of everything on one day. */
function tables(change: { quality?: Row; reserved?: Row[]; server?: Row } = {}): Table[] {
  const series = METRICS.map((metric) => ({ server_id: "A", metric }));
  const days = (value: (day: string) => Row) =>
    series.flatMap((key) => [FRIDAY!, SATURDAY!].map((date) => ({ ...key, date, ...value(date) })));
  return [
    { schema: servers, rows: [server("A", change.server)] },
    { schema: catalogue, rows: [{ ...sizeOf("m6i.2xlarge"), generation: 6 }] },
    {
      schema: quality,
      rows: series.map((key) => ({ ...key, verdict: "assessed", reason: "", ...change.quality })),
    },
    { schema: risk, rows: series.map((key) => ({ ...key, level: "ok", reason: "" })) },
    {
      schema: observations,
      rows: days((date) => ({ value: date === FRIDAY ? 20 : 40, flag: "observed" })),
    },
    {
      schema: telemetry,
      rows: [FRIDAY!, SATURDAY!].map((date) => ({
        server_id: "A",
        date,
        cpu_max: 95,
        memory_max: 70,
        disk_max: 60,
      })),
    },
    {
      schema: forecasts,
      rows: series.map((key) => ({
        ...key,
        date: SUNDAY!,
        p025: 30,
        p05: 30,
        p10: 30,
        p50: 30,
        p90: 30,
        p95: 30,
        p975: 30,
      })),
    },
    { schema: reserved, rows: change.reserved ?? [] },
    {
      schema: calendar,
      rows: [SUNDAY!, "2026-01-05", "2026-01-06", "2026-01-07"].map((date, index) => ({
        region: "UK",
        date,
        is_weekend: index === 0,
        is_holiday: index === 1,
        is_quarter_end: index === 2,
      })),
    },
  ];
}

const near = (value: number | null, expected: number) => assert.ok(Math.abs(value! - expected) < 1e-6);

Deno.test("readFleet: CPU by percentile of its days, memory and disk by their maximum", () =>
  withTables(tables(), async (warehouse) => {
    const { servers: [a] } = await readFleet(warehouse, { ...RULES, busy_quantile: 0.5 });
    // The median of 20 and 40 % is 30 % of 8 vCPU, as much as the forecast; the maximum of 95 % is a burst, no need.
    near(a!.needs.expected.cpu, 2.4);
    assert.deepEqual([...a!.bursts].map((vcpu) => vcpu.toFixed(1)), ["7.6", "7.6"]);
    near(a!.needs.expected.memory, 0.7 * 32);
    near(a!.needs.expected.disk, 60);
    assert.equal(a!.needs.expected.network, null);
  }));

Deno.test("readFleet: what committed scenarios reserve is needed", () => {
  const row = { server_id: "A", metric: "cpu_p95", date: SUNDAY!, factor: 2, added: 15 };
  return withTables(tables({ reserved: [row] }), async (warehouse) => {
    const { servers: [a], profiles } = await readFleet(warehouse, RULES);
    // 30 % × 2 + 15 of 8 vCPU.
    near(a!.needs.expected.cpu, 6);
    near(profiles.get("A")![0]!, 6);
  });
});

Deno.test("readFleet: nothing is changed at weekends, on holidays or at the quarter end", () =>
  withTables(tables(), async (warehouse) => {
    const earliest = async (change_freeze: typeof RULES.change_freeze) =>
      (await readFleet(warehouse, { ...RULES, change_freeze })).earliest.get("UK");
    assert.equal(await earliest([]), SUNDAY);
    assert.equal(await earliest(["weekend"]), "2026-01-05");
    assert.equal(await earliest(["weekend", "holiday"]), "2026-01-06");
    assert.equal(await earliest(["weekend", "holiday", "quarter_end"]), "2026-01-07");
  }));

Deno.test("readFleet: a server that quality does not assess, or no catalogue knows, is refused with the reason", async () => {
  const why = (change: Parameters<typeof tables>[0]) => {
    let said = "";
    return withTables(tables(change), async (warehouse) => {
      const { servers, refused } = await readFleet(warehouse, RULES);
      assert.equal(servers.length, 0);
      said = refused[0]!.why;
    }).then(() => said);
  };
  assert.equal(
    await why({ quality: { verdict: "not_assessed", reason: "Too few days." } }),
    "Not assessed: its CPU could not be judged. Too few days.",
  );
  assert.equal(await why({ server: { instance_type: "vm" } }), "Not assessed: the catalogue has no vm.");
  assert.equal(await why({ server: { instance_type: "unknown" } }), "Not assessed: its size is not known.");
});
