/**
 * sysstat's `sadf -j`. Its names differ from those of `sadf -d` (usr for %user, memused-percent for %memused), and its
 * "utc" says whether times are in UTC; without it they are local, and the zone in the head of a host is only a name.
 * What becomes what: see `sysstat.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { type Found, JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { asWritten, beginsJson, type JsonObject, listOf, numberOf, objectOf, textOf } from "./shape.ts";
import { type Record, Sysstat } from "./sysstat.ts";
import { moment } from "./written.ts";

const PATHS = [["sysstat", "hosts", "[]", "statistics", "[]"]];

export const sadfJson: StreamReader = {
  kind: "stream",
  format: "sadf-json",
  title: "sysstat, sadf -j",
  recognise: ({ text }: Head) => beginsJson(text) && /^\s*\{\s*"sysstat"\s*:\s*\{/.test(text) ? 1 : 0,
  async *read(source) {
    const ledger = new Ledger();
    const sysstat = new Sysstat(ledger);
    try {
      for await (const found of jsonPieces(source.text(), PATHS)) {
        if (found.path === "sysstat.hosts[].statistics[]") readRecord(sysstat, found);
        else if (found.path === "sysstat.hosts[]") readHost(sysstat, found.value);
        yield* ledger.full();
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.met();
      ledger.reject(error.line, "", "structure", error.message);
    }
    yield* sysstat.settle();
    yield* ledger.rest();
  },
};

function readHost(sysstat: Sysstat, host: unknown): void {
  const marks = listOf(objectOf(host).restarts).length + listOf(objectOf(host).comments).length;
  sysstat.ledger.met(marks);
  sysstat.ledger.skip("restart or comment", marks);
}

function readRecord(sysstat: Sysstat, { value, parents, line }: Found): void {
  const record = objectOf(value);
  const { date, time, utc, tz, interval } = objectOf(record.timestamp);
  const isUtc = utc === 1 || tz === "UTC";
  const at = moment(`${date} ${time}${isUtc ? "Z" : ""}`);
  const server = textOf(parents.at(-1)?.nodename);
  if (at === undefined || server === undefined) {
    sysstat.ledger.met();
    const rule = at === undefined ? "time" : "server";
    const reason = at === undefined
      ? `the timestamp must hold a date and a time: ${asWritten(record.timestamp)}`
      : "the host must have a nodename before its statistics";
    return sysstat.ledger.reject(line, asWritten(value), rule, reason);
  }
  const seconds = numberOf(interval) ?? null;
  readActivities(sysstat, { server, at, seconds, line, text: "" }, record);
}

function readActivities(sysstat: Sysstat, place: Record, record: JsonObject): void {
  const of = (value: JsonObject): Record => ({ ...place, text: asWritten(value) });
  for (const row of rows(record["cpu-load"] ?? record["cpu-load-all"])) {
    sysstat.cpu(of(row), textOf(row.cpu) ?? "", numberOf(row.idle));
  }
  for (const row of rows(objectOf(record.network)["net-dev"])) {
    sysstat.network(of(row), textOf(row.iface) ?? "", numberOf(row.rxkB), numberOf(row.txkB));
  }
  for (const row of rows(record.filesystems)) {
    sysstat.filesystem(of(row), textOf(row.filesystem) ?? "", numberOf(row["%ufsused"] ?? row["%fsused"]));
  }
  const memory = objectOf(record.memory);
  if ("memused-percent" in memory) readMemory(sysstat, of(memory), memory);
  for (const other of Object.keys(record)) {
    if (USED.has(other)) continue;
    sysstat.ledger.met();
    sysstat.ledger.skip(`activity that is not used: ${other}`);
  }
}

const USED = new Set(["timestamp", "cpu-load", "cpu-load-all", "network", "filesystems", "memory"]);

const rows = (value: unknown): JsonObject[] => listOf(value).map(objectOf);

function readMemory(sysstat: Sysstat, record: Record, memory: JsonObject): void {
  sysstat.memory(record, {
    free: numberOf(memory.memfree),
    used: numberOf(memory.memused),
    used_percent: numberOf(memory["memused-percent"]),
    available: numberOf(memory.avail),
    buffers: numberOf(memory.buffers),
    cached: numberOf(memory.cached),
  });
}
