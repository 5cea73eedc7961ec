/** Panels of many kinds, daily and hourly, that forecasts are measured on. */
import { stream } from "../../lib/random/stream.ts";
import type { Frequency } from "../../lib/panel/settings.ts";
import { simulate } from "../models/simulate.ts";
import { example } from "../models/prophet/series.ts";
import { m4Hourly } from "./m4_panel.ts";

export interface Steps {
  start: number;
  values: Float64Array;
}

export interface Collection {
  name: string;
  frequency: Frequency;
  season: number;
  horizon: number;
  /** Steps before the end at which forecasts are made. */
  backs: readonly number[];
  /** Series in a panel, in their order; absent: all are one. */
  together?: number;
  series: readonly Steps[];
}

const HOUR_MS = 3_600_000;
const SAMPLES = new URL("../../data/samples/", import.meta.url);

export async function text(path: string | URL): Promise<string> {
  const file = await Deno.open(path);
  const bytes = String(path).endsWith(".gz")
    ? file.readable.pipeThrough(new DecompressionStream("gzip"))
    : file.readable;
  return await new Response(bytes).text();
}

/** Means of readings by step of `step` ms; steps without a reading are missing. */
export function resampled(readings: Iterable<readonly [time: number, value: number]>, step: number): Steps {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [time, value] of readings) {
    const { sum, count } = sums.get(Math.floor(time / step)) ?? { sum: 0, count: 0 };
    sums.set(Math.floor(time / step), { sum: sum + value, count: count + 1 });
  }
  const start = Math.min(...sums.keys());
  const values = Float64Array.from({ length: Math.max(...sums.keys()) - start }, (_, t) => {
    const at = sums.get(start + t);
    return at === undefined ? NaN : at.sum / at.count;
  });
  return { start, values };
}

const READING_MS = 300_000;

/** Mean CPU in percent by machine; a row stands for all readings of its duration. */
export async function machines(step: number): Promise<Steps[]> {
  const rows = (await text(new URL("bitbrains/bitbrains_small_50vm.csv.gz", SAMPLES))).trim().split("\n");
  const byId = new Map<string, [number, number][]>();
  for (const line of rows.slice(1)) {
    const [id, end, duration, , , , , cpu] = line.split(",");
    const of = byId.get(id!) ?? [];
    byId.set(id!, of);
    const last = Date.parse(end!);
    for (let at = last - Number(duration) * 1000 + READING_MS; at <= last; at += READING_MS) {
      of.push([at - 1, Number(cpu)]);
    }
  }
  return [...byId.values()].map((readings) => resampled(readings, step));
}

type Draws = ReturnType<typeof stream>;

const filled = (n: number, at: (t: number) => number) => Float64Array.from({ length: n }, (_, t) => at(t));
const wave = (t: number, period: number, phase: number) => Math.sin(2 * Math.PI * (t / period + phase));

/** Errors with a first-order autocorrelation and a standard deviation of 1. */
function noise({ normal }: Draws, rho: number): () => number {
  let last = normal();
  return () => last = rho * last + Math.sqrt(1 - rho * rho) * normal();
}

/** A first-order random walk; in logs it is what prices do. */
function walk(draws: Draws, n: number): Float64Array {
  let level = 100 * Math.exp(draws.normal());
  return filled(n, () => level *= Math.exp(0.01 * draws.normal()));
}

/** Sales of what few people buy: none on most days. */
function intermittent(draws: Draws, n: number): Float64Array {
  const rate = 0.05 + 0.4 * draws.uniform();
  return filled(n, () => draws.uniform() < rate ? 1 + Math.floor(-3 * Math.log(1 - draws.uniform())) : 0);
}

/** Sales or visits: trend, week and year multiply, and so do errors. */
function trading(draws: Draws, n: number): Float64Array {
  const level = Math.exp(2 + 6 * draws.uniform());
  const [growth, year, phase] = [0.3 * draws.normal(), 0.3 * draws.uniform(), draws.uniform()];
  const week = filled(7, () => 0.25 * draws.normal());
  const error = noise(draws, 0.4);
  return filled(
    n,
    (t) =>
      Math.round(
        level * Math.exp(growth * t / 365 + year * wave(t, 365.25, phase) + week[t % 7]! + 0.12 * error()),
      ),
  );
}

