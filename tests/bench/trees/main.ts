/**
 * The tree engine beside scikit-learn on the same rows, in one run: both are timed in turn, several times, and the
 * fastest of each counts, since whatever else runs on the machine can only slow one down.
 *
 *     deno run -A tests/bench/trees/main.ts [--python=/tmp/trees-peer/bin/python] [--rounds=3] [boosting|quantile|forest …]
 *
 * peer.py says how to install scikit-learn.
 */
import process from "node:process";
import { boost, type BoostSettings } from "../../../lib/trees/boost.ts";
import { boostTogether } from "../../../lib/trees/boost_together.ts";
import { forestModel, type ForestSettings } from "../../../lib/trees/forest.ts";
import { forestTogether } from "../../../lib/trees/forest_together.ts";
import { type Aim, lossOf, quantileLoss, squaredLoss } from "../../../lib/trees/loss.ts";
import { predict, type TreesModel } from "../../../lib/trees/model.ts";
import { type BenchTable, friedman, slice, write } from "./table.ts";

const BOOST: BoostSettings = {
  trees: 200,
  learning_rate: 0.1,
  max_bins: 255,
  max_leaves: 31,
  min_leaf_rows: 20,
  l2: 0,
  row_fraction: 1,
  column_fraction: 1,
  split_column_fraction: 1,
  patience: 200,
};

const FOREST: ForestSettings = {
  trees: 20,
  max_bins: 255,
  max_leaves: Infinity,
  min_leaf_rows: 1,
  l2: 0,
  split_column_fraction: 1 / 3,
};

interface Contest {
  name: string;
  train: number;
  unseen: number;
  trees: number;
  error: string;
  measure: (residuals: Float64Array) => number;
  /** Threads this engine is run with. */
  threads: readonly number[];
  fit: (table: BenchTable, threads: number) => TreesModel | Promise<TreesModel>;
}

interface Outcome {
  /** By the clock. */
  seconds: number;
  /** Of all processors: what a busy machine disturbs least. */
  cpu: number;
  trained: number;
  unseen: number;
}

const COLUMNS = 20;
const rmse = (residuals: Float64Array) => Math.sqrt(squaredLoss.measure(residuals));
const boosted = (aim: Aim) => async ({ matrix, target }: BenchTable, threads: number) => {
  if (threads === 1) return boost(matrix, target, lossOf(aim), BOOST, 1).model;
  return (await boostTogether(matrix, target, aim, BOOST, 1, threads)).model;
};

const CONTESTS: readonly Contest[] = [
  {
    name: "boosting",
    train: 150_000,
    unseen: 50_000,
    trees: 200,
    error: "RMSE",
    measure: rmse,
    threads: [1, 2],
    fit: boosted("mean"),
  },
  {
    name: "quantile",
    train: 150_000,
    unseen: 50_000,
    trees: 200,
    error: "pinball loss at 0.9",
    measure: quantileLoss(0.9).measure,
    threads: [1, 2],
    fit: boosted({ quantile: 0.9 }),
  },
  {
    name: "forest",
    train: 150_000,
    unseen: 50_000,
    trees: 20,
    error: "RMSE",
    measure: rmse,
    threads: [1, 2],
    fit: ({ matrix, target }, threads) =>
      threads === 1
        ? forestModel(matrix, target, FOREST, 1)
        : forestTogether(matrix, target, FOREST, 1, threads),
  },
];

function option(name: string, otherwise: string): string {
  const prefix = `--${name}=`;
  return Deno.args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length) ?? otherwise;
}

async function ours(
  { fit, measure }: Contest,
  train: BenchTable,
  unseen: BenchTable,
  threads: number,
): Promise<Outcome> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  // A new matrix each time: nothing may be known from the run before.
  const model = await fit({ ...train, matrix: { ...train.matrix } }, threads);
  const { user, system } = process.cpuUsage(used);
  const [seconds, cpu] = [(performance.now() - started) / 1000, (user + system) / 1e6];
  const error = ({ matrix, target }: BenchTable) => {
    const predicted = predict(model, matrix);
    return measure(target.map((value, row) => value - predicted[row]!));
  };
  return { seconds, cpu, trained: error(train), unseen: error(unseen) };
}

