/** Forecasts of all series from one origin by trained global models. */
import { predict, type TreesModel } from "../../trees/model.ts";
import { clip } from "../series.ts";
import { commonSeasons } from "./common_season.ts";
import { matrixOf, type Row } from "./features.ts";
import { originOf, simpleExpectation } from "./origin.ts";
import type { GlobalSeries } from "./panel.ts";

export interface GlobalForecast {
  of: GlobalSeries;
  model: string;
  /** Of the days after the origin. */
  predicted: Float64Array;
}

/** Every day ahead of every series that has a level at the origin, series by series. */
function rowsAhead(all: readonly GlobalSeries[], day: number, horizon: number): Row[][] {
  const origins = all.map((of) => originOf(of, day));
  const seasons = commonSeasons(all, origins, day, horizon);
  return all.flatMap((of, index) => {
    const origin = origins[index];
    if (origin === undefined) return [];
    const common = seasons.get(of.kind)!;
    return [Array.from({ length: horizon }, (_, h) => ({ of, origin, common, day: day + h + 1 }))];
  });
}

/**
 * Forecasts from a day, its own value being known, within the bounds of each series.
 * @param models  by name
 */
export function globalForecasts(
  all: readonly GlobalSeries[],
  models: ReadonlyMap<string, TreesModel>,
  day: number,
  horizon: number,
): GlobalForecast[] {
  const bySeries = rowsAhead(all, day, horizon);
  const rows = bySeries.flat();
  if (rows.length === 0 || models.size === 0) return [];
  const matrix = matrixOf(rows);
  const simple = Float64Array.from(
    rows,
    ({ of, origin, day }) => simpleExpectation(origin, day, of.calendar),
  );
  return [...models].flatMap(([model, trees]) => {
    const scales = predict(trees, matrix);
    return bySeries.map((ahead, index) => {
      const { of, origin } = ahead[0]!;
      const from = index * horizon;
      const predicted = Float64Array.from(
        ahead,
        (_, h) => clip(simple[from + h]! + scales[from + h]! * origin.scale, of.series.bounds),
      );
      return { of, model, predicted };
    });
  });
}
