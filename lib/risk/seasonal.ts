/** Risk in the coming quarter-end and holiday windows, for itself. */
import { isoDate } from "../calendar/days.ts";
import type { seasonalRisk } from "../pipeline/schemas/seasonal_risk.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { type FleetSeries, type PathSource, prepare } from "./fleet.ts";
import { hurdles } from "./hurdles.ts";

export type SeasonalRow = RowOf<typeof seasonalRisk>;

/** Days of a forecast, from the first up to and without the last. */
export interface Span {
  from: number;
  to: number;
}

/** Days that may lie between two holidays of one window: a weekend between Good Friday and Easter Monday. */
const BRIDGED_DAYS = 3;

/** Runs of marked days, joined where no more than so many days lie between. */
export function spansOf(marks: Uint8Array, bridged: number): Span[] {
  const spans: Span[] = [];
  marks.forEach((mark, day) => {
    if (mark !== 1) return;
    const last = spans.at(-1);
    if (last !== undefined && day - last.to <= bridged) last.to = day + 1;
    else spans.push({ from: day, to: day + 1 });
  });
  return spans;
}

const WEEK = 7;

/** The same weekdays just before a span, whole weeks earlier; later where too few days come before; null where neither has room. */
export function besides({ from, to }: Span, days: number): Span | null {
  const shift = WEEK * Math.ceil((to - from) / WEEK);
  if (from >= shift) return { from: from - shift, to: to - shift };
  return to + shift <= days ? { from: from + shift, to: to + shift } : null;
}

const highest = (values: Float64Array, { from, to }: Span): number =>
  values.subarray(from, to).reduce((high, value) => Math.max(high, value));

/** Share of paths over their hurdle on any day of a span. */
export function probabilityIn(paths: Float64Array, dayHurdles: Float64Array, { from, to }: Span): number {
  const days = dayHurdles.length;
  let reached = 0;
  for (let start = 0; start < paths.length; start += days) {
    for (let day = from; day < to; day++) {
      if (paths[start + day]! >= dayHurdles[day]!) {
        reached++;
        break;
      }
    }
  }
  return reached / (paths.length / days);
}

function rowsOf(series: FleetSeries, source: PathSource): SeasonalRow[] {
  const found = prepare(series, source);
  if (found === null) return [];
  const { forecast: { firstDay, quantiles, quarterEnd, holiday }, scores } = found;
  const toHigh = hurdles(quantiles, source.settings.high);
  const seasons = [
    ...spansOf(quarterEnd, 0).map((span) => ({ season: "quarter_end" as const, span })),
    ...spansOf(holiday, BRIDGED_DAYS).map((span) => ({ season: "holiday" as const, span })),
  ];
  return seasons.flatMap(({ season, span }) => {
    const beside = besides(span, toHigh.length);
    if (beside === null) return [];
    return [{
      server_id: series.server_id,
      metric: series.metric,
      season,
      first_date: isoDate(firstDay + span.from),
      last_date: isoDate(firstDay + span.to - 1),
      days: span.to - span.from,
      peak_p50: highest(quantiles.p50, span),
      peak_p90: highest(quantiles.p90, span),
      breach_80: probabilityIn(scores, toHigh, span),
      before_peak_p50: highest(quantiles.p50, beside),
      before_breach_80: probabilityIn(scores, toHigh, beside),
    }];
  });
}

/** A row for each assessed series and each quarter-end or holiday window within its horizon. */
export const seasonalRows = (fleet: readonly FleetSeries[], source: PathSource): SeasonalRow[] =>
  fleet.flatMap((series) => rowsOf(series, source));
