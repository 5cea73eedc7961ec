/**
 * What Zabbix items measure of machines, by their keys.
 *
 * | key | our metric | from |
 * |---|---|---|
 * | system.cpu.util named CPU utilization, as the templates make it | cpu | percent |
 * | system.cpu.util[,idle] | cpu | 100 − percent |
 * | vm.memory.utilization, vm.memory.util, vm.memory.size[pused] | memory | percent |
 * | vm.memory.size[pavailable] | memory | 100 − percent |
 * | vfs.fs.size[fs,pused], vfs.fs.dependent.size[fs,pused] | disk | percent, the fullest counts |
 * | vfs.fs.size[fs,pfree], vfs.fs.dependent.size[fs,pfree] | disk | 100 − percent, the fullest counts |
 * | net.if.in[if], net.if.out[if] with units bps or Bps | net_in, net_out | sum of interfaces |
 *
 * Without its name system.cpu.util is asked for: to the agent it means user time only. History is raw, trends are
 * averages and maxima of an hour.
 */
import type { Sampled } from "../sample.ts";
import type { UnitName } from "../units.ts";
import { isOwnInterface } from "./devices.ts";
import type { Joined } from "./parts.ts";
import { type JsonObject, listOf, objectOf, textOf } from "./shape.ts";

export interface Item {
  server: string | undefined;
  key: string;
  name: string;
  units: string;
  /** Seconds between its values; 0 for one that comes with others of the same time. */
  delay: number;
}

export interface Measured {
  metric: Sampled;
  unit: UnitName;
  left: boolean;
  part?: string;
  joined?: Joined;
}

/** An item as item.get with selectHosts describes it. */
export function itemOf(value: JsonObject): Item {
  const host = objectOf(listOf(value.hosts)[0]);
  return {
    server: textOf(host.host) ?? textOf(host.name),
    key: textOf(value.key_) ?? "",
    name: textOf(value.name) ?? "",
    units: textOf(value.units) ?? "",
    delay: delayOf(textOf(value.delay)),
  };
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of an update interval such as 60, 1m or 1m;50s/1-7; one minute where none is written. */
function delayOf(text: string | undefined): number {
  const [, amount, unit = "s"] = /^(\d+)([smhd])?(?:;|$)/.exec(text ?? "60") ?? [];
  return amount === undefined ? 60 : Number(amount) * (SECONDS[unit] ?? 1);
}

/** The parameters of a key: those of net.if.in["eth0",errors] are eth0 and errors. */
export function parametersOf(key: string): string[] {
  const inner = /\[(.*)\]$/s.exec(key)?.[1];
  if (inner === undefined) return [];
  const found = inner.match(/"(?:[^"\\]|\\.)*"|[^,]+|(?<=^|,)(?=,|$)/g) ?? [];
  return found.map((text) => text.trim().replace(/^"(.*)"$/s, "$1").replaceAll('\\"', '"'));
}

/** What an item measures, why it is not used, or what must be asked. */
export function measured(item: Item): Measured | { left_aside: string } | { ask: string } {
  const base = item.key.replace(/\[.*$/s, "");
  const parameters = parametersOf(item.key);
  switch (base) {
    case "system.cpu.util":
      return processor(item, parameters);
    case "vm.memory.utilization":
    case "vm.memory.util":
      return { metric: "memory", unit: "percent", left: false };
    case "vm.memory.size":
      return share("memory", parameters[0], "pavailable") ?? notUsed(item);
    case "vfs.fs.size":
    case "vfs.fs.dependent.size": {
      const found = share("disk", parameters[1], "pfree");
      return found ? { ...found, part: parameters[0] ?? "", joined: "fullest" } : notUsed(item);
    }
    case "net.if.in":
    case "net.if.out":
      return traffic(item, base === "net.if.in" ? "net_in" : "net_out", parameters);
    default:
      return notUsed(item);
  }
}

const notUsed = ({ key }: Item) => ({
  left_aside: `item that is not used: ${key.replace(/\[.*$/s, "").slice(0, 80)}`,
});

function processor(item: Item, [cpu = "", type = ""]: readonly string[]): ReturnType<typeof measured> {
  if (cpu !== "" && cpu !== "all") return { left_aside: "one CPU of several" };
  if (type === "idle") return { metric: "cpu", unit: "percent", left: true };
  if (type !== "") return { left_aside: "time of processors in other modes than idle" };
  if (/^cpu utili[sz]ation$/i.test(item.name)) return { metric: "cpu", unit: "percent", left: false };
  return {
    ask: "system.cpu.util must be named CPU utilization to be that of all modes, it may be user time",
  };
}

function share(metric: Sampled, mode: string | undefined, left: string): Measured | undefined {
  return mode === "pused" || mode === left ? { metric, unit: "percent", left: mode === left } : undefined;
}

function traffic(
  item: Item,
  metric: Sampled,
  [name = "", mode = ""]: readonly string[],
): ReturnType<typeof measured> {
  if (mode !== "" && mode !== "bytes") return notUsed(item);
  if (!isOwnInterface(name)) return { left_aside: "loopback or virtual interface" };
  const units: Record<string, UnitName> = { bps: "bit/s", Bps: "bytes/s", "B/s": "bytes/s" };
  const unit = Object.hasOwn(units, item.units) ? units[item.units] : undefined;
  if (unit === undefined) {
    return { ask: `units of traffic must be bps or Bps, by the change per second: "${item.units}"` };
  }
  return { metric, unit, left: false, part: name, joined: "sum" };
}
