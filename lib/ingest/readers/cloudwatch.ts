/**
 * What CloudWatch measures of machines, by the name of its metric.
 *
 * | metric | our metric | unit |
 * |---|---|---|
 * | CPUUtilization (EC2, RDS), cpu_usage_active (agent, cpu-total) | cpu | percent |
 * | cpu_usage_idle (agent, cpu-total) | cpu | 100 − percent |
 * | mem_used_percent (agent), MemoryUtilization (scripts), Memory % Committed Bytes In Use (Windows) | memory | percent |
 * | disk_used_percent (agent), DiskSpaceUtilization (scripts) | disk | percent, the fullest path counts |
 * | LogicalDisk % Free Space (Windows) | disk | 100 − percent, the fullest counts |
 * | NetworkIn, NetworkOut | net_in, net_out | bytes in a period: only as Sum, and only with the length of the period |
 * | NetworkReceiveThroughput, NetworkTransmitThroughput (RDS) | net_in, net_out | bytes per second |
 *
 * The statistic is the one that was asked for. What is 100 − idle has the largest where idle has the smallest.
 */
import { SAMPLED, type Sampled, type Statistic } from "../sample.ts";
import { type SeriesMap, tellWith, type Told, toldOf } from "../series.ts";
import { conversion, type UnitName, unitOf } from "../units.ts";
import { isStored } from "./devices.ts";
import type { Ledger } from "./ledger.ts";
import { Parts } from "./parts.ts";
import { statisticOfRest } from "./rest.ts";
import type { JsonObject } from "./shape.ts";

interface Known {
  metric: Sampled;
  unit: UnitName;
  /** Whether it says what is left rather than what is used. */
  left?: true;
}

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ["CPUUtilization", { metric: "cpu", unit: "percent" }],
  ["cpu_usage_active", { metric: "cpu", unit: "percent" }],
  ["cpu_usage_idle", { metric: "cpu", unit: "percent", left: true }],
  ["mem_used_percent", { metric: "memory", unit: "percent" }],
  ["MemoryUtilization", { metric: "memory", unit: "percent" }],
  ["Memory % Committed Bytes In Use", { metric: "memory", unit: "percent" }],
  ["disk_used_percent", { metric: "disk", unit: "percent" }],
  ["DiskSpaceUtilization", { metric: "disk", unit: "percent" }],
  ["LogicalDisk % Free Space", { metric: "disk", unit: "percent", left: true }],
  ["NetworkIn", { metric: "net_in", unit: "bytes" }],
  ["NetworkOut", { metric: "net_out", unit: "bytes" }],
  ["NetworkReceiveThroughput", { metric: "net_in", unit: "bytes/s" }],
  ["NetworkTransmitThroughput", { metric: "net_out", unit: "bytes/s" }],
]);

export const isKnown = (name: string): boolean => KNOWN.has(name);

/** Metric names, the longest first, so that one within another is not taken for it. */
export const KNOWN_NAMES: readonly string[] = [...KNOWN.keys()].sort((a, b) => b.length - a.length);

const STATISTIC_NAMES: Readonly<Record<string, Statistic>> = {
  average: "average",
  maximum: "maximum",
  minimum: "minimum",
  sum: "sum",
  p50: "p50",
  p90: "p90",
  p95: "p95",
  p99: "p99",
};

/** The statistic CloudWatch means by a name such as Average or p95; undefined for others, such as SampleCount. */
export const statisticOf = (name: string): Statistic | undefined => {
  const lower = name.toLowerCase();
  return Object.hasOwn(STATISTIC_NAMES, lower) ? STATISTIC_NAMES[lower] : undefined;
};

/** Dimensions that name one machine. */
const MACHINES = ["InstanceId", "host", "DBInstanceIdentifier", "CacheClusterId"];

export function serverOf(dimensions: JsonObject): string | undefined {
  const found = MACHINES.map((name) => dimensions[name]).find((value) =>
    typeof value === "string" && value !== ""
  );
  return typeof found === "string" ? found : undefined;
}

/** An id of an EC2 or managed instance within a text. */
export const instanceIn = (text: string): string | undefined =>
  /(?<![a-z0-9])m?i-[0-9a-f]{8,17}(?![0-9a-z])/.exec(text)?.[0];

/** A series as far as the source describes it. */
export interface Described {
  /** What --map may call it, the surest first. */
  names: readonly (string | undefined)[];
  server: string | undefined;
  name: string | undefined;
  dimensions: JsonObject;
  statistic: Statistic | undefined;
  seconds: number | null;
  /** Unit as CloudWatch writes it. */
  unit: string | undefined;
}