async function peer(
  { name, train, unseen, trees }: Contest,
  path: string,
  threads: number,
): Promise<Outcome> {
  const script = new URL("peer.py", import.meta.url).pathname;
  const args = [script, name, path, ...[train, unseen, COLUMNS, trees, threads].map(String)];
  const { code, stdout } = await new Deno.Command(option("python", "/tmp/trees-peer/bin/python"), {
    args,
    stderr: "inherit",
  }).output();
  if (code !== 0) throw new Error("Cannot measure the peer as it failed: see peer.py on how to install it");
  return JSON.parse(new TextDecoder().decode(stdout)) as Outcome;
}

const fastest = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((best, outcome) => outcome.seconds < best.seconds ? outcome : best);

function line(name: string, { seconds, cpu, trained, unseen }: Outcome, all: readonly Outcome[]): string {
  const times = `${seconds.toFixed(2)} s (${cpu.toFixed(2)} of processors)`;
  const errors = `${trained.toFixed(4)} trained, ${unseen.toFixed(4)} unseen`;
  return `  ${name.padEnd(24)} ${times}   ${errors}   ${all.map((run) => run.seconds.toFixed(2)).join(" ")}`;
}

const PEER_THREADS = [1, 2];
const ENGINE = "this engine";
const PEER = "scikit-learn";
const entrant = (name: string, threads: number) => `${name}, ${threads} thread${threads === 1 ? "" : "s"}`;

function report(
  { name: contest, train, trees, error, threads: own }: Contest,
  runs: Record<string, Outcome[]>,
): void {
  console.log(`${contest}: ${train} × ${COLUMNS}, ${trees} trees; ${error}; fastest, then all times`);
  for (const [name, outcomes] of Object.entries(runs)) {
    console.log(line(name, fastest(outcomes), outcomes));
  }
  const best = (entrant: string) => fastest(runs[entrant] ?? []);
  const ratio = (mine: number, peers: number) =>
    (best(entrant(ENGINE, mine)).seconds / best(entrant(PEER, peers)).seconds).toFixed(2);
  const ratios = own.flatMap((mine) =>
    PEER_THREADS.map((peers) => `${ratio(mine, peers)} (${mine} : ${peers})`)
  );
  console.log(`  time ratio (threads of this engine : the peer's)  ${ratios.join("  ")}`);
  const above = best(entrant(ENGINE, 1)).unseen / best(entrant(PEER, 1)).unseen - 1;
  console.log(`  error on unseen rows ${(above * 100).toFixed(2)} % above the peer's\n`);
}

async function contest(one: Contest, path: string, rounds: number): Promise<void> {
  const all = friedman(one.train + one.unseen, COLUMNS);
  await write(all, path);
  const [train, unseen] = [slice(all, 0, one.train), slice(all, one.train, one.train + one.unseen)];
  const entrants = [
    ...one.threads.map((threads) => ({
      name: entrant(ENGINE, threads),
      run: () => ours(one, train, unseen, threads),
    })),
    ...PEER_THREADS.map((threads) => ({
      name: entrant(PEER, threads),
      run: () => peer(one, path, threads),
    })),
  ];
  const runs: Record<string, Outcome[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const { name, run } of entrants) (runs[name] ??= []).push(await run());
  }
  report(one, runs);
}

const wanted = Deno.args.filter((arg) => !arg.startsWith("--"));
const path = await Deno.makeTempFile({ suffix: ".f64" });
try {
  for (const one of CONTESTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    await contest(one, path, Number(option("rounds", "3")));
  }
} finally {
  await Deno.remove(path);
}
