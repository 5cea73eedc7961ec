import assert from "node:assert/strict";
import { anomalousDays, withinBudget } from "../../lib/anomalies/fleet.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const settings = configured("anomalies");
const dates = Int32Array.from({ length: 400 }, (_, day) => 19_000 + day);
const random = stream(1, "days");
const values = Float64Array.from(dates, (_, day) => (day % 7 < 5 ? 50 : 35) + random.normal());

Deno.test("anomalousDays: a doubled day is found, with its date and what was expected", () => {
  const spoilt = values.map((value, day) => day === 300 ? 2 * value : value);
  const found = anomalousDays(dates, spoilt, settings).find(({ date }) => date === 19_300);
  assert.ok(found !== undefined);
  assert.ok(found.score >= settings.detection.thresholds.standard);
  assert.ok(Math.abs(found.found.expected - values[300]!) < 5, `${found.found.expected}`);
});

Deno.test("anomalousDays: what comes later changes nothing before", () => {
  const spoilt = values.map((value, day) => day >= 350 ? 99 : value);
  const before = (of: Float64Array) => anomalousDays(dates, of, settings).filter(({ date }) => date < 19_350);
  assert.deepEqual(before(spoilt), before(values));
});

const day = (server: number, date: string, score: number) => ({
  server_id: `SRV-${server}`,
  metric: "cpu_p95" as const,
  date,
  score,
  method: "range" as const,
  direction: "above" as const,
  value: 90,
  expected: 50,
  explanation: "",
});

Deno.test("withinBudget: every day stays, no more are flagged than a fleet of that size may have", () => {
  const days = [1, 2, 3, 4].map((server) => day(server, "2024-05-01", server / 10 + 0.5));
  const rows = withinBudget(days, 10, { per_series: 2, per_100_servers: 20, days: 30 });
  assert.deepEqual(rows.map(({ flagged }) => flagged), [false, false, true, true]);
  assert.deepEqual(rows.map(({ score }) => score), days.map(({ score }) => score));
});
