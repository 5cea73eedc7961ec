/** What names of columns and metrics say: which of our metrics, which unit, which statistic. */
import type { Sampled, Statistic } from "./sample.ts";
import { type UnitName, unitOf } from "./units.ts";

/** Lower case, words separated by one underscore: "CPU Usage (%)" is cpu_usage_pct. */
export const plainName = (name: string): string =>
  name.replaceAll("%", " pct ").replaceAll(/([a-z]{2})([A-Z])/g, "$1_$2").toLowerCase()
    .replaceAll(/[^\p{L}\p{N}/]+/gu, "_").replaceAll(/^_+|_+$/g, "");

/** Sizes, parts and counts that stand beside the metrics but are none. */
const NOT_USAGE =
  /(^|_)(count|cores?|vcpus?|size|total|capacity|limit|free|available|avail|idle|iops|ops|latency|queue|temp|temperature|steal|iowait|user|system|nice|irq|packets?|pkts?|errors?|drops?|read|write|reads|writes|swap|cached?|buffers?|request|requests|id|name|type|model)(_|$)/;

const METRICS: readonly [Sampled, RegExp][] = [
  [
    "net_in",
    /(^|_)(net|network|nic|eth\d*|interface|if|bandwidth)(_|.*_)(in|rx|recv|received|receive|ingress|download)(_|$)|^(rx|networkin|netin)(_|$)/,
  ],
  [
    "net_out",
    /(^|_)(net|network|nic|eth\d*|interface|if|bandwidth)(_|.*_)(out|tx|sent|send|transmit|transmitted|egress|upload)(_|$)|^(tx|networkout|netout)(_|$)/,
  ],
  ["cpu", /(^|_)(cpu|processor)(_|$)|^cpu/],
  ["memory", /(^|_)(mem|memory|ram)(_|$)|^mem/],
  ["disk", /(^|_)(disk|filesystem|fs|storage|volume)(_|$)/],
];

/** The metric a name means; undefined for sizes, parts and everything else. */
export function metricOf(name: string): Sampled | undefined {
  const plain = plainName(name);
  if (NOT_USAGE.test(plain)) return undefined;
  return METRICS.find(([, pattern]) => pattern.test(plain))?.[0];
}

const UNITS: readonly [RegExp, UnitName][] = [
  [/(^|_)(pct|percent|percentage|pc|perc)(_|$)/, "percent"],
  [/(^|_)(ratio|fraction|share)(_|$)/, "fraction"],
  [/(^|_)mhz(_|$)/, "MHz"],
  [/(^|_)ghz(_|$)/, "GHz"],
  [/(^|_)(gbps|gbit\/?_?s|gbit)(_|$)/, "Gbit/s"],
  [/(^|_)(mbps|mbit\/?_?s|mbit)(_|$)/, "Mbit/s"],
  [/(^|_)(kbps|kbit\/?_?s|kbit)(_|$)/, "kbit/s"],
  [/(^|_)(bps|bits?_?(per|\/)_?s(ec|econd)?)(_|$)/, "bit/s"],
  [/(^|_)bytes?_?(per|\/)_?s(ec|econd)?(_|$)/, "bytes/s"],
  [/(^|_)kb(_per_|_?\/_?)s(ec|econd)?(_|$)/, "kB/s"],
  [/(^|_)mb(_per_|_?\/_?)s(ec|econd)?(_|$)/, "MB/s"],
  [/(^|_)kib(_per_|_?\/_?)s(ec|econd)?(_|$)/, "KiB/s"],
  [/(^|_)mib(_per_|_?\/_?)s(ec|econd)?(_|$)/, "MiB/s"],
  [/(^|_)bytes?(_|$)/, "bytes"],
  [/(^|_)kb(_|$)/, "kB"],
  [/(^|_)mb(_|$)/, "MB"],
  [/(^|_)gb(_|$)/, "GB"],
  [/(^|_)kib(_|$)/, "KiB"],
  [/(^|_)mib(_|$)/, "MiB"],
  [/(^|_)gib(_|$)/, "GiB"],
];

/** The unit a name says: from brackets as in "Memory [MB]", or from its words; undefined when it says none. */
export function unitInName(name: string): UnitName | undefined {
  const bracketed = /[[(]([^\])]+)[\])]/.exec(name)?.[1];
  const unit = bracketed === undefined ? undefined : unitOf(bracketed);
  return unit ?? UNITS.find(([pattern]) => pattern.test(plainName(name)))?.[1];
}

const STATISTICS: readonly [RegExp, Statistic][] = [
  [/(^|_)(max|maximum|peak)(_|$)/, "maximum"],
  [/(^|_)(min|minimum)(_|$)/, "minimum"],
  [/(^|_)(avg|average|mean)(_|$)/, "average"],
  [/(^|_)(p95|95th|pct95|perc95|q95)(_|$)/, "p95"],
  [/(^|_)(p99|99th|pct99|perc99|q99)(_|$)/, "p99"],
];

/** The statistic a name says; undefined when it says none. */
export const statisticInName = (name: string): Statistic | undefined =>
  STATISTICS.find(([pattern]) => pattern.test(plainName(name)))?.[1];

const SERVER = [
  "server_id",
  "server",
  "server_name",
  "servername",
  "host",
  "hostname",
  "host_name",
  "instance",
  "instance_id",
  "instance_name",
  "vm",
  "vm_id",
  "vm_name",
  "vmname",
  "node",
  "node_name",
  "machine",
  "machine_id",
  "machine_name",
  "computer",
  "computer_name",
  "resource",
  "resource_id",
  "resource_name",
  "device",
  "unique_id",
  "system",
  "name",
];
const TIME = [
  "timestamp",
  "time",
  "datetime",
  "date_time",
  "ts",
  "ds",
  "at",
  "date",
  "when",
  "utc",
  "timestamp_utc",
  "time_utc",
  "event_time",
  "sample_time",
  "collected_at",
  "measured_at",
  "epoch",
  "unix_time",
  "timestamp_ms",
  "clock",
  "interval_end",
  "interval_end_utc",
  "period_start",
  "start_time",
  "end_time",
];
const METRIC = [
  "metric",
  "metric_name",
  "metricname",
  "counter",
  "counter_name",
  "measurement",
  "variable",
  "item",
  "key",
  "field",
  "kpi",
];
const VALUE = ["value", "val", "metric_value", "counter_value", "reading", "average", "avg", "mean", "y"];
const UNIT = ["unit", "units", "uom"];

/** The column that goes by the first of these names. */
function columnNamed(header: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = header.find((column) => plainName(column) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const serverColumn = (header: readonly string[]) => columnNamed(header, SERVER);
export const timeColumn = (header: readonly string[]) => columnNamed(header, TIME);
export const metricColumn = (header: readonly string[]) => columnNamed(header, METRIC);
export const valueColumn = (header: readonly string[]) => columnNamed(header, VALUE);
export const unitColumn = (header: readonly string[]) => columnNamed(header, UNIT);
