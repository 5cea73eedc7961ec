/**
 * sysstat's `sadf -d`: semicolons, a header per activity and after each restart, any number of activities one after
 * another; with -h all activities in one row. Times in UTC, with -T in local time without a zone, with -U since 1970.
 * What becomes what: see `sysstat.ts`.
 */
import { type Batch } from "../sample.ts";
import type { Head, StreamReader } from "../reader.ts";
import { Ledger } from "./ledger.ts";
import { activitiesOf, type Activity, type Cells, laidOut } from "./sadf_columns.ts";
import { type Record, Sysstat } from "./sysstat.ts";
import { decimalOrComma, moment } from "./written.ts";

const HEADER = /^# ?hostname;interval;timestamp(;|$)/;

/** Rows that say that the machine or the measuring was started anew, or what somebody noted. */
const isMark = (cell: string | undefined): boolean => /^(LINUX-RESTART|COM )/.test(cell ?? "");

export const sadfText: StreamReader = {
  kind: "stream",
  format: "sadf",
  title: "sysstat, sadf -d",
  recognise: ({ text }: Head) => HEADER.test(text) ? 1 : 0,
  async *read(source) {
    const ledger = new Ledger();
    const sysstat = new Sysstat(ledger);
    let activities: Activity[] = [];
    for await (const { number, text } of source.lines()) {
      if (text.trim() === "") continue;
      if (HEADER.test(text)) {
        yield* sysstat.settle();
        activities = activitiesOf(text.split(";").slice(3));
      } else readRow(sysstat, activities, number, text);
      yield* ledger.full();
    }
    yield* sysstat.settle();
    yield* ledger.rest() satisfies Iterable<Batch>;
  },
};

function readRow(sysstat: Sysstat, activities: readonly Activity[], line: number, text: string): void {
  const { ledger } = sysstat;
  const cells = text.split(";");
  const [server = "", interval = "", written = ""] = cells;
  if (isMark(cells[3])) {
    ledger.met();
    return ledger.skip("restart or comment");
  }
  const at = /^\d+$/.test(written) ? Number(written) * 1000 : moment(written);
  const refuse = (rule: "structure" | "server" | "time", reason: string): void => {
    ledger.met();
    ledger.reject(line, text, rule, reason);
  };
  if (activities.length === 0) return refuse("structure", "a header must stand before the first row");
  if (server === "") return refuse("server", "the first column must name the host");
  if (at === undefined) return refuse("time", `the timestamp must be a time: "${written}"`);
  const laid = laidOut(activities, cells.slice(3));
  if (!laid) {
    return refuse("structure", `the row must have the columns of its header: it has ${cells.length}`);
  }
  const seconds = Number(interval) > 0 ? Number(interval) : null;
  for (const cells of laid) readCells(sysstat, { server, at, seconds, line, text }, cells);
}

function readCells(sysstat: Sysstat, record: Record, { activity, cell }: Cells): void {
  const value = (column: string): number | undefined => decimalOrComma(cell(column) ?? "");
  const item = cell(activity.item ?? "") ?? "";
  if (activity.item === "CPU" && cell("%idle") !== undefined) {
    return sysstat.cpu(record, item, value("%idle"));
  }
  if (activity.item === "IFACE" && cell("rxkB/s") !== undefined) {
    return sysstat.network(record, item, value("rxkB/s"), value("txkB/s"));
  }
  if (activity.item === "FILESYSTEM" && cell("%fsused") !== undefined) {
    return sysstat.filesystem(record, item, value(cell("%ufsused") === undefined ? "%fsused" : "%ufsused"));
  }
  if (cell("%memused") !== undefined) readMemory(sysstat, record, value);
  if (cell("%memused") !== undefined && activity.columns[0] === "kbmemfree") return;
  sysstat.ledger.met();
  sysstat.ledger.skip(`activity that is not used: ${activity.columns[0]}`);
}

function readMemory(sysstat: Sysstat, record: Record, value: (column: string) => number | undefined): void {
  sysstat.memory(record, {
    free: value("kbmemfree"),
    used: value("kbmemused"),
    used_percent: value("%memused"),
    available: value("kbavail"),
    buffers: value("kbbuffers"),
    cached: value("kbcached"),
  });
}
