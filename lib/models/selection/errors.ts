/** Errors of each series as they were known on each day. */
import type { ModelErrors, SeriesErrors } from "./expected.ts";

/** Mean error of a model on a series, of all outcomes known on a day. */
export interface Score {
  server_id: string;
  metric: string;
  known_at: string;
  model: string;
  days: number;
  mae: number;
}

type ByModel = ReadonlyMap<string, Score>;

/** Part of a total below which a difference of totals is what rounding leaves of nothing. */
const ROUNDING = 1e-9;

/** Mean error over the days that became known between two days. */
function since(before: Score | undefined, { mae, days }: Score): number {
  if (before === undefined) return mae;
  if (days === before.days) return NaN;
  const added = mae * days - before.mae * before.days;
  return added > ROUNDING * mae * days ? added / (days - before.days) : 0;
}

/** Errors of one series as known on the last of some days, which follow one another. */
function errorsOf(days: readonly ByModel[]): SeriesErrors {
  const ofModel = (model: string): ModelErrors => {
    const known = days.map((ofDay) => ofDay.get(model));
    return {
      mae: known.at(-1)!.mae,
      windows: known.map((now, day) => {
        const before = known[day - 1];
        // Known for the first time, but not on the first day: from which window, the sum does not say.
        const unclear = day > 0 && before === undefined;
        return now === undefined || unclear ? NaN : since(before, now);
      }),
    };
  };
  return new Map([...days.at(-1)!.keys()].map((model) => [model, ofModel(model)]));
}

/** Errors of all series of one metric, by the day they were known on and by server. */
export function errorsByDay(scores: readonly Score[]): Map<string, Map<string, SeriesErrors>> {
  const days = [...new Set(scores.map(({ known_at }) => known_at))].sort();
  const byServer = [...Map.groupBy(scores, ({ server_id }) => server_id)].map(([server, own]) => {
    const byDay = Map.groupBy(own, ({ known_at }) => known_at);
    return {
      server,
      byDay: days.map((day) => new Map((byDay.get(day) ?? []).map((score) => [score.model, score]))),
    };
  });
  return new Map(
    days.map((day, place) => [
      day,
      new Map(
        byServer.filter(({ byDay }) => byDay[place]!.size > 0)
          .map(({ server, byDay }) => [server, errorsOf(byDay.slice(0, place + 1))]),
      ),
    ]),
  );
}
