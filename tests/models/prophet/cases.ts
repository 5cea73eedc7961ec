/** What our solver and Prophet both fit, and the steps at which they are compared. */
import type { FitContext } from "../../../lib/models/model.ts";
import type { ProphetSettings } from "../../../lib/models/prophet/prophet.ts";
import { lastStep, type Series } from "../../../lib/models/series.ts";
import { simulate, simulatedCalendar } from "../simulate.ts";
import { everyQuarter, example, hourlyExample } from "./series.ts";

/** Prophet's own defaults. */
export const PROPHET: ProphetSettings = {
  growth: "linear",
  effects: "additive",
  changepoints: 25,
  changepoint_share: 0.8,
  changepoint_scale: 0.05,
  seasonality_scale: 10,
  regressor_scale: 10,
  yearly_harmonics: 10,
  weekly_harmonics: 3,
  daily_harmonics: 4,
  // Not Prophet's: so little that the top of the posterior is found.
  negligible_gain: 1e-8,
};

export interface Case {
  name: string;
  series: Series;
  context: FitContext;
  settings: ProphetSettings;
  /** Steps compared, over history and horizon. */
  steps: Float64Array;
}

interface CaseOptions {
  settings?: Partial<ProphetSettings>;
  context?: FitContext;
}

/** Steps from the first of a series to `horizon` after its last, so far apart that about a hundred are compared. */
function spread(series: Series, horizon: number): Float64Array {
  const length = series.values.length + horizon;
  const apart = Math.ceil(length / 100);
  return Float64Array.from(
    { length: Math.ceil(length / apart) },
    (_, index) => lastStep(series) + horizon - index * apart,
  ).reverse();
}

function compared(name: string, series: Series, horizon: number, options: CaseOptions = {}): Case {
  const settings = { ...PROPHET, ...options.settings };
  return { name, series, context: options.context ?? {}, settings, steps: spread(series, horizon) };
}

const DAYS = 1371;
const FROM = "2022-01-01";

export async function cases(): Promise<Case[]> {
  const peyton = await example("wp_log_peyton_manning");
  const percent = simulate("prophet", FROM, DAYS, 180).series;
  const regressors = everyQuarter(peyton.start, peyton.values.length + 365);
  return [
    compared("peyton_manning", peyton, 365),
    compared("peyton_manning_regressors", peyton, 365, { context: { regressors } }),
    compared("wp_log_R_saturating", await example("wp_log_R", { min: 0, max: 8.5 }), 1826, {
      settings: { growth: "saturating" },
    }),
    compared("retail_sales", await example("retail_sales"), 365),
    compared("air_passengers_scaling", await example("air_passengers"), 365, {
      settings: { effects: "multiplicative" },
    }),
    compared("m4_hourly_1", await hourlyExample(1), 48),
    compared("percent", percent, 180),
    compared("percent_calendar", percent, 180, {
      context: { regressors: simulatedCalendar(FROM, DAYS + 180) },
    }),
    compared("percent_saturating", percent, 180, { settings: { growth: "saturating" } }),
  ];
}
