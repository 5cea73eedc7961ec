/** Steps at which models of a panel are trained: what is forecast from a step knows nothing that came after it. */
import { lastStep, type Series } from "../../models/series.ts";
import { originsOf } from "../backtest.ts";
import { GLOBAL } from "../settings.ts";

/** Last steps that many series have in common, and the last of all. */
function ends(all: readonly Series[]): number[] {
  const counts = new Map<number, number>();
  for (const series of all) counts.set(lastStep(series), (counts.get(lastStep(series)) ?? 0) + 1);
  const latest = Math.max(...counts.keys());
  return [...counts].filter(([step, count]) => step === latest || count >= GLOBAL.common_end * all.length)
    .map(([step]) => step);
}

/**
 * Steps to train at, ascending: some among the origins that most series are compared at, and where series end.
 * Empty when no series is long enough to be compared.
 */
export function cutoffsOf(all: readonly Series[], horizon: number): number[] {
  const origins = all.map((series) => originsOf(series, horizon)).filter(({ length }) => length > 0);
  if (origins.length === 0) return [];
  const firsts = origins.map(([first]) => first!).sort((a, b) => a - b);
  const first = firsts[Math.floor(GLOBAL.early * firsts.length)]!;
  const last = Math.max(...origins.map((of) => of.at(-1)!));
  const { cutoffs } = GLOBAL;
  const past = Array.from(
    { length: cutoffs },
    (_, index) => Math.floor(first + (last - first) * index / cutoffs),
  );
  return [...new Set([...past, ...ends(all)])].sort((a, b) => a - b);
}
