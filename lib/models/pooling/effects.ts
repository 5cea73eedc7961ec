/** Effects of each series at every day forecasts are made from: columns of the snapshot `effects`. */
import { doubles, integers, repeated } from "../../telemetry/columns.ts";
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import type { Regressors } from "../model.ts";
import type { FleetSeries, Panel } from "../read.ts";
import { showsYear } from "../regression/design.ts";
import { formsOf } from "../regression/form.ts";
import { ownEffects } from "../regression/own_effects.ts";
import { preparerFor, type RegressionSettings } from "../regression/prepared.ts";
import { hasPresent, since, upTo } from "../series.ts";

/** The effects of a series under one form, as known on a day. */
export interface SeriesEffects {
  of: FleetSeries;
  known_at: number;
  form: string;
  names: readonly string[];
  estimate: Float64Array;
  standard_error: Float64Array;
}

function effectsAt(
  knownAt: number,
  of: FleetSeries,
  regressors: Regressors | undefined,
  settings: RegressionSettings,
  leastHistory: number,
): SeriesEffects[] {
  const cut = upTo(of.series, knownAt);
  if (!hasPresent(cut.values, leastHistory)) return [];
  const known = since(cut, cut.start - 1);
  const prepared = preparerFor(settings)(known, regressors, showsYear(known.values.length, settings.year));
  return formsOf(known.values).map((form) => ({
    of,
    known_at: knownAt,
    form: form.name,
    ...ownEffects(form.values, prepared, settings),
  }));
}

/** All effects of a panel, by series, day and form. */
export function effects(
  { series, regressors }: Panel,
  days: readonly number[],
  settings: RegressionSettings,
  leastHistory: number,
): SeriesEffects[] {
  // Series of one region and day stand together, so that they share a design.
  const byRegion = series.toSorted((a, b) => (a.region < b.region ? -1 : a.region > b.region ? 1 : 0));
  return days.flatMap((day) =>
    byRegion.flatMap((of) => effectsAt(day, of, regressors.get(of.region), settings, leastHistory))
  ).sort((a, b) =>
    before(a.of.server_id, b.of.server_id) || before(a.of.metric, b.of.metric) ||
    before(a.known_at, b.known_at) || before(a.form, b.form)
  );
}

const before = (one: string | number, other: string | number) => one < other ? -1 : one > other ? 1 : 0;

/** One row per effect. */
export function effectColumns(all: readonly SeriesEffects[]): ColumnTable {
  const lengths = all.map(({ names }) => names.length);
  const names = all.flatMap((of) => of.names);
  return {
    server_id: repeated(all.map(({ of }) => of.server_id), lengths),
    metric: repeated(all.map(({ of }) => of.metric), lengths),
    known_at: integers(all.map(({ known_at, names }) => new Int32Array(names.length).fill(known_at))),
    form: repeated(all.map(({ form }) => form), lengths),
    effect: repeated(names, names.map(() => 1)),
    estimate: doubles(all.map(({ estimate }) => estimate)),
    standard_error: doubles(all.map(({ standard_error }) => standard_error)),
  };
}
