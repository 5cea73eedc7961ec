/** All that series present on the same steps share: changepoints, seasons, regressors and their products. */
import type { Regressors } from "../model.ts";
import { gram } from "../numeric/gram.ts";
import type { Columns } from "../numeric/ridge.ts";
import { type Changepoints, type ChangepointSettings, changepointsOf } from "./changepoints.ts";
import type { Timeline } from "./history.ts";
import { standardised } from "./regressors.ts";
import { fourierColumns, seasonalitiesOf, type SeasonalitySettings } from "./seasonality.ts";

export interface DesignSettings extends ChangepointSettings, SeasonalitySettings {
  /** Scale of the Laplace prior of a change of slope. */
  changepoint_scale: number;
  /** Standard deviation of the normal prior of seasonal coefficients. */
  seasonality_scale: number;
  /** The same of the coefficients of regressors. */
  regressor_scale: number;
}

export interface Design {
  timeline: Timeline;
  /** Times of the rows of history. */
  times: Float64Array;
  changepoints: Changepoints;
  /** Columns of seasons and regressors at any steps. */
  effects(steps: Float64Array): Columns;
  /** The same over history, and their inner products. */
  effectColumns: Columns;
  effectGram: Float64Array;
  /** Precision of the normal priors, by coefficient: slope, offset, changes of slope, effects. */
  ridge: Float64Array;
  /** Rate of the Laplace priors of the changes of slope; 0 elsewhere. */
  lasso: Float64Array;
}

/** Standard deviation of the priors of the slope and the offset of the trend, as in Prophet's Stan model. */
const TREND_SCALE = 5;

/** Order of the coefficients: slope, offset, changes of slope, effects. */
export const SLOPE = 0;
export const OFFSET = 1;
export const FIRST_CHANGE = 2;
export const firstEffect = ({ changepoints }: Design): number => FIRST_CHANGE + changepoints.times.length;

const repeat = (value: number, count: number): number[] => new Array<number>(count).fill(value);

export function designOf(
  timeline: Timeline,
  day: number,
  regressors: Regressors | undefined,
  settings: DesignSettings,
): Design {
  const { steps, time } = timeline;
  const seasonalities = seasonalitiesOf(timeline, day, settings);
  const known = regressors === undefined ? () => [] : standardised(regressors, steps);
  const effects = (steps: Float64Array) => [
    ...seasonalities.flatMap((seasonality) => fourierColumns(seasonality, steps)),
    ...known(steps),
  ];
  const effectColumns = effects(steps);
  const changepoints = changepointsOf(timeline, settings, FIRST_CHANGE + effectColumns.length);
  const regressorCount = regressors?.columns.length ?? 0;
  const changes = changepoints.times.length;
  const scales = [
    ...repeat(TREND_SCALE, FIRST_CHANGE),
    ...repeat(Infinity, changes),
    ...repeat(settings.seasonality_scale, effectColumns.length - regressorCount),
    ...repeat(settings.regressor_scale, regressorCount),
  ];
  return {
    timeline,
    times: steps.map(time),
    changepoints,
    effects,
    effectColumns,
    effectGram: gram(effectColumns),
    ridge: Float64Array.from(scales, (scale) => 1 / scale ** 2),
    lasso: new Float64Array(scales.length)
      .fill(1 / settings.changepoint_scale, FIRST_CHANGE, FIRST_CHANGE + changes),
  };
}
