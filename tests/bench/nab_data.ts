/** The labelled series of data/samples/nab, and what published detectors score on them. */
import type { Window } from "./nab_score.ts";

export interface Labelled {
  file: string;
  /** ms since 1970-01-01, as if the clock were UTC. */
  times: Float64Array;
  values: Float64Array;
  windows: Window[];
  /** Raw scores of NAB's windowedGaussian; NaN where not published. */
  windowed_gaussian: Float64Array;
}

export interface Published {
  standard: Record<string, { threshold: number; scores: Record<string, number> }>;
  /** Scores on all 58 files of the benchmark by profile, as its authors name them. */
  whole_corpus: Record<string, Record<string, number>>;
}

const FOLDER = new URL("../../data/samples/nab/", import.meta.url);

async function gunzipped(name: string): Promise<string> {
  const file = await Deno.open(new URL(name, FOLDER));
  return await new Response(file.readable.pipeThrough(new DecompressionStream("gzip"))).text();
}

const json = async (name: string) => JSON.parse(await Deno.readTextFile(new URL(name, FOLDER)));
const epoch = (timestamp: string): number => Date.parse(`${timestamp.replace(" ", "T")}Z`);

/** Rows between two timestamps, both included. */
function rowsOf(times: Float64Array, [first, last]: readonly [string, string]): Window {
  return { from: times.indexOf(epoch(first)), to: times.lastIndexOf(epoch(last)) };
}

/** All 20 series, in order of their names. */
export async function nabSeries(): Promise<Labelled[]> {
  const windows: Record<string, [string, string][]> = await json("windows.json");
  const rows = (await gunzipped("series.csv.gz")).trim().split("\n").slice(1).map((line) => line.split(","));
  return Object.entries(Object.groupBy(rows, ([file]) => file!)).map(([file, own = []]) => {
    const times = Float64Array.from(own, ([, timestamp]) => epoch(timestamp!));
    return {
      file,
      times,
      values: Float64Array.from(own, ([, , value]) => Number(value)),
      windows: windows[file]!.map((window) => rowsOf(times, window)),
      windowed_gaussian: Float64Array.from(own, ([, , , score]) => score === "" ? NaN : Number(score)),
    };
  });
}

export const publishedScores = (): Promise<Published> => json("published.json");
