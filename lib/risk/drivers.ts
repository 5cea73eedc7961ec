/** What series at risk have in common: repeated random forests on what each series is like. */
import { RandomForestClassifier } from "ml-random-forest";
import type { Settings } from "../config/settings.ts";
import type { riskDrivers } from "../pipeline/schemas/risk_drivers.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { stream } from "../random/stream.ts";

export type DriverRow = RowOf<typeof riskDrivers>;

/** Rows of numbers, by the names of their columns, and whether each is at risk. */
export interface Examples {
  features: readonly string[];
  rows: readonly (readonly number[])[];
  atRisk: readonly boolean[];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Votes of trees that had not seen a row: how many, and how many said at risk. */
interface Votes {
  asked: Float64Array;
  yes: Float64Array;
}

interface Outcome {
  accuracy: number;
  found: number;
  /** By feature. */
  importance: number[];
}

/** Mean squared difference between the share of votes and the truth, over the rows that were asked. */
function error({ asked, yes }: Votes, atRisk: readonly boolean[]): number {
  const rows = [...asked.keys()].filter((row) => asked[row]! > 0);
  return mean(rows.map((row) => (yes[row]! / asked[row]! - Number(atRisk[row])) ** 2));
}

const swapped = (row: readonly number[], feature: number, value: number): number[] =>
  row.map((own, index) => index === feature ? value : own);

/**
 * One forest, its trees grown one by one so that each row is asked only of trees that have not seen it. A feature
 * matters as much as the votes get worse when its values are shuffled among the rows asked (Breiman 2001); the
 * package's own importance is not used, because it is not reliable.
 */
function forest(
  { features, rows, atRisk }: Examples,
  settings: Settings["risk"]["drivers"],
  seed: number,
): Outcome {
  const votes = (): Votes => ({ asked: new Float64Array(rows.length), yes: new Float64Array(rows.length) });
  const plain = votes();
  const shuffled = features.map(votes);
  for (let tree = 0; tree < settings.trees; tree++) {
    const { whole } = stream(seed, "risk", "drivers", tree);
    const bag = rows.map(() => whole(0, rows.length - 1));
    const seen = new Set(bag);
    const outside = [...rows.keys()].filter((row) => !seen.has(row));
    const grown = new RandomForestClassifier({
      seed: whole(1, 2 ** 31 - 1),
      maxFeatures: Math.min(settings.features_per_tree, features.length),
      replacement: false,
      nEstimators: 1,
      useSampleBagging: false,
      noOOB: true,
    });
    grown.train(bag.map((row) => [...rows[row]!]), bag.map((row) => Number(atRisk[row])));
    const ask = (asked: number[][], to: Votes) =>
      grown.predict(asked).forEach((vote, index) => {
        to.asked[outside[index]!]! += 1;
        to.yes[outside[index]!]! += vote;
      });
    ask(outside.map((row) => [...rows[row]!]), plain);
    features.forEach((_, feature) => {
      const donors = outside.map(() => outside[whole(0, outside.length - 1)]!);
      ask(
        outside.map((row, index) => swapped(rows[row]!, feature, rows[donors[index]!]![feature]!)),
        shuffled[feature]!,
      );
    });
  }
  const told = rows.map((_, row) => plain.yes[row]! / plain.asked[row]! > 0.5);
  const base = error(plain, atRisk);
  return {
    accuracy: mean(told.map((yes, row) => Number(yes === atRisk[row]))),
    found: mean(told.filter((_, row) => atRisk[row]).map(Number)),
    importance: shuffled.map((of) => error(of, atRisk) - base),
  };
}

/** Rows by feature, most important first; none when too few series are at risk to learn from. */
export function driverRows(
  examples: Examples,
  settings: Settings["risk"]["drivers"],
  seed: number,
): DriverRow[] {
  const { features, rows, atRisk } = examples;
  const count = atRisk.filter(Boolean).length;
  if (count < settings.least_at_risk || rows.length - count < settings.least_at_risk) return [];
  const repeats = Array.from(
    { length: settings.repeats },
    (_, repeat) => forest(examples, settings, seed + repeat),
  );
  const accuracies = repeats.map(({ accuracy }) => accuracy);
  const shared = {
    series: rows.length,
    at_risk: count,
    accuracy: mean(accuracies),
    accuracy_low: Math.min(...accuracies),
    accuracy_high: Math.max(...accuracies),
    majority_accuracy: Math.max(count, rows.length - count) / rows.length,
    found: mean(repeats.map(({ found }) => found)),
  };
  return features.map((feature, index) => {
    const own = repeats.map(({ importance }) => importance[index]!);
    const meanOf = (risk: boolean) =>
      mean(rows.filter((_, row) => atRisk[row] === risk).map((values) => values[index]!));
    return {
      feature,
      importance: mean(own),
      importance_low: Math.min(...own),
      importance_high: Math.max(...own),
      mean_at_risk: meanOf(true),
      mean_others: meanOf(false),
      ...shared,
    };
  });
}
