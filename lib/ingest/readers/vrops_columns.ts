/**
 * What a column of a vROps (VMware Aria Operations) view measures, by its title: `VM|CPU|Usage (%)|Avg`.
 *
 * | metric | our metric | unit |
 * |---|---|---|
 * | CPU\|Usage (%) | cpu | percent |
 * | Memory\|Usage (%), Memory\|Utilization (%) | memory | percent |
 * | Guest File System\|Utilization (%), …\|Guest File System Usage (%), with :partition the fullest counts | disk | percent |
 * | Network\|Data Receive Rate, Network\|Data Transmit Rate | net_in, net_out | KBps, MBps, Kbps, Mbps |
 *
 * The last part is the transformation: Avg, Max, Min, Last, 95th Percentile. Of several columns of one metric
 * the average is taken, else the value itself, else a percentile, and the maximum beside it.
 */
import type { Sampled, Statistic } from "../sample.ts";
import type { UnitName } from "../units.ts";

export interface Column {
  index: number;
  title: string;
  metric: Sampled;
  /** Part of a machine it is of, such as a partition. */
  part: string | undefined;
  /** Undefined when the title names none: then cells do. */
  unit: UnitName | undefined;
  statistic: Statistic | undefined;
}

const UNITS: Readonly<Record<string, UnitName>> = {
  "%": "percent",
  KBps: "kB/s",
  MBps: "MB/s",
  GBps: "GB/s",
  Kbps: "kbit/s",
  Mbps: "Mbit/s",
  Gbps: "Gbit/s",
};

/** A unit as vROps writes it: KBps are bytes, Kbps bits. */
export const vropsUnit = (text: string): UnitName | undefined =>
  Object.hasOwn(UNITS, text) ? UNITS[text] : undefined;

const METRICS: readonly [pattern: RegExp, metric: Sampled][] = [
  [/^CPU\|Usage$/i, "cpu"],
  [/^Memory\|(Usage|Utilization)$/i, "memory"],
  [
    /^Guest File System( stats)?(:(?<part>[^|]+))?\|((Partition )?Utilization|(Total )?Guest File System Usage)$/i,
    "disk",
  ],
  [/^Network( I\/O)?(:Aggregate of all instances)?\|Data Receive Rate$/i, "net_in"],
  [/^Network( I\/O)?(:Aggregate of all instances)?\|Data Transmit Rate$/i, "net_out"],
];

const TRANSFORMATIONS: readonly [pattern: RegExp, statistic: Statistic][] = [
  [/\|(avg|average)$/i, "average"],
  [/\|(max|maximum)$/i, "maximum"],
  [/\|(min|minimum)$/i, "minimum"],
  [/\|(last|current|latest)$/i, "raw"],
  [/\|95th percentile$/i, "p95"],
];

const MACHINE = /^(VM|Virtual Machine|Host|Host System)\|/i;

/** The column of a title, undefined when it is not used. */
export function columnOf(title: string, index: number): Column | undefined {
  const [suffix, statistic] = TRANSFORMATIONS.find(([pattern]) => pattern.test(title)) ?? [];
  const bare = (suffix ? title.replace(suffix, "") : title).replace(MACHINE, "");
  const unit = / \(([^()]+)\)$/.exec(bare)?.[1];
  const name = unit === undefined ? bare : bare.slice(0, -unit.length - 3);
  for (const [pattern, metric] of METRICS) {
    const found = pattern.exec(name);
    if (!found) continue;
    if (unit !== undefined && vropsUnit(unit) === undefined) return undefined;
    const part = found.groups?.part;
    return { index, title, metric, part, unit: unit === undefined ? undefined : vropsUnit(unit), statistic };
  }
  return undefined;
}

const PREFERENCE: readonly (Statistic | undefined)[] = ["average", "raw", "p95", "minimum", undefined];

/** One column for each metric and part, and one of its maxima. */
export function chosen(columns: readonly Column[]): Column[] {
  const rank = ({ statistic }: Column): number => PREFERENCE.indexOf(statistic);
  const best = new Map<string, Column>();
  for (const column of columns) {
    const key = JSON.stringify([column.metric, column.part, column.statistic === "maximum"]);
    const before = best.get(key);
    if (!before || rank(column) < rank(before)) best.set(key, column);
  }
  return [...best.values()];
}
