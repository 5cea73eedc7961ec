/** The selected model of each series, fitted to all of its history: columns of the snapshot `fitted`. */
import type { TrackRecord } from "../ensemble/record.ts";
import { canFit, type FitContext, fitOnce, type Model } from "../model.ts";
import type { FleetSeries, Panel } from "../read.ts";
import { NONE } from "../selection/select.ts";
import { lastStep } from "../series.ts";
import type { ColumnTable } from "../../warehouse/warehouse.ts";
import { seriesKey } from "./read.ts";

export interface Fit {
  of: FleetSeries;
  model: string;
  /** As JSON. */
  state: string;
}

export interface FitInputs {
  panel: Panel;
  models: readonly Model[];
  /** Model by series. */
  selection: ReadonlyMap<string, string>;
  /** What models were worth on each series so far. */
  records: ReadonlyMap<string, TrackRecord>;
}

/** What may be known of a series today. */
export const contextToday = (
  { panel, records }: { panel: Panel; records?: FitInputs["records"] },
  of: FleetSeries,
): FitContext => ({
  regressors: panel.regressors.get(of.region),
  record: records?.get(seriesKey(of.server_id, of.metric)),
  global: of.global?.get(panel.lastDay),
  priors: of.priorsAt?.(panel.lastDay),
});

/**
 * Fits of all series that have a model, by server and metric.
 * @param warn  told of each series that has a model which cannot be fitted today
 * @throws RangeError when a model is not one that can be saved
 */
export function fits(inputs: FitInputs, warn: (message: string) => void): Fit[] {
  const byName = new Map(inputs.models.map((model) => [model.name, model]));
  return inputs.panel.series.flatMap((of) => {
    const name = inputs.selection.get(seriesKey(of.server_id, of.metric)) ?? NONE;
    if (name === NONE) return [];
    const model = byName.get(name)!;
    const context = contextToday(inputs, of);
    if (!canFit(model, of.series, context)) {
      warn(`${of.server_id} ${of.metric} is not forecast: ${name} cannot be fitted to it today`);
      return [];
    }
    const { state } = fitOnce(model, of.series, context);
    if (state === undefined) {
      throw new RangeError(
        `Cannot save the fit of ${of.server_id} ${of.metric} as ${name} has no saved form`,
      );
    }
    return [{ of, model: name, state: JSON.stringify(state) }];
  });
}

export const fittedColumns = (all: readonly Fit[]): ColumnTable => ({
  server_id: all.map(({ of }) => of.server_id),
  metric: all.map(({ of }) => of.metric),
  model: all.map(({ model }) => model),
  fitted_to: Int32Array.from(all, ({ of }) => lastStep(of.series)),
  state: all.map(({ state }) => state),
});
