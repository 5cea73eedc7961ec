/**
 * The answer of Datadog's timeseries query (v1): series with a scope of tags and a pointlist of [milliseconds, value].
 *
 * | metric | our metric | unit |
 * |---|---|---|
 * | system.cpu.idle | cpu | 100 − percent |
 * | aws.ec2.cpuutilization, azure.vm.percentage_cpu, vsphere.cpu.usage.avg | cpu | percent |
 * | system.mem.pct_usable | memory | 1 − share, 0 to 1 |
 * | vsphere.mem.usage.avg | memory | percent |
 * | system.disk.in_use | disk | 0 to 1; by device the fullest counts, by host only as max |
 * | system.net.bytes_rcvd, system.net.bytes_sent | net_in, net_out | bytes per second; by device they add up, by host only as sum |
 *
 * A stated unit counts before that of the table. The statistic is that of .rollup(), else the average, over `interval`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import { type Batch, type Sampled, type Statistic } from "../sample.ts";
import { type SeriesMap, tellWith, toldOf } from "../series.ts";
import { conversion, type UnitName, unitOf } from "../units.ts";
import { isOwnInterface } from "./devices.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { type Joined, Parts } from "./parts.ts";
import { statisticOfRest } from "./rest.ts";
import {
  asWritten,
  beginsJson,
  hasKeys,
  isObject,
  type JsonObject,
  listOf,
  numberOf,
  objectOf,
  textOf,
} from "./shape.ts";

interface Known {
  metric: Sampled;
  unit: UnitName;
  left?: true;
  /** For what comes by device: how devices are joined, and which aggregation does so beforehand. */
  devices?: { joined: Joined; as: "max" | "sum" };
}

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ["system.cpu.idle", { metric: "cpu", unit: "percent", left: true }],
  ["aws.ec2.cpuutilization", { metric: "cpu", unit: "percent" }],
  ["azure.vm.percentage_cpu", { metric: "cpu", unit: "percent" }],
  ["vsphere.cpu.usage.avg", { metric: "cpu", unit: "percent" }],
  ["system.mem.pct_usable", { metric: "memory", unit: "fraction", left: true }],
  ["vsphere.mem.usage.avg", { metric: "memory", unit: "percent" }],
  ["system.disk.in_use", { metric: "disk", unit: "fraction", devices: { joined: "fullest", as: "max" } }],
  ["system.net.bytes_rcvd", { metric: "net_in", unit: "bytes/s", devices: { joined: "sum", as: "sum" } }],
  ["system.net.bytes_sent", { metric: "net_out", unit: "bytes/s", devices: { joined: "sum", as: "sum" } }],
]);

const STATISTICS: Readonly<Record<string, Statistic>> = {
  avg: "average",
  max: "maximum",
  min: "minimum",
  sum: "sum",
};

