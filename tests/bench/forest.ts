/**
 * Our forest beside ml-random-forest on one small table, in one run:
 *
 *     node_modules/.bin/deno run --allow-read --allow-env tests/bench/forest.ts [rows]
 *
 * Both grow as many trees to the last row on bootstraps of the same rows. They draw features differently:
 * ml-random-forest once per tree, ours at each split, so the errors need not agree. ml-random-forest takes time that
 * grows with the square of the rows: it is a reference on small data, no more.
 */
import { RandomForestRegression } from "ml-random-forest";
import { forest } from "../../lib/trees/forest.ts";
import { predict } from "../../lib/trees/model.ts";
import { type BenchTable, friedman, slice } from "./trees/table.ts";

const [TREES, COLUMNS, UNSEEN, SEED] = [30, 10, 1000, 1];
const SHARE = 0.6;
const ROWS = Number(Deno.args[0] ?? 500);

const rowsOf = ({ matrix: { columns } }: BenchTable): number[][] =>
  Array.from(columns[0]!, (_, row) => columns.map((column) => column[row]!));

const rmse = (actual: ArrayLike<number>, predicted: ArrayLike<number>): number =>
  Math.sqrt(
    Array.from(actual).reduce((sum, value, row) => sum + (value - predicted[row]!) ** 2, 0) / actual.length,
  );

function line(name: string, work: () => ArrayLike<number>, actual: Float64Array): void {
  const started = performance.now();
  const predicted = work();
  const milliseconds = performance.now() - started;
  console.log(
    `${name.padEnd(18)} ${rmse(actual, predicted).toFixed(3).padStart(8)} ${
      milliseconds.toFixed(0).padStart(8)
    } ms`,
  );
}

const table = friedman(ROWS + UNSEEN, COLUMNS);
const [train, unseen] = [slice(table, 0, ROWS), slice(table, ROWS, ROWS + UNSEEN)];
const mean = train.target.reduce((sum, value) => sum + value, 0) / ROWS;

function theirs(): number[] {
  const model = new RandomForestRegression({
    seed: SEED,
    nEstimators: TREES,
    maxFeatures: SHARE,
    replacement: true,
    useSampleBagging: true,
    noOOB: true,
  });
  model.train(rowsOf(train), [...train.target]);
  return model.predict(rowsOf(unseen));
}

function ours(): Float64Array {
  const settings = {
    trees: TREES,
    max_bins: 255,
    max_leaves: Infinity,
    min_leaf_rows: 1,
    l2: 0,
    split_column_fraction: SHARE,
  };
  return predict(forest(train.matrix, train.target, settings, SEED).model, unseen.matrix);
}

console.log(`${ROWS} rows × ${COLUMNS} columns, ${TREES} trees: RMSE on ${UNSEEN} unseen rows, time of all`);
line("mean", () => new Float64Array(UNSEEN).fill(mean), unseen.target);
line("ml-random-forest", theirs, unseen.target);
line("lib/trees forest", ours, unseen.target);
