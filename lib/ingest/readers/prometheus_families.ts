/**
 * What exporters for Prometheus measure of machines, by the name of the metric.
 *
 * | metric of the exporter | our metric | how |
 * |---|---|---|
 * | node_cpu_seconds_total, windows_cpu_time_total, mode idle | cpu | 100 − growth per second × 100, mean of processors |
 * | …MemAvailable_bytes with …MemTotal_bytes, windows_…free_bytes with the whole | memory | 100 − available of whole |
 * | node_filesystem_avail_bytes with …size_bytes, windows_logical_disk_… | disk | 100 − available of size, fullest counts |
 * | node_network_receive_bytes_total, windows_net_bytes_received_total | net_in | growth per second, sum of interfaces |
 * | node_network_transmit_bytes_total, windows_net_bytes_sent_total | net_out | growth per second, sum of interfaces |
 * | instance:node_cpu_utilisation:rate5m, …:rate1m (node mixin) | cpu | 0 to 1 |
 * | instance:node_memory_utilisation:ratio (node mixin) | memory | 0 to 1 |
 *
 * Counters are rated between neighbouring values (`counter.ts`), so their statistic is the average of that time; the
 * others are as they were at the scrape.
 */
import type { Sampled, Statistic } from "../sample.ts";
import { isOwnInterface, isStored } from "./devices.ts";

export type Labels = Readonly<Record<string, string>>;

export type Family =
  /** Seconds a processor was idle. */
  | { kind: "idle"; part: string }
  /** Bytes an interface carried. */
  | { kind: "carried"; metric: "net_in" | "net_out"; part: string }
  /** What is left of something, or the whole of it. */
  | { kind: "left" | "whole"; metric: "memory" | "disk"; part: string | undefined }
  /** Ready to be used. */
  | { kind: "ready"; metric: Sampled; unit: "fraction"; statistic: Statistic; seconds: number | null };

const idle = (part: string): Family => ({ kind: "idle", part });
const carried = (metric: "net_in" | "net_out", part: string): Family => ({ kind: "carried", metric, part });
const memory = (kind: "left" | "whole"): Family => ({ kind, metric: "memory", part: undefined });
const disk = (kind: "left" | "whole", part: string): Family => ({ kind, metric: "disk", part });
const cpuOf = (seconds: number): Family => (
  { kind: "ready", metric: "cpu", unit: "fraction", statistic: "average", seconds }
);

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ["node_cpu_seconds_total", idle("cpu")],
  ["node_memory_MemAvailable_bytes", memory("left")],
  ["node_memory_MemTotal_bytes", memory("whole")],
  ["node_filesystem_avail_bytes", disk("left", "mountpoint")],
  ["node_filesystem_size_bytes", disk("whole", "mountpoint")],
  ["node_network_receive_bytes_total", carried("net_in", "device")],
  ["node_network_transmit_bytes_total", carried("net_out", "device")],
  // node_exporter before 0.16
  ["node_cpu", idle("cpu")],
  ["node_memory_MemAvailable", memory("left")],
  ["node_memory_MemTotal", memory("whole")],
  ["node_filesystem_avail", disk("left", "mountpoint")],
  ["node_filesystem_size", disk("whole", "mountpoint")],
  ["node_network_receive_bytes", carried("net_in", "device")],
  ["node_network_transmit_bytes", carried("net_out", "device")],
  ["windows_cpu_time_total", idle("core")],
  ["windows_os_physical_memory_free_bytes", memory("left")],
  ["windows_cs_physical_memory_bytes", memory("whole")],
  ["windows_memory_physical_free_bytes", memory("left")],
  ["windows_memory_physical_total_bytes", memory("whole")],
  ["windows_logical_disk_free_bytes", disk("left", "volume")],
  ["windows_logical_disk_size_bytes", disk("whole", "volume")],
  ["windows_net_bytes_received_total", carried("net_in", "nic")],
  ["windows_net_bytes_sent_total", carried("net_out", "nic")],
  ["instance:node_cpu_utilisation:rate5m", cpuOf(300)],
  ["instance:node_cpu_utilisation:rate1m", cpuOf(60)],
  ["instance:node_memory_utilisation:ratio", {
    kind: "ready",
    metric: "memory",
    unit: "fraction",
    statistic: "raw",
    seconds: null,
  }],
]);

export const familyOf = (name: string | undefined): Family | undefined => FAMILIES.get(name ?? "");

/** Labels that name the machine, the surest first. `instance` names what was scraped, often only by address. */
const SERVER_LABELS = ["nodename", "hostname", "host", "node"];

/** The machine a series is of: the name of the host, or the address of the exporter without its port. */
export function serverOf(labels: Labels): string | undefined {
  for (const label of SERVER_LABELS) if (labels[label]) return labels[label];
  const address = /^(?:\[(?<six>[^\]]+)\]|(?<four>[^:]+))(?::\d+)?$/.exec(labels.instance ?? "")?.groups;
  return address?.six ?? address?.four ?? (labels.instance || undefined);
}

/** Why a series of a known family is left aside; undefined when it counts. */
export function leftAside(family: Family, labels: Labels): string | undefined {
  if (family.kind === "idle" && labels.mode !== "idle") return "time of processors in other modes than idle";
  if (family.kind === "carried" && !isOwnInterface(labels[family.part] ?? "")) {
    return "loopback or virtual interface";
  }
  if ("metric" in family && family.metric === "disk" && !isStored(labels.fstype ?? "")) {
    return "file system that is no disk";
  }
  return undefined;
}