export const datadog: StreamReader = {
  kind: "stream",
  format: "datadog",
  title: "Datadog, timeseries query",
  recognise({ text }: Head) {
    if (!beginsJson(text)) return 0;
    if (hasKeys(text, "pointlist")) return 1;
    return hasKeys(text, "status", "series", "res_type") ? 0.9 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const parts = new Parts();
    try {
      for await (const { path, value } of jsonPieces(source.text(), [["series", "[]"]])) {
        if (path === "series[]") yield* readSeries(ledger, parts, told, value);
        else if (isObject(value) && value.status === "error") {
          throw new Refusal(
            `Cannot read ${source.name} as Datadog must have answered with data: it answered ${
              asWritten(value.error)
            }`,
          );
        }
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.reject(ledger.met(), "", "structure", error.message);
    }
    yield* parts.settle(ledger);
    yield* ledger.rest();
  },
};

interface Series {
  server: string;
  metric: Sampled;
  unit: UnitName;
  left: boolean;
  statistic: Statistic;
  seconds: number | null;
  device: string | undefined;
  joined: Joined | undefined;
}

function* readSeries(ledger: Ledger, parts: Parts, map: SeriesMap, value: unknown): Generator<Batch> {
  const series = objectOf(value);
  const points = listOf(series.pointlist);
  const meant = meaning(series, map);
  for (const point of points) {
    const line = ledger.met();
    if ("left_aside" in meant) ledger.skip(meant.left_aside);
    else if ("ask" in meant) {
      ledger.reject(line, asWritten([series.scope, series.metric, point]), "metric", meant.ask);
    } else put(ledger, parts, meant, point, line);
    yield* ledger.full();
  }
}

function put(ledger: Ledger, parts: Parts, series: Series, point: unknown, line: number): void {
  const [at, value] = listOf(point);
  if (value === null) return ledger.skip("no value at that time");
  if (typeof at !== "number" || typeof value !== "number") {
    return ledger.reject(line, asWritten(point), "structure", "a point must be [milliseconds, value]");
  }
  const { server, metric, unit, left, statistic, seconds, device, joined } = series;
  const whole = unit === "percent" ? 100 : 1;
  const made = { server, at, metric, value: left ? whole - value : value, unit, statistic, line };
  if (joined && device !== undefined) parts.add({ ...made, joined, part: device, seconds });
  else ledger.sample({ ...made, interval_seconds: seconds });
}

function meaning(series: JsonObject, map: SeriesMap): Series | { left_aside: string } | { ask: string } {
  const name = textOf(series.metric) ?? "";
  const known = KNOWN.get(name);
  const tags = tagsOf(series);
  const told = toldOf(map, name);
  const metric = told.metric ?? known?.metric;
  if (metric === undefined) return { left_aside: `metric that is not used: ${name.slice(0, 80)}` };
  const server = told.server ?? tags.get("host");
  if (server === undefined) return { left_aside: "of no single machine: ask for it by {host}" };
  const unit = told.unit ?? unitIn(series) ?? known?.unit;
  if (unit === undefined) return { ask: `the source does not say its unit: ${tellWith(name, "unit")}` };
  const how = conversion(metric, unit);
  if (how === undefined || how.by_capacity || how.by_interval) {
    return { ask: `${name} cannot be told from ${unit}` };
  }
  const expression = textOf(series.expression) ?? "";
  const rolled = STATISTICS[/\.rollup\((\w+)/.exec(expression)?.[1] ?? "avg"];
  const statistic = told.statistic ?? (known?.left && rolled ? statisticOfRest(rolled) : rolled);
  if (statistic === undefined) return { ask: `the statistic must be one of a value: ${expression}` };
  const device = tags.get("device") ?? tags.get("device_name");
  const devices = known?.devices;
  const aggregated = textOf(series.aggr) ?? /^(\w+):/.exec(expression)?.[1];
  if (devices && device === undefined && aggregated !== devices.as) {
    return { ask: `${name} by machine must be ${devices.as}:${name}, or by {host,device}: ${expression}` };
  }
  if (devices?.joined === "sum" && device !== undefined && !isOwnInterface(device)) {
    return { left_aside: "loopback or virtual interface" };
  }
  const seconds = told.interval_seconds ?? numberOf(series.interval) ?? null;
  return {
    server,
    metric,
    unit,
    left: known?.left ?? false,
    statistic,
    seconds,
    device,
    joined: devices?.joined,
  };
}

function tagsOf(series: JsonObject): Map<string, string> {
  const written = [...listOf(series.tag_set).map(String), ...(textOf(series.scope) ?? "").split(",")];
  return new Map(
    written.filter((tag) => tag.includes(":")).map((tag): [string, string] => {
      const at = tag.indexOf(":");
      return [tag.slice(0, at).trim(), tag.slice(at + 1).trim()];
    }),
  );
}

/** The unit as stated: [unit, per unit], either of which may be null. */
function unitIn(series: JsonObject): UnitName | undefined {
  const [unit, per] = listOf(series.unit).map((one) => textOf(objectOf(one).name));
  if (unit === undefined) return undefined;
  return unitOf(per === undefined ? unit : `${unit}/${per}`);
}