/** A level that jumps every few months, a weak week. */
function shifting(draws: Draws, n: number): Float64Array {
  let level = 50;
  const week = filled(7, () => draws.normal());
  const error = noise(draws, 0.3);
  return filled(n, (t) => {
    if (draws.uniform() < 1 / 120) level += 15 * draws.normal();
    return level + week[t % 7]! + 2 * error();
  });
}

/** Values on both sides of zero, with a year: temperatures, balances. */
function signed(draws: Draws, n: number): Float64Array {
  const [phase, size] = [draws.uniform(), 3 + 8 * draws.uniform()];
  const error = noise(draws, 0.7);
  return filled(n, (t) => size * wave(t, 365.25, phase) + 3 * error());
}

/** Hourly load: a day and a working week that multiply, errors that persist, growth. */
function traffic(draws: Draws, n: number): Float64Array {
  const [depth, weekend, phase, rho] = [
    0.2 + 0.8 * draws.uniform(),
    0.4 + 0.6 * draws.uniform(),
    draws.uniform(),
    0.5 + 0.45 * draws.uniform(),
  ];
  const level = Math.exp(8 * draws.uniform());
  const error = noise(draws, rho);
  return filled(n, (t) => {
    const week = Math.floor(t / 24) % 7 > 4 ? weekend : 1;
    return level * week *
      Math.exp(depth * wave(t, 24, phase) + 0.3 * depth * wave(t, 12, phase) + 0.1 * error());
  });
}

/** Hourly machines: mostly idle, jobs at night, spikes. */
function jobs(draws: Draws, n: number): Float64Array {
  const at = Math.floor(24 * draws.uniform());
  const error = noise(draws, 0.8);
  return filled(n, (t) => {
    const job = t % 24 === at || t % 24 === (at + 1) % 24 ? 40 : 0;
    const spike = draws.uniform() < 0.01 ? 50 * draws.uniform() : 0;
    return Math.min(100, Math.max(0, 4 + job + spike + 1.5 * error()));
  });
}

function family(
  make: (draws: Draws, n: number) => Float64Array,
  name: string,
  series: number,
  n: number,
  lost = 0,
): Steps[] {
  return Array.from({ length: series }, (_, id) => {
    const draws = stream(3, "collections", name, id);
    const values = make(draws, n).map((value) => draws.uniform() < lost ? NaN : value);
    return { start: 19000 * (n > 1500 ? 24 : 1), values };
  });
}

const daily = { frequency: "daily", season: 7 } as const;
const hourly = { frequency: "hourly", season: 24 } as const;

