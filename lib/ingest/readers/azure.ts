/**
 * What Azure Monitor measures of machines.
 *
 * | metric | our metric | from |
 * |---|---|---|
 * | Percentage CPU (virtual machines), cpu_percent (database servers) | cpu | percent |
 * | Available Memory Percentage | memory | 100 − percent; what is left is least where use is largest |
 * | memory_percent, storage_percent (database servers) | memory, disk | percent |
 * | Network In Total, Network Out Total, network_bytes_ingress, …_egress | net_in, net_out | bytes in total by the interval |
 *
 * Of the statistics of a value the average and the maximum are taken. A machine goes by the name of
 * its resource in lower case, since Azure does not tell cases apart and writes both.
 */
import type { Sampled, Statistic } from "../sample.ts";
import { type SeriesMap, tellWith, toldOf } from "../series.ts";
import type { UnitName } from "../units.ts";
import type { Ledger } from "./ledger.ts";
import { asWritten, type JsonObject } from "./shape.ts";
import { moment } from "./written.ts";

interface Known {
  metric: Sampled;
  unit: UnitName;
  left?: true;
}

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ["percentage cpu", { metric: "cpu", unit: "percent" }],
  ["cpu_percent", { metric: "cpu", unit: "percent" }],
  ["available memory percentage", { metric: "memory", unit: "percent", left: true }],
  ["memory_percent", { metric: "memory", unit: "percent" }],
  ["storage_percent", { metric: "disk", unit: "percent" }],
  ["network in total", { metric: "net_in", unit: "bytes" }],
  ["network out total", { metric: "net_out", unit: "bytes" }],
  ["network in", { metric: "net_in", unit: "bytes" }],
  ["network out", { metric: "net_out", unit: "bytes" }],
  ["network_bytes_ingress", { metric: "net_in", unit: "bytes" }],
  ["network_bytes_egress", { metric: "net_out", unit: "bytes" }],
]);

/** Kinds of resources that are one machine. */
const MACHINE =
  /\/(virtualmachines|flexibleservers|servers|machines)\/([^/]+)(\/providers\/microsoft\.insights\/.*)?$/;

/** Where a value belongs. */
export interface Belonging {
  resource: string | undefined;
  name: string | undefined;
  seconds: number | null;
}

export class Azure {
  /** Resource by the name its machine goes by. */
  #resources = new Map<string, string>();

  constructor(readonly ledger: Ledger, readonly told: SeriesMap) {}

  /** Takes one value with its statistics, {average, maximum, total, …}; those without a measurement are null or absent. */
  put(belonging: Belonging, time: unknown, value: JsonObject): void {
    const known = KNOWN.get((belonging.name ?? "").toLowerCase());
    const found = known === undefined ? [] : statisticsOf(known, value);
    for (const [statistic, figure] of found) this.#put(belonging, known!, statistic, time, figure, value);
    if (found.length > 0) return;
    this.ledger.met();
    const name = (belonging.name ?? "").slice(0, 80);
    this.ledger.skip(known ? "no measurement in the interval" : `metric that is not used: ${name}`);
  }

  #put(
    { resource = "", name = "", seconds }: Belonging,
    known: Known,
    statistic: Statistic,
    time: unknown,
    value: unknown,
    record: JsonObject,
  ): void {
    const line = this.ledger.met();
    const refuse = (rule: "server" | "time" | "value" | "unit", why: string): void =>
      this.ledger.reject(line, asWritten({ resource, name, ...record }), rule, why);
    const told = toldOf(this.told, resource, name);
    const server = told.server ?? machineOf(resource);
    if (server === undefined) return this.ledger.skip("of no single machine");
    const at = typeof time === "string" ? moment(time) : undefined;
    if (at === undefined) return refuse("time", `a value must have a time: ${asWritten(time)}`);
    if (told.server === undefined && this.#isOther(server, resource)) {
      return refuse("server", `two machines are called ${server}: ${tellWith(resource, "server")}`);
    }
    if (typeof value !== "number") return refuse("value", `${statistic} must be a number`);
    const { metric, unit } = known;
    const interval_seconds = seconds ?? told.interval_seconds ?? null;
    if (unit === "bytes" && interval_seconds === null) {
      return refuse("unit", `bytes of an interval need its length: ${tellWith(name, "interval_seconds")}`);
    }
    const used = known.left ? 100 - value : value;
    this.ledger.sample({ server, at, metric, value: used, unit, statistic, interval_seconds, line });
  }

  /** Whether the name is of another resource than before, as in another resource group. */
  #isOther(server: string, resource: string): boolean {
    const whole = resource.toLowerCase().replace(/\/providers\/microsoft\.insights\/.*$/, "");
    const before = this.#resources.get(server) ?? whole;
    this.#resources.set(server, before);
    return before !== whole;
  }
}

/** The machine of a resource id, undefined when it is of something else, such as a scale set or a disk. */
export const machineOf = (resource: string): string | undefined => MACHINE.exec(resource.toLowerCase())?.[2];

function statisticsOf({ unit, left }: Known, value: JsonObject): [Statistic, unknown][] {
  const all: [Statistic, unknown][] = unit === "bytes"
    ? [["sum", value.total]]
    : left
    ? [["average", value.average], ["maximum", value.minimum]]
    : [["average", value.average], ["maximum", value.maximum]];
  return all.filter(([, figure]) => figure !== undefined && figure !== null);
}
