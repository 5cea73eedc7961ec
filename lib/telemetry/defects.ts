/** Faults of monitoring: what is not delivered, delivered twice, or delivered wrong. Each one is recorded. */
import { type Metric, METRICS, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import type { defects as schema } from "../pipeline/schemas/defects.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { type Stream, stream } from "../random/stream.ts";
import type { CleanSeries } from "./clean.ts";
import { DAYS_PER_YEAR } from "./growth.ts";
import { unitsPerPercent } from "./metrics.ts";
import type { Synthetic } from "./settings.ts";

type DefectSettings = Synthetic["defects"];
type Draw = (part: string) => Stream;

/** One fault on one day, counted from the server's first. */
export interface Defect {
  day: number;
  kind: RowOf<typeof schema>["kind"];
  metric: RowOf<typeof schema>["metric"];
  /** Values with and without the fault; NaN where it concerns a whole day. */
  before: number;
  after: number;
}

const wholeDay = (kind: "missing_day" | "duplicate") => (day: number): Defect => ({
  day,
  kind,
  metric: "all",
  before: NaN,
  after: NaN,
});

/** Days, among so many, on which something of the given probability happens. */
function daysOf(random: Stream, probability: number, days: number): number[] {
  return Array.from({ length: days }, (_, day) => day).filter(() => random.chance(probability));
}

/** The days of a run that begins on a day and ends with the history at the latest. */
const run = (from: number, length: number, days: number): number[] =>
  Array.from({ length: Math.min(length, days - from) }, (_, index) => from + index);

function missingDays(draw: Draw, settings: DefectSettings, days: number): Set<number> {
  const single = daysOf(draw("missing days"), settings.missing_day_rate, days);
  const gaps = draw("gaps");
  const inGaps = daysOf(gaps, settings.gaps_per_year / DAYS_PER_YEAR, days)
    .flatMap((day) => run(day, gaps.whole(...settings.gap_days), days));
  const outage = draw("outage");
  const [hasOutage, length] = [outage.chance(settings.outage_share), outage.whole(...settings.outage_days)];
  const inOutage = hasOutage ? run(outage.whole(0, Math.max(days - length, 0)), length, days) : [];
  return new Set([...single, ...inGaps, ...inOutage]);
}

/** An outlier the resource could still have shown: up where there is room for it, else down. */
function outlierValue(before: number, factor: number, capacity: number): number {
  return before * factor <= capacity ? before * factor : before / factor;
}

function outliers(
  draw: Draw,
  metric: Metric,
  series: CleanSeries,
  { defects, decimals }: Synthetic,
): Defect[] {
  const random = draw(`outliers of ${metric}`);
  const capacity = 100 * unitsPerPercent(metric, series.server);
  const scale = 10 ** decimals;
  return daysOf(random, defects.outlier_rate, series.days).map((day) => {
    const before = series.values[metric][day]!;
    const value = outlierValue(before, random.between(...defects.outlier_factor), capacity);
    return { day, kind: "outlier", metric, before, after: Math.round(value * scale) / scale };
  });
}

function outOfRange(draw: Draw, metric: Metric, series: CleanSeries, { defects }: Synthetic): Defect[] {
  if (!PERCENT_METRICS.includes(metric)) return [];
  const random = draw(`out of range ${metric}`);
  return daysOf(random, defects.out_of_range_rate, series.days).map((day) => ({
    day,
    kind: "out_of_range",
    metric,
    before: series.values[metric][day]!,
    after: random.choice(defects.out_of_range_values),
  }));
}

/** Wrong values of one metric: on a day with two faults, the impossible value is what is delivered. */
function wrongValues(draw: Draw, metric: Metric, series: CleanSeries, settings: Synthetic): Defect[] {
  const impossible = outOfRange(draw, metric, series, settings);
  const taken = new Set(impossible.map(({ day }) => day));
  return [...impossible, ...outliers(draw, metric, series, settings).filter(({ day }) => !taken.has(day))];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The defects of a server's history, by day, kind and metric. A missing day has no other. */
export function defectsOf(series: CleanSeries, seed: number, settings: Synthetic): Defect[] {
  const draw: Draw = (part) => stream(seed, "telemetry", series.server.server_id, "defects", part);
  const missing = missingDays(draw, settings.defects, series.days);
  const duplicates = daysOf(draw("duplicates"), settings.defects.duplicate_rate, series.days);
  const delivered = [
    ...duplicates.map(wholeDay("duplicate")),
    ...METRICS.flatMap((metric) => wrongValues(draw, metric, series, settings)),
  ].filter(({ day }) => !missing.has(day));
  return [...[...missing].map(wholeDay("missing_day")), ...delivered]
    .sort((a, b) => a.day - b.day || compare(a.kind, b.kind) || compare(a.metric, b.metric));
}
