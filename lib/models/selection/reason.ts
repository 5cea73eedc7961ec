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

/** @param cutoffs  past days the comparison rests on */
export function best(metric: Metric, chosen: Candidate, rival: Candidate, cutoffs: number): string {
  const over = `over ${cutoffs} ${cutoffs === 1 ? "cutoff" : "cutoffs"}`;
  const own = `mean error ${written(chosen.mae, metric)} ${over}, ${rival.model} ${
    written(rival.mae, metric)
  }`;
  const naive = chosen.naive ? "; nothing that learns does better here" : "";
  return chosen.mae <= rival.mae
    ? `Lowest ${own}${naive}`
    : `Close to the lowest on this series and better on all series of ${metric}: ${own}${naive}`;
}
