/** A mapping for a table nobody described: what its names and values say, and what they leave open. */
import type { LongColumns, Mapping, WideColumn } from "./mapping.ts";
import type { Sampled, Statistic } from "./sample.ts";
import type { Shape } from "./shape.ts";
import { conversion, type UnitName } from "./units.ts";
import {
  metricColumn,
  metricOf,
  serverColumn,
  statisticInName,
  timeColumn,
  unitColumn,
  unitInName,
  valueColumn,
} from "./words.ts";

export interface Proposal {
  mapping: Mapping;
  /** What a person must decide; empty when names and values say everything. */
  doubts: string[];
}

/** A metric of a long table and the largest of its values. */
export interface Named {
  name: string;
  largest: number;
}

const SEEN_PERCENT_FROM = 1.5;
const SEEN_PERCENT_TO = 200;

/** Unit by name, else by values where these leave no doubt: a share above 1.5 is in percent. */
function unitFor(
  metric: Sampled,
  name: string,
  largest: number,
  doubts: string[],
): UnitName {
  const said = unitInName(name);
  const isNetwork = metric === "net_in" || metric === "net_out";
  if (said !== undefined) {
    const found = conversion(metric, said);
    if (found === undefined) doubts.push(`"${name}" is in ${said}, which says nothing of ${metric}`);
    else if (found.by_capacity) {
      doubts.push(`"${name}" is in ${said}: a column of capacity is needed to make it % (capacity_column)`);
    } else if (found.by_interval) {
      doubts.push(`"${name}" is in ${said}: how many seconds one value stands for is not said`);
    }
    return said;
  }
  if (isNetwork) {
    doubts.push(`"${name}": its unit is not said; bytes/s is a guess`);
    return "bytes/s";
  }
  if (largest > SEEN_PERCENT_FROM && largest <= SEEN_PERCENT_TO) return "percent";
  doubts.push(
    `"${name}": its unit is not said and its largest value seen, ${largest}, leaves it open: percent or fraction?`,
  );
  return largest <= SEEN_PERCENT_FROM ? "fraction" : "percent";
}

const numberOf = (cell: string, decimal: "." | ","): number => {
  const text = cell.trim().replace(/%$/, "");
  return text === "" ? NaN : Number(decimal === "," ? text.replaceAll(".", "").replace(",", ".") : text);
};

function wideColumns(shape: Shape, doubts: string[]): WideColumn[] {
  const taken = new Map<string, string>();
  return shape.header.flatMap((column, index) => {
    const metric = metricOf(column);
    if (metric === undefined) return [];
    const values = shape.rows.map((row) => numberOf(row[index]!, shape.decimal)).filter(Number.isFinite);
    if (values.length === 0) return [];
    const statistic = statisticInName(column);
    const key = `${metric} ${statistic ?? ""}`;
    const before = taken.get(key);
    if (before !== undefined) {
      doubts.push(`"${before}" and "${column}" may both be ${metric}: one of them is left out here`);
      return [];
    }
    taken.set(key, column);
    const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
    const unit = unitFor(metric, column, largest, doubts);
    return [{ column, metric, unit, ...(statistic === undefined ? {} : { statistic }) }];
  });
}

const ISO = /^\d{4}-\d{2}-\d{2}([T ]|$)/;
const SLASHED = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T](\d{1,2}):(\d{2})(:\d{2})?)?/;

/** A few rows may be broken; a form holds when most follow it. */
const MOST = 0.8;

