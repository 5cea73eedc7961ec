/** What the settings promise of CPU can be measured on the noisy series. */
import assert from "node:assert/strict";
import { mean } from "simple-statistics";
import { type CalendarDays, calendarsByRegion } from "../../lib/calendar/calendar.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import { quarterEndRamp } from "../../lib/telemetry/expected.ts";
import { fleet, ordinaryByArchetype, type Sample, settings } from "./fleet.ts";

const TOLERANCE = 0.15;
const { synthetic } = settings.telemetry;
const { start, end } = settings.fleet;
const calendars = calendarsByRegion(
  fleet.map(({ region }) => region),
  dayNumber(start),
  dayNumber(end),
  settings.calendar,
);
const samples = ordinaryByArchetype();

type DayKind = (calendar: CalendarDays, day: number) => boolean;
const isPlain: DayKind = (calendar, day) =>
  calendar.is_holiday[day] === 0 && calendar.is_quarter_end[day] === 0;

/**
 * Mean of the log of CPU on some days less that of the same weekday a week before and after, where those are plain:
 * weekday, season and growth cancel. Divided by the mean weight of those days.
 */
function effect(
  { clean }: Sample,
  kind: DayKind,
  weight: (calendar: CalendarDays, day: number) => number,
): number {
  const calendar = calendars.get(clean.server.region)!;
  const logs = clean.values.cpu_p95.map(Math.log);
  const days = [...logs.keys()].slice(7, -7).filter((day) =>
    kind(calendar, day) && isPlain(calendar, day - 7) && isPlain(calendar, day + 7)
  );
  const difference = (day: number) => logs[day]! - (logs[day - 7]! + logs[day + 7]!) / 2;
  return mean(days.map(difference)) / mean(days.map((day) => weight(calendar, day)));
}

function weekendLog({ clean }: Sample): number {
  const calendar = calendars.get(clean.server.region)!;
  const logs = [...clean.values.cpu_p95.map(Math.log).entries()].filter(([day]) => isPlain(calendar, day));
  const meanOf = (weekend: number) =>
    mean(logs.filter(([day]) => calendar.is_weekend[day] === weekend).map(([, log]) => log));
  return meanOf(1) - meanOf(0);
}

function assertAsConfigured(
  what: string,
  measure: (sample: Sample) => number,
  configured: (archetype: string) => number,
) {
  for (const [archetype, servers] of Object.entries(samples)) {
    const [found, wanted] = [mean(servers!.map(measure)), configured(archetype)];
    assert.ok(
      Math.abs(found / wanted - 1) < TOLERANCE,
      `${what} of ${archetype}: ${found.toFixed(3)} in logs, configured ${wanted.toFixed(3)}`,
    );
  }
}

Deno.test("cleanSeries: every archetype has servers to measure", () => {
  assert.deepEqual(Object.keys(samples).sort(), Object.keys(synthetic.archetypes).sort());
});

Deno.test("cleanSeries: weekends differ from weekdays as configured", () => {
  assertAsConfigured("weekend", weekendLog, (archetype) => {
    const logs = synthetic.archetypes[archetype]!.weekdays.map(Math.log);
    return mean(logs.slice(5)) - mean(logs.slice(0, 5));
  });
});

Deno.test("cleanSeries: quarter ends rise as configured", () => {
  const window = settings.calendar.quarter_end_window_days;
  const ramp = (calendar: CalendarDays, day: number) =>
    quarterEndRamp(calendar.days_to_quarter_end[day]!, window, synthetic.quarter_end_ramp);
  const inWindow: DayKind = (calendar, day) =>
    calendar.is_quarter_end[day] === 1 && calendar.is_holiday[day] === 0;
  assertAsConfigured(
    "quarter-end lift",
    (sample) => effect(sample, inWindow, ramp),
    (archetype) => Math.log1p(synthetic.archetypes[archetype]!.quarter_end_lift),
  );
});

Deno.test("cleanSeries: bank holidays of the region dip as configured", () => {
  const holiday: DayKind = (calendar, day) =>
    calendar.is_holiday[day] === 1 && calendar.is_quarter_end[day] === 0;
  assertAsConfigured(
    "holiday dip",
    (sample) => effect(sample, holiday, () => 1),
    (archetype) => Math.log1p(-synthetic.archetypes[archetype]!.holiday_dip),
  );
});
