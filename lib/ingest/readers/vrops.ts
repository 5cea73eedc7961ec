/**
 * The CSV export of a vROps (VMware Aria Operations) view with an interval breakdown: a row per object and interval.
 * Dates and numbers come as the person's settings write them, so the text is read twice: first for what proves the
 * order of dates, the decimal mark and the length of the interval, then for the values. What no row proves is asked
 * for. "-" is no value. What becomes what: `vrops_columns.ts`.
 */
import type { Head, Source, StreamReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import { type SeriesMap, tellWith, toldOf } from "../series.ts";
import { cellsOf } from "./cells.ts";
import { Ledger } from "./ledger.ts";
import { localNumber, type Mark, markIn } from "./local_number.ts";
import { localTime, type Order, orderIn } from "./local_time.ts";
import { Parts } from "./parts.ts";
import { chosen, type Column, columnOf, vropsUnit } from "./vrops_columns.ts";

const NAME = /^(name|vm name|host name|object name|resource name|object)$/i;
const TIME = /^(interval breakdown|interval start|time|timestamp|date|date time)$/i;
const NONE = /^\s*[-–—]?\s*$/;
const CELL = /^(-?[\d.,]+)\s*(\S+)?$/;

interface Layout {
  separator: string;
  name: number;
  time: number;
  columns: readonly Column[];
  width: number;
}

/** What the rows prove together. */
interface Proof {
  order: Order | undefined;
  mark: Mark | undefined;
  seconds: number | null;
}

function layoutOf(line: string): Layout | undefined {
  for (const separator of [",", ";", "\t"]) {
    const titles = cellsOf(line, separator)?.map((title) => title.trim());
    if (!titles || titles.length < 3) continue;
    const [name, time] = [
      titles.findIndex((title) => NAME.test(title)),
      titles.findIndex((title) => TIME.test(title)),
    ];
    const columns = titles.map(columnOf).filter((column) => column !== undefined);
    if (name >= 0 && titles.some((title) => title.includes("|"))) {
      return { separator, name, time, columns: chosen(columns), width: titles.length };
    }
  }
  return undefined;
}

export const vrops: StreamReader = {
  kind: "stream",
  format: "vrops",
  title: "vROps, Aria Operations: view as CSV",
  recognise({ text }: Head) {
    const layout = layoutOf(/^[^\r\n]*/.exec(text)?.[0] ?? "");
    if (!layout) return 0;
    return layout.columns.length > 0 ? 1 : 0.7;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const parts = new Parts();
    let layout: Layout | undefined;
    let proof: Proof | undefined;
    for await (const { number, text } of source.lines()) {
      if (text.trim() === "") continue;
      if (!layout || !proof) {
        layout = checked(layoutOf(text), source.name);
        proof = await proven(source, layout);
        continue;
      }
      const row = cellsOf(text, layout.separator);
      if (row?.length === layout.width) readRow(ledger, parts, layout, proof, told, number, text, row);
      else {
        ledger.met();
        const why = row
          ? `a row must have ${layout.width} columns: it has ${row.length}`
          : "a quote must be closed";
        ledger.reject(number, text, "structure", why);
      }
      yield* ledger.full();
    }
    yield* parts.settle(ledger);
    yield* ledger.rest();
  },
};

function checked(layout: Layout | undefined, file: string): Layout {
  if (!layout) {
    throw new Refusal(`Cannot read ${file} as a view must have a column Name and columns of metrics`);
  }
  if (layout.time < 0) {
    throw new Refusal(
      `Cannot read ${file} as a view must have a time in each row: export it with an interval breakdown`,
    );
  }
  return layout;
}

async function proven(source: Source, { separator, name, time, columns }: Layout): Promise<Proof> {
  const orders = new Set<Order>(), marks = new Set<Mark>();
  let rows = 0, seconds = Infinity, before = { name: "", at: NaN };
  const only = <T>(found: ReadonlySet<T>): T | undefined => found.size === 1 ? [...found][0] : undefined;
  for await (const { text } of source.lines()) {
    const row = text.trim() === "" ? undefined : cellsOf(text, separator);
    if (!row || rows++ === 0) continue;
    const order = orderIn(row[time] ?? "");
    if (order) orders.add(order);
    for (const { index } of columns) {
      const mark = markIn(CELL.exec(row[index]?.trim() ?? "")?.[1] ?? "");
      if (mark) marks.add(mark);
    }
    const at = asNumber(localTime(row[time] ?? "", only(orders)));
    const step = (at - before.at) / 1000;
    if (row[name] === before.name && step > 0) seconds = Math.min(seconds, step);
    before = { name: row[name] ?? "", at };
  }
  return {
    order: only(orders),
    mark: only(marks),
    seconds: Number.isFinite(seconds) ? Math.round(seconds) : null,
  };
}

const asNumber = (at: number | string | undefined): number =>
  typeof at === "string" ? Date.parse(`${at}Z`) : at ?? NaN;

function readRow(
  ledger: Ledger,
  parts: Parts,
  layout: Layout,
  proof: Proof,
  told: SeriesMap,
  line: number,
  text: string,
  row: readonly string[],
): void {
  const server = row[layout.name]!.trim();
  const at = localTime(row[layout.time]!, proof.order);
  for (const column of layout.columns) {
    ledger.met();
    const cell = row[column.index]!.trim();
    const refuse = (rule: "server" | "time" | "value" | "unit" | "metric", why: string): void =>
      ledger.reject(line, text, rule, `${column.title}: ${why}`);
    if (NONE.test(cell)) ledger.skip("no value");
    else if (server === "") refuse("server", "a row must name its object");
    else if (at === undefined) {
      refuse("time", `a time must be one, with days and months told apart: "${row[layout.time]}"`);
    } else {
      const known = toldOf(told, column.title);
      const [, number = "", word] = CELL.exec(cell) ?? [];
      const value = localNumber(number, proof.mark);
      const unit = known.unit ?? (word === undefined ? column.unit : vropsUnit(word));
      const statistic = known.statistic ?? column.statistic;
      if (value === undefined) refuse("value", `a value must be a number: "${cell}"`);
      else if (value === "ambiguous") {
        refuse("value", `${cell} may be thousands or decimals, and no other number tells`);
      } else if (unit === undefined) {
        refuse("unit", `a value must have a unit: "${cell}", ${tellWith(column.title, "unit")}`);
      } else if (statistic === undefined) {
        refuse("metric", `the title does not name the statistic: ${tellWith(column.title, "statistic")}`);
      } else {
        const seconds = known.interval_seconds ?? proof.seconds;
        const made = { server, at, metric: column.metric, value, unit, statistic, line };
        if (column.part === undefined) ledger.sample({ ...made, interval_seconds: seconds });
        else parts.add({ ...made, joined: "fullest", part: column.part, seconds });
      }
    }
  }
}