function timeFormat(cells: readonly string[], doubts: string[]): string {
  const first = cells[0] ?? "";
  const most = (form: RegExp) =>
    cells.filter((cell) => form.test(cell)).length >= MOST * Math.max(1, cells.length);
  if (most(ISO)) return "iso";
  if (most(/^\d{9,10}(\.\d+)?$/)) return "epoch_s";
  if (most(/^\d{12,13}$/)) return "epoch_ms";
  if (most(SLASHED)) {
    const dates = cells.map((cell) => SLASHED.exec(cell)).filter((date) => date !== null);
    const [, , mark, , , hour, , seconds] = dates[0]!;
    const dayFirst = mark === "." || dates.some((date) => Number(date[1]) > 12);
    const monthFirst = dates.some((date) => Number(date[3]) > 12);
    if (dayFirst === monthFirst) doubts.push(`"${first}": is that day or month first?`);
    const date = monthFirst && !dayFirst ? `%m${mark}%d${mark}%Y` : `%d${mark}%m${mark}%Y`;
    return hour === undefined ? date : `${date} %H:%M${seconds === undefined ? "" : ":%S"}`;
  }
  doubts.push(`"${first}": the form of the time is not known; give a pattern such as %d/%m/%Y %H:%M`);
  return "iso";
}

/** Whether any column is known, so that a proposal says more than the header does; prose has commas too. */
export const looksMeasured = (header: readonly string[]): boolean =>
  timeColumn(header) !== undefined || serverColumn(header) !== undefined ||
  header.some((column) => metricOf(column) !== undefined);

/** Whether a table is long, and which columns make it so. */
export function longColumns(
  shape: Shape,
): { metric: string; value: string; unit: string | undefined } | undefined {
  const [metric, value] = [metricColumn(shape.header), valueColumn(shape.header)];
  return metric === undefined || value === undefined
    ? undefined
    : { metric, value, unit: unitColumn(shape.header) };
}

function long(shape: Shape, named: readonly Named[], doubts: string[]): LongColumns {
  const { metric, value, unit } = longColumns(shape)!;
  const names: LongColumns["names"] = {};
  const taken = new Map<string, string>();
  for (const { name, largest } of named) {
    const means = metricOf(name);
    if (means === undefined) continue;
    const statistic: Statistic | undefined = statisticInName(name);
    const key = `${means} ${statistic ?? ""}`;
    const before = taken.get(key);
    if (before !== undefined) {
      doubts.push(`"${before}" and "${name}" may both be ${means}: one of them is left out here`);
      continue;
    }
    taken.set(key, name);
    const ofUnit = unit === undefined ? unitFor(means, name, largest, doubts) : unitInName(name) ?? "percent";
    names[name] = { metric: means, unit: ofUnit, ...(statistic === undefined ? {} : { statistic }) };
  }
  if (taken.size === 0) doubts.push(`none of the names in "${metric}" is known to be a metric`);
  return {
    metric_column: metric,
    value_column: value,
    ...(unit === undefined ? {} : { unit_column: unit }),
    names,
  };
}

/**
 * @param named   the metrics of a long table, all of them; empty for a wide one
 * @param name    of the file, for the server when no column names one
 */
export function propose(shape: Shape, named: readonly Named[], name: string): Proposal {
  const doubts: string[] = [];
  const { header, rows } = shape;
  const time = timeColumn(header) ??
    header.find((_, index) => rows.length > 0 && rows.every((row) => ISO.test(row[index]!)));
  const server = serverColumn(header);
  if (time === undefined) doubts.push("no column is known to hold the time");
  if (server === undefined) {
    doubts.push("no column is known to name the server; the name of the file stands for it here");
  }
  const at = time === undefined ? -1 : header.indexOf(time);
  const format = timeFormat(at === -1 ? [] : rows.map((row) => row[at]!), time === undefined ? [] : doubts);
  const isLong = longColumns(shape) !== undefined;
  const wide = isLong ? [] : wideColumns(shape, doubts);
  if (!isLong && wide.length === 0) doubts.push("no column is known to hold a metric");
  const mapping: Mapping = {
    separator: shape.separator,
    decimal: shape.decimal,
    skip_lines: shape.skip_lines,
    server: server === undefined ? { name: name.replace(/\.[^.]*$/, "") } : { column: server },
    time: { column: time ?? "?", format },
    statistic: "raw",
    interval_seconds: null,
    ...(isLong ? { long: long(shape, named, doubts) } : {
      wide: wide.length > 0 ? wide : [{ column: "?", metric: "cpu" as const, unit: "percent" as const }],
    }),
  };
  return { mapping, doubts };
}
