import assert from "node:assert/strict";
import { lightTokens, onPaper } from "../../lib/report/paper.ts";
import { peakDistribution, shortest } from "../../src/components/charts/risk.ts";

const TOKENS = lightTokens(await Deno.readTextFile("src/theme/tokens.css"));

Deno.test("peakDistribution: peaks near 0 and at 100 % are counted too", () => {
  const rows = [2, 50, 97, 100].map((peak_p50, index) => ({
    server_id: `A${index}`,
    metric: "cpu_p95",
    level: "ok" as const,
    days_to_80_p10: null,
    days_to_80_p50: null,
    days_to_80_p90: null,
    breach_80_horizon: 0,
    priority: null,
    peak_p50,
    peak_date: null,
  }));
  const draw = () => peakDistribution(rows, { high: 80, very_high: 90, under_used: 40 }, "");
  const [picture] = onPaper([0], draw, TOKENS);
  // 2, 50, and one bin for 97 and 100.
  assert.equal(picture!.svg.match(/<rect /g)?.length, 3);
});

Deno.test("shortest: the metric most often short, all that tie, none, and nothing to compare with one", () => {
  const of = (serious: Record<string, number>, metrics = 2) =>
    shortest(new Map(Object.entries(serious)), metrics);
  assert.equal(
    of({ cpu_p95: 2, disk_p95: 1 }),
    "CPU runs short most often: 2 servers at high or very high risk",
  );
  assert.equal(
    of({ cpu_p95: 1, disk_p95: 1 }),
    "CPU and disk run short most often: 1 server each at high or very high risk",
  );
  assert.equal(of({ cpu_p95: 2 }, 1), "CPU runs short: 2 servers at high or very high risk");
  assert.equal(of({}), "No metric has a series at high or very high risk");
});