/** All there are in this repository. */
export async function collections(): Promise<Collection[]> {
  const long = (values: Float64Array) => values.length > 500;
  const bank = (n: number) =>
    Array.from({ length: 24 }, (_, id) => simulate(`panel ${id}`, "2022-01-01", n, 0).series);
  const m4 = (await m4Hourly(true)).filter((_, index) => index % 8 === 0);
  const pages = [await example("wp_log_peyton_manning"), await example("wp_log_R")];
  return [
    {
      ...hourly,
      name: "50 machines, hours",
      horizon: 48,
      backs: [48, 120],
      series: (await machines(HOUR_MS)).filter(({ values }) => long(values)),
    },
    {
      ...daily,
      name: "50 machines, days",
      horizon: 7,
      backs: [7, 10],
      series: (await machines(24 * HOUR_MS)).filter(({ values }) => values.length > 24),
    },
    {
      ...hourly,
      name: "M4 hourly, one in 8",
      horizon: 48,
      backs: [48],
      series: m4.map(({ history, future }) => ({ start: 0, values: Float64Array.of(...history, ...future) })),
    },
    {
      ...daily,
      name: "page views, 28 days",
      horizon: 28,
      backs: Array.from({ length: 14 }, (_, k) => 28 + 97 * k),
      series: pages,
    },
    {
      ...daily,
      name: "page views, 365 days",
      horizon: 365,
      backs: Array.from({ length: 8 }, (_, k) => 365 + 120 * k),
      series: pages,
    },
    { ...daily, name: "bank servers", horizon: 56, backs: [56, 150], series: bank(900) },
    { ...daily, name: "bank servers, 180 days", horizon: 180, backs: [180], series: bank(1300) },
    { ...daily, name: "bank servers, 60 days old", horizon: 28, backs: [28], series: bank(88) },
    {
      ...daily,
      name: "random walks",
      horizon: 14,
      backs: [14, 60, 110, 170],
      series: family(walk, "walk", 24, 700),
    },
    {
      ...daily,
      name: "intermittent",
      horizon: 28,
      backs: [28, 90],
      series: family(intermittent, "intermittent", 24, 500),
    },
    { ...daily, name: "trading", horizon: 28, backs: [28, 90], series: family(trading, "trading", 24, 900) },
    {
      ...daily,
      name: "trading, a year ahead",
      horizon: 365,
      backs: [365],
      series: family(trading, "trading", 16, 1400),
    },
    {
      ...daily,
      name: "trading, a fifth missing",
      horizon: 28,
      backs: [28],
      series: family(trading, "gaps", 16, 500, 0.2),
    },
    {
      ...daily,
      name: "level shifts",
      horizon: 28,
      backs: [28, 90, 150],
      series: family(shifting, "shifts", 20, 600),
    },
    {
      ...daily,
      name: "both sides of zero",
      horizon: 60,
      backs: [60, 130],
      series: family(signed, "signed", 20, 900),
    },
    {
      ...daily,
      name: "said to have no season",
      season: 1,
      horizon: 14,
      backs: [14, 60],
      series: family(shifting, "unseasonal", 16, 400),
    },
    {
      ...hourly,
      name: "traffic",
      horizon: 72,
      backs: [72, 200],
      series: family(traffic, "traffic", 20, 1600),
    },
    {
      ...hourly,
      name: "traffic, 5 days old",
      horizon: 24,
      backs: [24],
      series: family(traffic, "young", 20, 264),
    },
    { ...hourly, name: "night jobs", horizon: 48, backs: [48, 130], series: family(jobs, "jobs", 20, 1000) },
  ];
}

const csvRows = async (path: string) =>
  (await text(path)).replaceAll('"', "").trim().split(/\r?\n/).slice(1).map((line) => line.split(","));

/** More of them from a folder of public series that are not part of this repository. */
export async function foreign(folder: string): Promise<Collection[]> {
  const nab: Steps[] = [];
  for (const part of ["realAWSCloudwatch", "realKnownCause"]) {
    const names = [...Deno.readDirSync(`${folder}/nab-cloudwatch/data/${part}`)].map(({ name }) => name)
      .sort();
    for (const name of names) {
      const rows = await csvRows(`${folder}/nab-cloudwatch/data/${part}/${name}`);
      nab.push(
        resampled(
          rows.map(([at, value]) => [Date.parse(`${at!.replace(" ", "T")}Z`), Number(value)] as const),
          HOUR_MS,
        ),
      );
    }
  }
  const yosemite = (await csvRows(`${folder}/prophet-examples/example_yosemite_temps.csv.gz`))
    .filter(([, value]) => value !== "" && value !== "NaN")
    .map(([at, value]) => [Date.parse(`${at!.replace(" ", "T")}Z`), Number(value)] as const);
  const m4 = new Map<string, [number, number][]>();
  for (const [id, date, value] of await csvRows(`${folder}/m4-hourly/m4_daily_sample_4series.csv.gz`)) {
    m4.set(id!, [...m4.get(id!) ?? [], [Date.parse(date!), Number(value)]]);
  }
  const tests = (await csvRows(`${folder}/prophet-examples/tests_data.csv`))
    .map(([date, value]) => [Date.parse(date!), Number(value)] as const);
  const day = 24 * HOUR_MS;
  return [
    {
      ...hourly,
      name: "CloudWatch, hours",
      horizon: 24,
      backs: [24, 60],
      series: nab.filter(({ values }) => values.length > 200),
    },
    {
      ...hourly,
      name: "temperatures, hours",
      horizon: 48,
      backs: [48, 200, 350, 500],
      series: [resampled(yosemite, HOUR_MS)],
    },
    {
      ...daily,
      name: "M4 daily, 14 days",
      horizon: 14,
      backs: Array.from({ length: 16 }, (_, k) => 14 + 53 * k),
      series: [...m4.values()].map((of) => resampled(of, day)),
    },
    {
      ...daily,
      name: "share price",
      horizon: 30,
      backs: [30, 60, 100, 150],
      series: [resampled(tests, day)],
    },
  ];
}
