/** The M4 hourly series (data/samples/m4-hourly/SOURCE.md) as a panel file, and scores of forecasts of them. */
import { coverage, mase, smape } from "../../lib/models/accuracy/measures.ts";
import { seasonalScale } from "../../lib/models/accuracy/scale.ts";

export const HOURS = 48;
export const SEASON = 24;
/** The competition's own baseline, Naive2: its scores over the 414 hourly series. */
export const NAIVE2 = { smape: 18.383, mase: 2.395 };

export interface M4Series {
  id: string;
  history: Float64Array;
  future: Float64Array;
}

async function table(name: string): Promise<Map<string, Float64Array>> {
  const file = await Deno.open(
    new URL(`../../data/samples/m4-hourly/Hourly-${name}.csv.gz`, import.meta.url),
  );
  const text = await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
  const rows = text.trim().split("\n").slice(1).map((line) =>
    line.split(",").map((cell) => cell.replaceAll('"', "").trim())
  );
  return new Map(
    rows.map(([id, ...values]) => [id!, Float64Array.from(values.filter((value) => value !== ""), Number)]),
  );
}

/** All series in order of id. In development the last two days of history take the place of the future. */
export async function m4Hourly(development: boolean): Promise<M4Series[]> {
  const [train, test] = [await table("train"), await table("test")];
  return [...train].map(([id, values]) =>
    development
      ? { id, history: values.slice(0, -HOURS), future: values.slice(-HOURS) }
      : { id, history: values, future: test.get(id)! }
  ).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** unique_id, ds, y: all series from the same hour on, as the competition's own dates are not in the files. */
export function panelCsv(series: readonly M4Series[]): string {
  const from = Date.UTC(2015, 6, 1);
  const rows = series.flatMap(({ id, history }) =>
    Array.from(history, (y, t) => `${id},${new Date(from + t * 3_600_000).toISOString().slice(0, 19)},${y}`)
  );
  return ["unique_id,ds,y", ...rows, ""].join("\n");
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export interface PointScore {
  smape: number;
  mase: number;
  /** Overall weighted average: mean of both, relative to Naive2. */
  owa: number;
}

export function pointScore(series: readonly M4Series[], means: readonly Float64Array[]): PointScore {
  const scores = series.map(({ history, future }, index) => ({
    smape: smape(future, means[index]!),
    mase: mase(future, means[index]!, seasonalScale(history, SEASON)),
  }));
  const [s, m] = [meanOf(scores.map(({ smape }) => smape)), meanOf(scores.map(({ mase }) => mase))];
  return { smape: s, mase: m, owa: (s / NAIVE2.smape + m / NAIVE2.mase) / 2 };
}

/** Mean scaled interval score as in M4, and the share of actuals within. */
export function intervalScore(
  series: readonly M4Series[],
  low: readonly Float64Array[],
  high: readonly Float64Array[],
  level: number,
): { msis: number; coverage: number } {
  const charge = 2 / (1 - level / 100);
  const scores = series.map(({ history, future }, index) => {
    const width = future.map((actual, h) => {
      const [lo, hi] = [low[index]![h]!, high[index]![h]!];
      return hi - lo + charge * (Math.max(0, lo - actual) + Math.max(0, actual - hi));
    });
    return meanOf([...width]) / seasonalScale(history, SEASON);
  });
  const covered = series.map(({ future }, index) => coverage(future, low[index]!, high[index]!));
  return { msis: meanOf(scores), coverage: meanOf(covered) };
}
