/** What happened to a server in the course of its history: level shifts and changes of growth. */
import { dayNumber } from "../calendar/days.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import type { Stream } from "../random/stream.ts";
import type { GrowthPeriod } from "./growth.ts";
import type { GeneratorSettings } from "./settings.ts";

/** A lasting jump: the day number it begins and the share by which loads rise. */
export interface LevelShift {
  from: number;
  size: number;
}

/** A day of history before the settled days; null when there is none. */
function eventDay(random: Stream, { fleet, telemetry }: GeneratorSettings): number | null {
  const first = dayNumber(fleet.start) + 1;
  const last = dayNumber(fleet.end) - telemetry.synthetic.settled_days;
  return last < first ? null : random.whole(first, last);
}

/** The server's level shift, if it had one. */
export function drawLevelShift(random: Stream, settings: GeneratorSettings): LevelShift | null {
  const { probability, size } = settings.telemetry.synthetic.level_shift;
  const from = random.chance(probability) ? eventDay(random, settings) : null;
  return from === null ? null : { from, size: random.between(...size) };
}

/** Growth of one metric: a rate from the start, and others from the days it changed. */
export function drawGrowth(random: Stream, metric: Metric, settings: GeneratorSettings): GrowthPeriod[] {
  const { fleet, telemetry } = settings;
  const { metrics, growth_changes } = telemetry.synthetic;
  const rate = () => random.between(...metrics[metric].growth_per_year);
  const first = { from: dayNumber(fleet.start), rate: rate() };
  const changes = Array.from({ length: random.whole(...growth_changes) }, () => eventDay(random, settings))
    .filter((from) => from !== null).sort((a, b) => a - b);
  return [first, ...changes.map((from) => ({ from, rate: rate() }))];
}

/** Growth towards saturation, in place of what the metric would have done since it set in. */
export function drawSteepGrowth(
  random: Stream,
  before: readonly GrowthPeriod[],
  { fleet, telemetry }: GeneratorSettings,
): GrowthPeriod[] {
  const { growth_per_year, since_days } = telemetry.synthetic.saturating;
  const from = dayNumber(fleet.end) - random.whole(...since_days);
  return [...before.filter((period) => period.from < from), {
    from,
    rate: random.between(...growth_per_year),
  }];
}
