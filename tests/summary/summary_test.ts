import assert from "node:assert/strict";
import { summary } from "../../lib/pipeline/schemas/summary.ts";
import { summarise } from "../../lib/summary/summary.ts";
import { REPORT } from "./cases.ts";

const THRESHOLDS = { high: 80, very_high: 90, under_used: 40 };
const found = summarise(REPORT, THRESHOLDS);

Deno.test("summarise: keeps its contract", () => {
  assert.deepEqual(summary.shape.parse(found), found);
});

Deno.test("summarise: fleet and telemetry figures, worked by hand", () => {
  assert.deepEqual(found.fleet, {
    servers: 3,
    business_units: 2,
    regions: 1,
    usd_per_month: 150.5,
    servers_without_price: 1,
  });
  // 190 of 200 days; the series without any data is counted apart.
  assert.deepEqual(found.telemetry, {
    first_date: "2022-01-01",
    as_of: "2025-12-31",
    series: 3,
    assessed: 1,
    warn: 1,
    not_assessed: 1,
    series_without_data: 1,
    missing_pct: 5,
  });
});

Deno.test("summarise: levels of series and of servers", () => {
  assert.deepEqual(found.levels, {
    series: { very_high: 0, high: 1, watch: 2, ok: 2, not_assessed: 1 },
    servers: { very_high: 0, high: 1, watch: 1, ok: 1, not_assessed: 0 },
  });
  assert.equal(found.horizon_days, 180);
});

Deno.test("summarise: actions in order of priority, with owner and reason, ten at most, none without risk", () => {
  assert.deepEqual(found.actions.map(({ priority, server_id, metric }) => [priority, server_id, metric]), [
    [1, "A", "cpu_p95"],
    [2, "B", "cpu_p95"],
    [3, "B", "memory_p95"],
  ]);
  assert.deepEqual(found.actions[0], {
    priority: 1,
    server_id: "A",
    metric: "cpu_p95",
    level: "high",
    business_unit: "Retail",
    criticality: "High",
    days_to_80_p50: 20,
    breach_80_horizon: 1,
    order_by: null,
    overdue: false,
    recommended: "upsize to m5.xlarge",
    reason: "A cpu_p95",
  });
  const many = Array.from({ length: 12 }, (_, index) => ({ ...REPORT.risk[0]!, priority: 12 - index }));
  const first = summarise({ ...REPORT, risk: many }, THRESHOLDS).actions;
  assert.deepEqual(first.map(({ priority }) => priority), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

Deno.test("summarise: room to spare, its price null where none is known", () => {
  assert.deepEqual(found.under_used, { servers: ["C"], usd_per_month: null });
});

Deno.test("summarise: the selected mix, the best single model and what was possible", () => {
  const { selected, best_model, possible_gain } = found.forecasting;
  assert.deepEqual([selected?.mase, best_model?.model, possible_gain], [0.78, "holt_winters", 0.4]);
  const without = summarise({ ...REPORT, accuracy: [] }, THRESHOLDS).forecasting;
  assert.deepEqual(without, { selected: null, best_model: null, possible_gain: null });
});

Deno.test("summarise: clusters with members and mean fit", () => {
  assert.deepEqual(found.clusters, [{ cluster: 1, label: "label 1", servers: 2, silhouette: 0.6 }]);
  assert.equal(found.servers_without_cluster, 1);
});

Deno.test("summarise: the order of the rows does not matter", () => {
  const reversed = {
    ...REPORT,
    servers: [...REPORT.servers].reverse(),
    risk: [...REPORT.risk].reverse(),
    server_risk: [...REPORT.server_risk].reverse(),
    clusters: [...REPORT.clusters].reverse(),
    accuracy: [...REPORT.accuracy].reverse(),
  };
  assert.deepEqual(summarise(reversed, THRESHOLDS), found);
});

Deno.test("summarise: a region that no inventory names is not counted as one", () => {
  const servers = REPORT.servers.map((server) => ({ ...server, region: "unknown" }));
  assert.equal(
    summarise({ ...REPORT, servers }, THRESHOLDS).fleet.regions,
    0,
  );
});
