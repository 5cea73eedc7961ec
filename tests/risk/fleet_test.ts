import assert from "node:assert/strict";
import type { RiskRow } from "../../lib/risk/assess.ts";
import { assessFleet, type FleetSeries } from "../../lib/risk/fleet.ts";
import { flat, RISK, series } from "./cases.ts";

const one = (given: FleetSeries, settings = RISK): RiskRow =>
  assessFleet([given], { joint: null, settings, seed: 42 })[0]!;

const rising = (days: number): number[] => Array.from({ length: days }, (_, day) => 60 + day / 3);

Deno.test("assessFleet: without spread the date is the day the line crosses", () => {
  // 60, 60⅓, …: 80 is reached on day index 60, which is 61 days ahead; 90 on index 90.
  const row = one(series(rising(180), { sd: 0 }));
  assert.deepEqual([row.days_to_80_p10, row.days_to_80_p50, row.days_to_80_p90], [61, 61, 61]);
  assert.deepEqual([row.days_to_90_p10, row.days_to_90_p50, row.days_to_90_p90], [91, 91, 91]);
  assert.deepEqual([row.breach_80_30d, row.breach_80_60d, row.breach_80_90d, row.breach_80_180d], [
    0,
    0,
    1,
    1,
  ]);
  assert.equal(row.level, "very_high");
  assert.equal(row.driver, "trend");
  assert.equal(row.peak_date, "2026-06-29");
});

Deno.test("assessFleet: an independent day breaches with its own probability", () => {
  // One forecast day whose p90 is 80: one path in ten.
  const row = one(series([80 - 1.2815515655446004 * 5]), { ...RISK, paths: 5000 });
  assert.ok(Math.abs(row.breach_80_horizon! - 0.1) < 0.017);
  assert.equal(row.level, "watch");
});

Deno.test("assessFleet: more dependence between days lowers the chance that any day breaches", () => {
  const of = (autocorrelation: number) => {
    const given = series(flat(70, 60));
    return one({ ...given, forecast: { ...given.forecast!, autocorrelation } }).breach_80_60d!;
  };
  assert.ok(of(0) > of(0.7) && of(0.7) > of(0.95));
});

Deno.test("assessFleet: over today is day 0, certain, and says so", () => {
  const row = one(series(flat(70, 180), { current: 85 }));
  assert.deepEqual([row.level, row.driver, row.days_to_80_p90, row.breach_80_30d], [
    "high",
    "already_over",
    0,
    1,
  ]);
  assert.notEqual(row.days_to_90_p10, 0);
  assert.match(row.reason, /^CPU is at 85\.0 % \(median of the last 28 observed days\), at or over the 80 %/);
});

Deno.test("assessFleet: windows beyond the horizon are null, and the reason says so", () => {
  const row = one(series(flat(70, 14)));
  assert.deepEqual([row.horizon_days, row.breach_80_30d, row.breach_80_180d], [14, null, null]);
  assert.ok(row.breach_80_horizon! > 0);
  const over = one(series(flat(85, 14)));
  assert.deepEqual([over.horizon_days, over.breach_80_30d, over.breach_80_180d], [14, 1, 1]);
  assert.doesNotMatch(over.reason, /nothing is said/);
  assert.match(
    row.reason,
    /The forecast ends after 14 days, so nothing is said about 30, 60, 90, 180 days\. Past forecasts are too few/,
  );
});

Deno.test("assessFleet: what cannot be judged is not assessed, with its reason and no figure", () => {
  const known: [FleetSeries, string][] = [
    [series([60], { verdict: "not_assessed", verdict_reason: "Only 3 days." }), "Only 3 days."],
    [series([60], { forecast: null }), "No forecast was made for this series."],
    [series([60], { current: null }), "No day of this series was observed."],
    [
      series([60], { metric: "net_in_p95" }),
      "The server's network capacity is not known, so Mbit/s cannot be judged.",
    ],
  ];
  for (const [given, reason] of known) {
    const row = one(given);
    const { server_id, metric, level, under_used, overdue, reason: found, ...rest } = row;
    const { level_conservative, level_expected, level_aggressive, ...figures } = rest;
    assert.equal(overdue, false);
    assert.deepEqual(
      [level_conservative, level_expected, level_aggressive],
      new Array(3).fill("not_assessed"),
    );
    assert.deepEqual([server_id, metric, level, under_used], [
      "SRV-0001",
      given.metric,
      "not_assessed",
      false,
    ]);
    assert.equal(found, reason);
    assert.ok(Object.values(figures).every((figure) => figure === null));
  }
});

Deno.test("assessFleet: network is judged in % of the link", () => {
  const row = one(series(flat(425, 30), { metric: "net_in_p95", network_mbps: 500, sd: 10 }));
  assert.deepEqual([row.current_p95, row.peak_p50, row.level], [85, 85, "high"]);
});

Deno.test("assessFleet: under-used when today and peak are below, and nothing threatens", () => {
  assert.equal(one(series(flat(39, 30))).under_used, true);
  assert.equal(one(series(flat(39, 30), { current: 41 })).under_used, false);
  assert.equal(one(series([...flat(30, 29), 40])).under_used, false);
  const spiky = one(series(flat(20, 30), { sd: 30 }));
  assert.deepEqual([spiky.level, spiky.under_used], ["watch", false]);
});

Deno.test("assessFleet: every assessed series has its place, the rest have none", () => {
  const rows = assessFleet(
    [
      series(flat(50, 30), { server_id: "quiet" }),
      series(flat(85, 30), { server_id: "low", criticality: "Low" }),
      series(flat(85, 30), { server_id: "unknown", verdict: "not_assessed" }),
      series(flat(85, 30), { server_id: "vital", criticality: "High" }),
      series(flat(85, 30), { server_id: "vital", criticality: "High", metric: "disk_p95" }),
    ],
    { joint: null, settings: RISK, seed: 42 },
  );
  assert.deepEqual(rows.map(({ server_id, metric, priority }) => [server_id, metric, priority]), [
    ["quiet", "cpu_p95", 4],
    ["low", "cpu_p95", 3],
    ["unknown", "cpu_p95", null],
    ["vital", "cpu_p95", 1],
    ["vital", "disk_p95", 2],
  ]);
});

Deno.test("assessFleet: the posture decides the level and the reason names its bound", () => {
  // Median 78, P90 84.4, P10 71.6.
  const given = series(flat(78, 30));
  const by = (posture: typeof RISK.posture) => one(given, { ...RISK, posture });
  assert.deepEqual([by("conservative").level, by("expected").level, by("aggressive").level], [
    "high",
    "watch",
    "watch",
  ]);
  assert.match(by("conservative").reason, /P90 peak \(conservative posture\) 84\.4 %/);
  assert.match(by("expected").reason, /median peak 78\.0 %/);
});

Deno.test("assessFleet: a sustained breach is rarer and later than a single day, and both are ordered for in time", () => {
  const row = one(series(rising(180), { sd: 4 }));
  assert.ok(row.sustained_80_90d! <= row.breach_80_90d!);
  assert.ok(row.days_to_sustained_80_p50! > row.days_to_80_p50!);
  // Without spread the line is over from day 61 on: three days running on day 63; order 45 days before day 61.
  const sharp = one(series(rising(180), { sd: 0 }));
  assert.deepEqual([sharp.days_to_sustained_80_p50, sharp.order_by, sharp.overdue], [
    63,
    "2026-01-16",
    false,
  ]);
  assert.match(sharp.reason, /Order by 2026-01-16 \(45 days lead time\)\./);
});
