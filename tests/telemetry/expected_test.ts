import assert from "node:assert/strict";
import { calendarDays } from "../../lib/calendar/calendar.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import type { Metric } from "../../lib/pipeline/schemas/columns.ts";
import type { Character } from "../../lib/telemetry/character.ts";
import { expectedSeries } from "../../lib/telemetry/clean.ts";
import { loadOf, logActivity, logLoad, quarterEndRamp } from "../../lib/telemetry/expected.ts";
import { byMetric } from "../../lib/telemetry/metrics.ts";
import type { Archetype } from "../../lib/telemetry/settings.ts";
import { fleet, settings } from "./fleet.ts";

const { synthetic } = settings.telemetry;
const calendar = calendarDays(
  "us-east-1",
  dayNumber("2024-01-01"),
  dayNumber("2024-12-31"),
  settings.calendar,
);
const at = (date: string) => dayNumber(date) - calendar.first;
const end = dayNumber("2024-12-31");

const flat: Character = {
  role: "ordinary",
  bottleneck: null,
  activity: 1,
  effects: { weekly: 1, annual: 1, quarterEnd: 1, holiday: 1 },
  peakShift: 0,
  levelShift: null,
  diskFill: 0,
  autocorrelation: 0,
  levels: byMetric(() => 40),
  responses: byMetric(() => 1),
  noise: byMetric(() => 0),
  growth: byMetric(() => []),
};
const plain: Archetype = {
  ...synthetic.archetypes["web"]!,
  weekdays: [1, 1, 1, 1, 1, 1, 1],
  annual: { amplitude: 0, half_year: 0, peak_day: 1 },
  quarter_end_lift: 0,
  holiday_dip: 0,
};

function expected(
  server: Partial<Character>,
  archetype: Partial<Archetype>,
  metric: Metric = "cpu_p95",
): Float64Array {
  const character = { ...flat, ...server };
  const activity = logActivity(character, { ...plain, ...archetype }, calendar, {
    quarterEndWindow: 7,
    rampStart: 0.5,
  });
  return logLoad(character, metric, activity, calendar, end).map((log) => loadOf(log, synthetic));
}

function assertNear(actual: number | undefined, wanted: number) {
  assert.ok(actual !== undefined && Math.abs(actual - wanted) < 1e-9, `${actual}, not ${wanted}`);
}

Deno.test("expected: with no effect, the level on every day", () => {
  expected({}, {}).forEach((load) => assertNear(load, 40));
});

Deno.test("expected: activity scales the load by the metric's response", () => {
  assertNear(expected({ activity: 0.25 }, {})[0], 10);
  assertNear(expected({ activity: 0.25, responses: byMetric(() => 0.5) }, {})[0], 20);
  assertNear(expected({ activity: 0.25, responses: byMetric(() => 0) }, {})[0], 40);
});

Deno.test("expected: weekdays follow the archetype's week", () => {
  const load = expected({}, { weekdays: [1, 1.1, 1, 1, 1, 0.5, 0.25] });
  assertNear(load[at("2024-05-07")], 44);
  assertNear(load[at("2024-05-11")], 20);
  assertNear(load[at("2024-05-12")], 10);
  assertNear(
    expected({ effects: { ...flat.effects, weekly: 2 } }, {
      weekdays: [1, 1, 1, 1, 1, 1, 0.5],
    })[at("2024-05-12")],
    10,
  );
});

Deno.test("expected: holidays dip, quarter ends rise to their peak on the last day", () => {
  assertNear(expected({}, { holiday_dip: 0.3 })[at("2024-07-04")], 28);
  assertNear(expected({}, { holiday_dip: 0.3 })[at("2024-07-05")], 40);
  const lifted = expected({}, { quarter_end_lift: 0.21 });
  assertNear(lifted[at("2024-06-30")], 48.4);
  assertNear(lifted[at("2024-06-24")], 44);
  assertNear(lifted[at("2024-06-23")], 40);
  assertNear(lifted[at("2024-07-01")], 40);
});

Deno.test("quarterEndRamp: rises evenly from its start to 1 and is 0 outside", () => {
  assert.deepEqual([8, 7, 6, 3, 0].map((left) => quarterEndRamp(left, 7, 0.4)), [0, 0, 0.4, 0.7, 1]);
  assert.deepEqual([1, 0].map((left) => quarterEndRamp(left, 1, 0.4)), [0, 1]);
});

Deno.test("expected: the year peaks on its day, later on a server that is late", () => {
  const year = { annual: { amplitude: 0.1, half_year: 0, peak_day: 100 } };
  const peakOf = (load: Float64Array) => load.indexOf(Math.max(...load)) + 1;
  assert.equal(peakOf(expected({}, year)), 100);
  assert.equal(peakOf(expected({ peakShift: -7 }, year)), 93);
  assertNear(Math.max(...expected({}, year)), 40 * Math.exp(0.1));
});

Deno.test("expected: a level shift raises what comes after it to the level", () => {
  const from = dayNumber("2024-05-07");
  const load = expected({ levelShift: { from, size: 0.25 } }, {});
  assertNear(load[at("2024-05-06")], 32);
  assertNear(load[at("2024-05-07")], 40);
});

Deno.test("expected: growth leads to the level on the last day of history", () => {
  const load = expected({ growth: byMetric(() => [{ from: calendar.first, rate: 0.2 }]) }, {});
  assertNear(load.at(-1), 40);
  assertNear(load[0], 40 * Math.exp(-0.2 * 365 / 365.25));
});

Deno.test("expected: only disks fill over the quarter, and are cleaned when it ends", () => {
  const disk = expected({ diskFill: 0.1 }, {}, "disk_p95");
  assert.ok(disk[at("2024-06-30")]! > disk[at("2024-06-29")]!);
  assert.ok(disk[at("2024-06-30")]! / disk[at("2024-07-01")]! > 1.09);
  expected({ diskFill: 0.1 }, {}, "memory_p95").forEach((load) => assertNear(load, 40));
});

Deno.test("expectedSeries: history stays as it is when the horizon grows", () => {
  const [some, more] = [0, 90].map((ahead) => expectedSeries(fleet.slice(0, 1), settings, ahead)[0]!);
  assert.equal(more!.days, some!.days + 90);
  assert.deepEqual(more!.values.cpu_p95.subarray(0, some!.days), some!.values.cpu_p95);
});

Deno.test("expectedSeries: refuses servers it knows too little of", () => {
  const refusing = (change: object) => () => expectedSeries([{ ...fleet[0]!, ...change }], settings, 0);
  assert.throws(refusing({ archetype: "mainframe" }), {
    message: "Cannot generate telemetry of SRV-0001 as its archetype must be listed in " +
      "telemetry.synthetic.archetypes: mainframe",
  });
  assert.throws(refusing({ environment: "test" }), {
    message: /its environment must be listed in .*: test$/,
  });
  assert.throws(refusing({ network_mbps: null }), {
    message: "Cannot generate net_in_p95 of SRV-0001 as its network capacity must be known: null",
  });
});
