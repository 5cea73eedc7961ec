/** Why a model was chosen, in words. */
import { type Metric, PERCENT_METRICS } from "../../pipeline/schemas/columns.ts";
import type { Candidate } from "./rank.ts";

const DIGITS = 3;

/** An error with its unit: points are percent of capacity. */
const written = (error: number, metric: Metric): string =>
  `${Number(error.toPrecision(DIGITS))} ${PERCENT_METRICS.includes(metric) ? "points" : "Mbit/s"}`;

export const refused = (why: string): string => `Not assessed: ${why}`;

export const tooShort = (days: number, least: number): string =>
  refused(`${days} days with a value; a forecast needs ${least}`);

export const constant = (days: number): string => `The same value on all ${days} days`;

export const noBacktest = (days: number, metric: Metric): string =>
  `${days} days of history are too few for a backtest; best naive model on the other series of ${metric}`;

export const tooFewCompared = (compared: number, least: number): string =>
  `The last value stands: models were compared on ${compared} forecast days, and ${least} are needed to tell them apart`;

export const nothingToCompare = (days: number): string =>
  `${days} days of history are too few for a backtest, and no other series has one`;

export const onlyOne = (metric: Metric, { mae }: Candidate): string =>
  `The only model with a backtest on this series: mean error ${written(mae, metric)}`;

const over = (cutoffs: number): string => `over ${cutoffs} ${cutoffs === 1 ? "cutoff" : "cutoffs"}`;

const ofNaive = ({ naive }: Candidate): string => naive ? "; nothing that learns does better here" : "";

/**
 * None erred less on the series.
 * @param cutoffs  past days the comparison rests on
 */
export const lowest = (metric: Metric, chosen: Candidate, runnerUp: Candidate, cutoffs: number): string =>
  `Lowest mean error ${written(chosen.mae, metric)} ${over(cutoffs)}, ${runnerUp.model} ${
    written(runnerUp.mae, metric)
  }${ofNaive(chosen)}`;

/** Another erred less on the series, which does not outweigh all other series. */
export const expected = (metric: Metric, chosen: Candidate, least: Candidate, cutoffs: number): string =>
  `Lowest expected error, all series of ${metric} considered: mean error here ${
    written(chosen.mae, metric)
  } ${over(cutoffs)}, ${least.model} ${written(least.mae, metric)}`;
