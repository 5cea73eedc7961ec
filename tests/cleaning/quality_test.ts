import assert from "node:assert/strict";
import { readFacts, type SeriesFacts } from "../../lib/cleaning/facts.ts";
import { noOddities, type Oddities } from "../../lib/cleaning/oddities.ts";
import { judge } from "../../lib/cleaning/quality.ts";
import { observations } from "../../lib/pipeline/schemas/observations.ts";
import { quarantine } from "../../lib/pipeline/schemas/quarantine.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { withTables } from "../tables.ts";
import { CLEANING } from "./settings.ts";

const THRESHOLDS = CLEANING.verdict;

const FACTS = {
  server_id: "SRV-1",
  metric: "cpu_p95",
  days_expected: 1000,
  days_present: 990,
  longest_gap: 2,
  duplicates: 0,
  out_of_range: 0,
  outliers: 0,
  counted_as_full: 0,
  last_date: "2024-09-26" as string | null,
  silent_days: 0,
} satisfies SeriesFacts;

type Facts = { [Name in keyof typeof FACTS]: SeriesFacts[Name] };

const USUAL = { ...noOddities("SRV-1", "cpu_p95"), days_observed: 980, flatline_days: 1 };

const verdictOf = (facts: Partial<Facts>, odd: Partial<Oddities> = {}) => {
  const { verdict, reason } = judge({ ...FACTS, ...facts }, { ...USUAL, ...odd } as Oddities, THRESHOLDS);
  return [verdict, reason];
};

Deno.test("judge: a verdict is the worst of its findings and gives just their reasons", () => {
  assert.deepEqual(verdictOf({}), ["assessed", "990 of 1000 days with a value, longest gap 2 days."]);
  assert.deepEqual(verdictOf({ days_present: 900, longest_gap: 8 }), [
    "warn",
    "10.0 % of days missing; longest gap 8 days.",
  ]);
  assert.deepEqual(verdictOf({ days_expected: 31, days_present: 30 }), [
    "warn",
    "Only 30 days of history, 365 are needed to know an annual season.",
  ]);
  assert.deepEqual(verdictOf({ days_expected: 7, days_present: 5 }), [
    "not_assessed",
    "Only 5 days with a value, 14 are needed to know a week.",
  ]);
  assert.deepEqual(verdictOf({ silent_days: 15, longest_gap: 15 }), [
    "not_assessed",
    "No value since 2024-09-26, 15 days before the last day.",
  ]);
  assert.deepEqual(verdictOf({ days_present: 0, days_expected: 31, last_date: null, silent_days: 31 }), [
    "not_assessed",
    "No data: none of 31 days has a valid value.",
  ]);
});

Deno.test("judge: at a threshold the milder verdict holds", () => {
  assert.equal(verdictOf({ days_present: 950 })[0], "assessed");
  assert.equal(verdictOf({ days_present: 949 })[0], "warn");
  assert.equal(verdictOf({ days_present: 700 })[0], "warn");
  assert.equal(verdictOf({ days_present: 699 })[0], "not_assessed");
  assert.equal(verdictOf({ longest_gap: 7 })[0], "assessed");
  assert.equal(verdictOf({ longest_gap: 61 })[0], "not_assessed");
  assert.equal(verdictOf({ silent_days: 2 })[0], "assessed");
  assert.equal(verdictOf({ silent_days: 14 })[0], "warn");
  assert.equal(verdictOf({ days_present: 365, days_expected: 365 })[0], "assessed");
  assert.equal(verdictOf({ days_present: 14, days_expected: 14 })[0], "warn");
});

Deno.test("judge: days kept as full are told, whatever the verdict", () =>
  assert.deepEqual(verdictOf({ counted_as_full: 12 }), [
    "assessed",
    "990 of 1000 days with a value, longest gap 2 days; 12 days above 100 % counted as 100.",
  ]));

Deno.test("judge: a server without a single day counts as all missing", () => {
  const { missing_pct, verdict } = judge(
    { ...FACTS, days_expected: 0, days_present: 0 },
    { ...USUAL, days_observed: 0 },
    THRESHOLDS,
  );
  assert.deepEqual({ missing_pct, verdict }, { missing_pct: 100, verdict: "not_assessed" });
});

