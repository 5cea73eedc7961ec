/** Units of extracts, and how they become ours: % of capacity and Mbit/s. The one place that knows a scale. */
import type { Sampled } from "./sample.ts";

/** `share` of capacity, amount of `data`, data per second (`rate`), `frequency` of processors. */
type Dimension = "share" | "data" | "rate" | "frequency";

interface Unit {
  dimension: Dimension;
  /** Base units in one: %, bytes, bit/s, MHz. */
  scale: number;
}

const unit = (dimension: Dimension, scale: number): Unit => ({ dimension, scale });

/** kB is 1000 bytes, KiB 1024. Sources that write kB and mean KiB say so in their reader. */
export const UNITS = {
  percent: unit("share", 1),
  /** 0 to 1. */
  fraction: unit("share", 100),
  bytes: unit("data", 1),
  kB: unit("data", 1e3),
  MB: unit("data", 1e6),
  GB: unit("data", 1e9),
  TB: unit("data", 1e12),
  KiB: unit("data", 1024),
  MiB: unit("data", 1024 ** 2),
  GiB: unit("data", 1024 ** 3),
  TiB: unit("data", 1024 ** 4),
  "bit/s": unit("rate", 1),
  "kbit/s": unit("rate", 1e3),
  "Mbit/s": unit("rate", 1e6),
  "Gbit/s": unit("rate", 1e9),
  "bytes/s": unit("rate", 8),
  "kB/s": unit("rate", 8e3),
  "MB/s": unit("rate", 8e6),
  "GB/s": unit("rate", 8e9),
  "KiB/s": unit("rate", 8 * 1024),
  "MiB/s": unit("rate", 8 * 1024 ** 2),
  "GiB/s": unit("rate", 8 * 1024 ** 3),
  MHz: unit("frequency", 1),
  GHz: unit("frequency", 1e3),
} as const satisfies Record<string, Unit>;

export type UnitName = keyof typeof UNITS;
export const UNIT_NAMES = Object.keys(UNITS) as [UnitName, ...UnitName[]];

/** Other spellings, in lower case and without blanks. */
const SPELLINGS: Readonly<Record<string, UnitName>> = {
  "%": "percent",
  pct: "percent",
  percentage: "percent",
  ratio: "fraction",
  share: "fraction",
  byte: "bytes",
  b: "bytes",
  kilobytes: "kB",
  megabytes: "MB",
  gigabytes: "GB",
  terabytes: "TB",
  kibibytes: "KiB",
  mebibytes: "MiB",
  gibibytes: "GiB",
  "bits/second": "bit/s",
  "bits/s": "bit/s",
  bps: "bit/s",
  "kilobits/second": "kbit/s",
  kbps: "kbit/s",
  "megabits/second": "Mbit/s",
  mbps: "Mbit/s",
  "gigabits/second": "Gbit/s",
  gbps: "Gbit/s",
  "bytes/second": "bytes/s",
  bytespersecond: "bytes/s",
  "b/s": "bytes/s",
  "byte/s": "bytes/s",
  "kilobytes/second": "kB/s",
  kbyteps: "kB/s",
  "megabytes/second": "MB/s",
  "gigabytes/second": "GB/s",
  "kibibytes/second": "KiB/s",
  "mebibytes/second": "MiB/s",
  megahertz: "MHz",
  gigahertz: "GHz",
};

const BY_LOWER_CASE: Readonly<Record<string, UnitName>> = {
  ...Object.fromEntries(UNIT_NAMES.map((name) => [name.toLowerCase(), name])),
  ...SPELLINGS,
};

/** Every spelling that is known, in lower case and without blanks, with its unit. */
export const SPELLED: readonly (readonly [string, UnitName])[] = Object.entries(BY_LOWER_CASE);

/** The unit a source means by a word, such as "Percent", "Bytes/Second", "kB/s"; undefined when none is known. */
export function unitOf(text: string): UnitName | undefined {
  const word = text.replaceAll(/\s/g, "");
  if (Object.hasOwn(UNITS, word)) return word as UnitName;
  const lower = word.toLowerCase();
  return Object.hasOwn(BY_LOWER_CASE, lower) ? BY_LOWER_CASE[lower] : undefined;
}

const isNetwork = (metric: Sampled): boolean => metric === "net_in" || metric === "net_out";

export interface Conversion {
  /** Our value is the source's times this… */
  factor: number;
  /** …divided by the capacity in the same unit. */
  by_capacity: boolean;
  /** …divided by the seconds it stands for. */
  by_interval: boolean;
}

/**
 * How values of a unit become ours: % of capacity for cpu, memory and disk, Mbit/s for the network. Amounts and
 * frequencies need a capacity; amounts sent or received need the seconds in which that was.
 * Undefined when the unit says nothing about the metric, such as MHz of network.
 */
export function conversion(metric: Sampled, name: UnitName): Conversion | undefined {
  const { dimension, scale } = UNITS[name];
  if (isNetwork(metric)) {
    if (dimension === "rate") return { factor: scale / 1e6, by_capacity: false, by_interval: false };
    if (dimension === "data") return { factor: 8 * scale / 1e6, by_capacity: false, by_interval: true };
    return undefined;
  }
  if (dimension === "share") return { factor: scale, by_capacity: false, by_interval: false };
  const measures = metric === "cpu" ? "frequency" : "data";
  return dimension === measures ? { factor: 100, by_capacity: true, by_interval: false } : undefined;
}
