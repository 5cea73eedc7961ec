/** A model of a whole panel as one that forecasts each of its series. */
import type { Fitted } from "../../models/model.ts";
import { lastStep, type Series } from "../../models/series.ts";
import { binned } from "../../trees/binned.ts";
import type { Matrix } from "../../trees/matrix.ts";
import { predictBinned, type TreesModel } from "../../trees/model.ts";
import type { PanelModel } from "../backtest.ts";
import { GLOBAL } from "../settings.ts";
import { type Columns, Rows } from "./features.ts";
import { Level } from "./level.ts";

/** Trees, and the step after which they know nothing. */
export interface TrainedAt {
  cutoff: number;
  trees: TreesModel;
}

/** A series at its end, and the rows of the steps ahead of it. */
interface Ahead {
  of: Level;
  horizon: number;
  matrix: Matrix;
}

/** Of the series last seen: models that are asked one after the other share them. */
const seen = new WeakMap<Series, Ahead>();

function aheadOf(series: Series, horizon: number, columns: Columns): Ahead {
  const known = seen.get(series);
  if (known?.horizon === horizon) return known;
  const of = known?.of ?? new Level(series, columns.frequency);
  const rows = new Rows(columns);
  rows.add(of, Array.from({ length: horizon }, (_, h) => of.origin + h + 1));
  const ahead = { of, horizon, matrix: rows.matrix() };
  seen.set(series, ahead);
  return ahead;
}

/** The trees that have seen most of what was known at a step. */
const latest = (trained: readonly TrainedAt[], step: number): TreesModel | undefined =>
  trained.findLast(({ cutoff }) => cutoff <= step)?.trees;

function fitted(trees: TreesModel, series: Series, columns: Columns): Fitted {
  return {
    forecast: (horizon) => {
      const { of, matrix } = aheadOf(series, horizon, columns);
      const codes = trees.bins.map(() => new Uint8Array(horizon));
      // Where nothing has ever changed there is no unit to count in, and nothing to add.
      const scales = of.scale > 0 ? predictBinned(trees, binned(matrix, trees.bins, codes)) : undefined;
      return Float64Array.from(
        { length: horizon },
        (_, h) => of.expected(of.origin + h + 1) + (scales === undefined ? 0 : of.scale * scales[h]!),
      );
    },
    // Trees stay for a while: to learn them anew at each origin would cost much and change little.
    onward: (longer) => fitted(trees, longer, columns),
  };
}

/** A model of a panel. @param trained  by cutoff, ascending; at least one */
export const panelModel = (
  name: string,
  trained: readonly TrainedAt[],
  columns: Columns,
): PanelModel => ({
  name,
  naive: false,
  oracle: false,
  minimumHistory: (season) => GLOBAL.least_windows * Math.max(season, GLOBAL.unseasonal_steps),
  reaches: (step) => latest(trained, step) !== undefined,
  fit: (series) => {
    const trees = latest(trained, lastStep(series));
    if (trees !== undefined) return fitted(trees, series, columns);
    throw new RangeError(
      `Cannot fit ${name} as it must have been trained by the end of the series, ${lastStep(series)}: ` +
        `first at ${trained[0]?.cutoff}`,
    );
  },
});