Deno.test("judge: what may be wrong although each value could be right", () => {
  assert.deepEqual(verdictOf({}, { flatline_days: 5 }), ["warn", "The same value on 5 days in a row."]);
  assert.deepEqual(
    verdictOf({ metric: "disk_p95" } as Partial<Facts>, { metric: "disk_p95", flatline_days: 5 })[0],
    "assessed",
  );
  assert.deepEqual(verdictOf({}, { flatline_days: 31 })[0], "not_assessed");
  assert.deepEqual(verdictOf({}, { crowded_days: 4 }), [
    "warn",
    "More samples than a day holds on 4 days: check the clock.",
  ]);
  assert.deepEqual(verdictOf({ duplicates: 31 }), ["warn", "31 days delivered more than once."]);
  assert.deepEqual(verdictOf({}, { unit_change: "2024-03-04", unit_factor: 100 }), [
    "not_assessed",
    "The level is 100 times higher from 2024-03-04 on: check the unit.",
  ]);
  assert.match(verdictOf({}, { unit_change: "2024-03-04", unit_factor: 1 / 1024 })[1]!, /1024 times lower/);
});

Deno.test("judge: the observed share leaves out what was filled, capped or missing", () =>
  assert.equal(judge(FACTS, USUAL as Oddities, THRESHOLDS).observed_pct, 98));

const FLEET = [
  { server_id: "SRV-1", in_service_from: "2024-01-01" },
  { server_id: "SRV-2", in_service_from: "2024-01-05" },
  { server_id: "SRV-3", in_service_from: "2024-02-01" },
];

/** Days of a series written as one letter each: o observed, c capped, i imputed, . missing. */
function days(server_id: string, metric: string, first: number, flags: string): Row[] {
  const names: Record<string, string> = { o: "observed", c: "capped", i: "imputed", ".": "missing" };
  return [...flags].map((flag, index) => ({
    server_id,
    metric,
    date: `2024-01-${String(first + index).padStart(2, "0")}`,
    value: flag === "." ? null : 50,
    flag: names[flag]!,
  }));
}

const withObservations = (
  rows: Row[],
  refused: Row[],
  check: (facts: () => Promise<SeriesFacts[]>) => Promise<void>,
) =>
  withTables(
    [{ schema: servers, rows: FLEET }, { schema: observations, rows }, { schema: quarantine, rows: refused }],
    (warehouse) => check(() => readFacts(warehouse, ["cpu_p95", "memory_p95"])),
  );

const refusal = (delivery: number, column_name: string, rule: string): Row => ({
  server_id: "SRV-1",
  date: "2024-01-03",
  delivery,
  column_name,
  rule,
  reason: rule,
});

Deno.test("readFacts: counts days, gaps, silence, caps and what was refused, per series", () =>
  withObservations(
    [
      ...days("SRV-1", "cpu_p95", 1, "iiooc.i"),
      ...days("SRV-1", "memory_p95", 1, "ooooooo"),
      ...days("SRV-2", "cpu_p95", 5, "i.o"),
      ...days("SRV-2", "memory_p95", 5, "..."),
    ],
    [
      refusal(1, "all", "duplicate"),
      refusal(2, "cpu_p95", "negative"),
      refusal(2, "cpu_max", "negative"),
      refusal(2, "memory_p95", "counted_as_full"),
    ],
    async (facts) => {
      const [srv1Cpu, srv1Memory, srv2Cpu, srv2Memory, srv3Cpu] = await facts();
      assert.deepEqual(srv1Cpu, {
        server_id: "SRV-1",
        metric: "cpu_p95",
        days_expected: 7,
        days_present: 3,
        last_date: "2024-01-05",
        silent_days: 2,
        longest_gap: 2,
        duplicates: 1,
        out_of_range: 1,
        counted_as_full: 0,
        outliers: 1,
      });
      assert.equal(srv1Memory!.counted_as_full, 1);
      assert.equal(srv1Memory!.out_of_range, 0);
      assert.deepEqual([srv2Cpu!.longest_gap, srv2Cpu!.silent_days], [2, 0]);
      assert.deepEqual([srv2Memory!.days_present, srv2Memory!.longest_gap, srv2Memory!.last_date], [
        0,
        3,
        null,
      ]);
      assert.deepEqual([srv3Cpu!.server_id, srv3Cpu!.days_expected], ["SRV-3", 0]);
    },
  ));
