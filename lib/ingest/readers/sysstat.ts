/**
 * What sysstat measures, by the names of its activities, whichever way sadf writes them.
 *
 * | activity | our metric | from |
 * |---|---|---|
 * | CPU, the row of all | cpu | 100 − %idle: waiting for disks and time stolen by the host count as used |
 * | memory | memory | %memused, without buffers and cache: see `memoryUsed` |
 * | FILESYSTEM | disk | %ufsused of the fullest: what is full to ordinary users, as df counts |
 * | IFACE | net_in, net_out | sum of rxkB/s, txkB/s over physical interfaces; sysstat's kB are 1024 bytes |
 *
 * CPU and network are averages over sysstat's interval, memory and file systems are as they were at its end.
 */
import type { Batch } from "../sample.ts";
import { isDisk, isOwnInterface } from "./devices.ts";
import type { Ledger } from "./ledger.ts";
import { Parts } from "./parts.ts";

/** The record an activity's values stand in. */
export interface Record {
  server: string;
  at: number | string;
  seconds: number | null;
  line: number;
  /** For the account of what is rejected. */
  text: string;
}

export interface Memory {
  free: number | undefined;
  used: number | undefined;
  used_percent: number | undefined;
  available: number | undefined;
  buffers: number | undefined;
  cached: number | undefined;
}

/** Sysstat writes two decimals; a difference beyond half of the last is no rounding. */
const ROUNDING = 0.006;

const sixDecimals = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * Memory in use in percent, without what the kernel gives back when asked.
 *
 * sysstat since 12 leaves buffers and cache out of %memused, before it counted them: then free and used make up the
 * whole, by which the older way is known.
 */
export function memoryUsed(memory: Memory): number | undefined {
  const { free, used, used_percent, available, buffers, cached } = memory;
  if (used_percent === undefined || free === undefined || used === undefined) return used_percent;
  const whole = free + used;
  const countsCache = whole > 0 && Math.abs(100 * used / whole - used_percent) < ROUNDING;
  if (!countsCache) return used_percent;
  if (available !== undefined) return sixDecimals(100 * (1 - available / whole));
  return sixDecimals(100 * (used - (buffers ?? 0) - (cached ?? 0)) / whole);
}

const where = ({ server, at, line, seconds }: Record) => ({ server, at, line, seconds });

export class Sysstat {
  #parts = new Parts();

  constructor(readonly ledger: Ledger) {}

  cpu(record: Record, which: string, idle: number | undefined): void {
    this.ledger.met();
    if (which !== "-1" && which !== "all") {
      return this.ledger.skip("one CPU of several, beside the row of all");
    }
    if (idle === undefined) return this.#none(record, "%idle");
    this.ledger.sample({
      server: record.server,
      at: record.at,
      metric: "cpu",
      value: sixDecimals(100 - idle),
      unit: "percent",
      statistic: "average",
      interval_seconds: record.seconds,
      line: record.line,
    });
  }

  memory(record: Record, memory: Memory): void {
    this.ledger.met();
    const used = memoryUsed(memory);
    if (used === undefined) return this.#none(record, "%memused");
    this.ledger.sample({
      server: record.server,
      at: record.at,
      metric: "memory",
      value: used,
      unit: "percent",
      statistic: "raw",
      interval_seconds: record.seconds,
      line: record.line,
    });
  }

  filesystem(record: Record, device: string, used: number | undefined): void {
    this.ledger.met();
    if (!isDisk(device)) return this.ledger.skip("file system that is no disk");
    if (used === undefined) return this.#none(record, "%ufsused");
    this.#parts.add({
      ...where(record),
      metric: "disk",
      unit: "percent",
      statistic: "raw",
      joined: "fullest",
      part: device,
      value: used,
    });
  }

  network(record: Record, name: string, received: number | undefined, sent: number | undefined): void {
    this.ledger.met(2);
    if (!isOwnInterface(name)) return this.ledger.skip("loopback or virtual interface", 2);
    for (
      const [metric, value, column] of [["net_in", received, "rxkB/s"], ["net_out", sent, "txkB/s"]] as const
    ) {
      if (value === undefined) this.#none(record, column);
      else {
        this.#parts.add({
          ...where(record),
          metric,
          unit: "KiB/s",
          statistic: "average",
          joined: "sum",
          part: name,
          value,
        });
      }
    }
  }

  /** Writes what was joined so far. */
  *settle(): Generator<Batch> {
    yield* this.#parts.settle(this.ledger);
  }

  #none(record: Record, column: string): void {
    this.ledger.reject(record.line, record.text, "value", `${column} must be a number`);
  }
}
