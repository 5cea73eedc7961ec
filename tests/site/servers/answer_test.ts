import assert from "node:assert/strict";
import { answerOf } from "../../../lib/site/servers/answer.ts";
import type { MetricDetail, Rules } from "../../../lib/site/servers/detail.ts";

const rules: Rules = {
  high: 80,
  very_high: 90,
  watch_probability: 0.1,
  half_life_days: 60,
  criticality_weight: { High: 3 },
  sustained_days: 5,
};
const server = { server_id: "SRV-0001" };
const plan = {
  action: "upsize",
  instance_from: "small",
  target: "large",
  saving_expected_usd_month: -54.4,
  earliest_date: "2026-01-02",
};
const risk = {
  level: "high",
  horizon_days: 180,
  peak_p50: 96.9,
  peak_date: "2026-03-31",
  days_to_80_p10: 5,
  days_to_80_p50: 8,
  days_to_80_p90: 21,
  breach_80_90d: 0.97,
  order_by: "2025-11-21",
  overdue: true,
  lead_time_days: 45,
};
const metric = (row: typeof risk | Record<string, number | string | boolean | null>): MetricDetail => ({
  quality: null,
  risk: row,
  selection: null,
  scores: [],
  past: [],
  seasons: [],
  flagged: [],
  changes: [],
  history: null,
  repaired: [],
  forecast: null,
});
const standing = {
  level: "high",
  metric: "cpu_p95",
  horizon_days: 180,
  breach_80_horizon: 0.12,
  reason: "It has no days.",
};
const said = (row: Parameters<typeof metric>[0], more = {}) =>
  answerOf({
    server,
    standing,
    plan,
    metrics: { cpu_p95: metric(row) },
    rules,
    as_of: "2025-12-31",
    ...more,
  }).map(({ text }) => text).join("").replaceAll("\u202f", " ");

Deno.test("answerOf: what runs out, when, how sure, by when to order, what to do", () => {
  assert.equal(
    said(risk),
    "The CPU of SRV-0001 is as likely as not to reach 80 % by 8 Jan 2026 (8 cases in 10: 5 Jan 2026 to " +
      "21 Jan 2026); the chance that it does within 90 days is 97 %. Its median forecast peaks at 97 % on " +
      "31 Mar 2026. Ordering is overdue since 21 Nov 2025 (45 days from order to use). Recommended: upsize from " +
      "small to large, for USD 54 a month more, not before 2 Jan 2026.",
  );
});

Deno.test("answerOf: a server over the threshold already has no date to come", () => {
  assert.match(
    said({ ...risk, days_to_80_p50: 0 }),
    /^The CPU of SRV-0001 is over 80 % of capacity already\./,
  );
});

Deno.test("answerOf: a server that is likely to stay below says how likely it is not to", () => {
  assert.match(
    said({ ...risk, days_to_80_p50: null }),
    /^SRV-0001 is more likely than not to stay below 80 % on every metric for 180 days\. The chance that any of them gets there is 12 %; nearest is its CPU\./,
  );
});

Deno.test("answerOf: nothing is claimed about a server that was not assessed", () => {
  const text = said(risk, { standing: { ...standing, level: "not_assessed" }, plan: null });
  assert.equal(
    text,
    "SRV-0001 could not be judged: nothing is claimed about it. It has no days. Nothing is recommended for it.",
  );
});