export interface Value {
  at: number | string | undefined;
  value: unknown;
  line: number;
  text: string;
}

export class CloudWatch {
  readonly parts = new Parts();

  constructor(readonly ledger: Ledger, readonly told: SeriesMap) {}

  /** Takes a value that has been met. */
  put(described: Described, value: Value): void {
    const told = toldOf(this.told, ...described.names);
    const left = leftAside(described, told);
    if (left !== undefined) return this.ledger.skip(left);
    const meant = meaning(described, told);
    if ("ask" in meant) return this.ledger.reject(value.line, value.text, meant.rule, meant.ask);
    this.#put(described, meant, value);
  }

  #put({ dimensions, names }: Described, meant: Meaning, { at, value, line, text }: Value): void {
    if (at === undefined) return this.ledger.reject(line, text, "time", "a value must have a time");
    if (typeof value !== "number") return this.ledger.reject(line, text, "value", "a value must be a number");
    const { server, metric, unit, statistic, seconds } = meant;
    const made = { server, at, metric, value: meant.left ? 100 - value : value, unit, statistic, line };
    if (metric !== "disk") return this.ledger.sample({ ...made, interval_seconds: seconds });
    const part = [dimensions.path, dimensions.MountPath, dimensions.instance, names[0]].find((name) =>
      name !== undefined
    );
    this.parts.add({ ...made, joined: "fullest", part: String(part), seconds });
  }
}

function leftAside({ name, dimensions, server }: Described, told: Told): string | undefined {
  if (told.metric === undefined && name !== undefined && !isKnown(name)) {
    return `metric that is not used: ${name.slice(0, 80)}`;
  }
  if ((dimensions.cpu ?? "cpu-total") !== "cpu-total") return "one CPU of several, beside the total";
  if (typeof dimensions.fstype === "string" && !isStored(dimensions.fstype)) {
    return "file system that is no disk";
  }
  const others = Object.keys(dimensions);
  if (told.server === undefined && server === undefined && others.length > 0) {
    return `of no single machine, but by ${others.join(", ").slice(0, 80)}`;
  }
  return undefined;
}

interface Meaning {
  server: string;
  metric: Sampled;
  unit: UnitName;
  statistic: Statistic;
  seconds: number | null;
  left: boolean;
}

interface Question {
  rule: "server" | "metric" | "unit";
  ask: string;
}

function meaning(described: Described, told: Told): Meaning | Question {
  const known = KNOWN.get(described.name ?? "");
  const called = described.names.find((name) => name !== undefined) ?? "*";
  const server = told.server ?? described.server;
  const metric = told.metric ?? known?.metric;
  const unit = told.unit ?? unitOf(described.unit ?? "") ?? known?.unit;
  const asked = told.statistic ?? described.statistic;
  const seconds = told.interval_seconds ?? described.seconds;
  const missing = [
    ...(server === undefined ? ["server" as const] : []),
    ...(metric === undefined ? ["metric" as const] : []),
    ...(unit === undefined ? ["unit" as const] : []),
    ...(asked === undefined ? ["statistic" as const] : []),
  ];
  if (server === undefined || metric === undefined || unit === undefined || asked === undefined) {
    const ask = `the source does not say ${missing.join(", ")}: ${tellWith(called, ...missing)}`;
    return { rule: server === undefined ? "server" : "metric", ask };
  }
  const statistic = known?.left ? statisticOfRest(asked) : asked;
  if (statistic === undefined) {
    return {
      rule: "metric",
      ask: `${described.name} says what is left: ask for Average or Minimum, not ${asked}`,
    };
  }
  const wrong = unusable(metric, unit, statistic, seconds, called);
  return wrong ?? { server, metric, unit, statistic, seconds, left: known?.left ?? false };
}

function unusable(
  metric: Sampled,
  unit: UnitName,
  statistic: Statistic,
  seconds: number | null,
  called: string,
): Question | undefined {
  const how = conversion(metric, unit);
  if (how === undefined || how.by_capacity) {
    return { rule: "unit", ask: `${SAMPLED.find((name) => name === metric)} cannot be told from ${unit}` };
  }
  if (!how.by_interval) return undefined;
  if (statistic !== "sum") {
    return { rule: "unit", ask: `bytes of a period make a rate only as Sum, not as ${statistic}` };
  }
  if (seconds !== null) return undefined;
  return { rule: "unit", ask: `bytes of a period need its length: ${tellWith(called, "interval_seconds")}` };
}
