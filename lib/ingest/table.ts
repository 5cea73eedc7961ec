/** A separated table as a relation of raw values, in SQL: rows never pass through JavaScript. */
import { literal } from "../warehouse/bind.ts";
import type { LongColumns, Mapping, WideColumn } from "./mapping.ts";
import { Refusal } from "./refusal.ts";
import type { Sampled, Statistic } from "./sample.ts";
import { conversion, SPELLED, type UnitName } from "./units.ts";

/** Where the cells are: columns are named c0, c1, … by their place, whatever the header calls them. */
export interface Cells {
  /** A relation with the columns line, c0, c1, …, all text but line. */
  relation: string;
  header: readonly string[];
}

/** The cells of one line. A quote doubled inside quotes is a quote. */
export function splitLine(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    const letter = line[index]!;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (line[index + 1] === '"') cell += line[++index]!;
      else quoted = false;
    } else if (letter === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (letter === separator) {
      cells.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

/** Reads a CSV file; lines that have too few or too many cells go to the table `faults`. */
export function csvCells(
  path: string,
  header: readonly string[],
  { separator, skip_lines }: Pick<Mapping, "separator" | "skip_lines">,
  packed: boolean,
): Cells {
  const columns = header.map((_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const relation = `SELECT row_number() OVER () + ${skip_lines + 1} AS line, * FROM read_csv(${literal(path)},
    auto_detect = false, header = true, skip = ${skip_lines}, delim = ${
    literal(separator)
  }, quote = '"', escape = '"',
    nullstr = '', strict_mode = true, compression = '${packed ? "gzip" : "none"}', columns = {${columns}},
    store_rejects = true, rejects_table = 'faults', rejects_scan = 'fault_scans')`;
  return { relation, header };
}

/** Reads a Parquet file. */
export function parquetCells(path: string, header: readonly string[]): Cells {
  const columns = header.map((name, index) =>
    `CAST("${name.replaceAll('"', '""')}" AS VARCHAR) AS c${index}`
  );
  const relation = `SELECT row_number() OVER () AS line, ${columns.join(", ")} FROM read_parquet(${
    literal(path)
  })`;
  return { relation, header };
}

function cellOf(header: readonly string[], column: string): string {
  const at = header.indexOf(column);
  if (at === -1) {
    throw new Refusal(
      `Cannot read the table as the mapping names a column it has not: "${column}"; it has ${
        header.slice(0, 30).map((name) => `"${name}"`).join(", ")
      }${header.length > 30 ? ` and ${header.length - 30} more` : ""}`,
    );
  }
  if (header.indexOf(column, at + 1) !== -1) {
    throw new Refusal(`Cannot read the table as the names of columns must differ: "${column}" stands twice`);
  }
  return `c${at}`;
}

interface Scale {
  factor: string;
  divisor: string;
}

const CANNOT: Scale = { factor: "CAST(NULL AS DOUBLE)", divisor: "1.0" };

/** Factor and divisor of a metric in a unit, as SQL. A capacity of 0 is none. */
function scaleOf(
  metric: Sampled,
  unit: UnitName,
  { capacity, interval_seconds }: { capacity?: string | undefined; interval_seconds: number | null },
): Scale {
  const found = conversion(metric, unit);
  if (found === undefined) return CANNOT;
  const factor = String(found.factor);
  if (found.by_capacity) {
    if (capacity === undefined) return CANNOT;
    return { factor, divisor: `NULLIF(TRY_CAST(${capacity} AS DOUBLE), 0)` };
  }
  if (found.by_interval) {
    return interval_seconds === null ? CANNOT : { factor, divisor: `${interval_seconds}.0` };
  }
  return { factor, divisor: "1.0" };
}

function wideValues(columns: readonly WideColumn[], mapping: Mapping, header: readonly string[]): string[] {
  const { statistic, interval_seconds } = mapping;
  const cell = (column: string) => cellOf(header, column);
  const scales = columns.map(({ metric, unit, capacity_column }) =>
    scaleOf(metric, unit, { capacity: capacity_column && cell(capacity_column), interval_seconds })
  );
  const list = (values: readonly string[]) => `unnest([${values.join(", ")}])`;
  return [
    `${list(columns.map(({ metric }) => literal(metric)))} AS metric`,
    `${list(columns.map(({ column }) => literal(column)))} AS named`,
    `${list(columns.map(({ column }) => cell(column)))} AS value_text`,
    `${list(scales.map(({ factor }) => factor))} AS factor`,
    `${list(scales.map(({ divisor }) => divisor))} AS divisor`,
    `${list(columns.map((column) => literal(column.statistic ?? statistic)))} AS statistic`,
  ];
}

/** What a name that is not listed is measured by. */
const NO_METRIC = "CAST(NULL AS VARCHAR)";

interface Meaning {
  metric: Sampled;
  unit: UnitName;
  statistic?: Statistic | undefined;
}

function longValues(long: LongColumns, mapping: Mapping, header: readonly string[]): string[] {
  const named = cellOf(header, long.metric_column);
  const unit = long.unit_column === undefined ? undefined : cellOf(header, long.unit_column);
  const { statistic, interval_seconds } = mapping;
  const names = Object.entries(long.names) as [string, Meaning][];
  const byName = (of: (meaning: Meaning) => string, otherwise: string) => {
    const [first, ...others] = new Set(names.map(([, meaning]) => of(meaning)));
    // Names that are not listed have no metric, so it matters nothing what else they have.
    if (first !== undefined && others.length === 0 && otherwise !== NO_METRIC) return first;
    return `CASE ${named} ${
      names.map(([name, meaning]) => `WHEN ${literal(name)} THEN ${of(meaning)}`).join(" ")
    } ELSE ${otherwise} END`;
  };
  const scale = (meaning: Meaning, part: keyof Scale) => {
    if (unit === undefined) return scaleOf(meaning.metric, meaning.unit, { interval_seconds })[part];
    const spelled = SPELLED.map(([spelling, name]) =>
      `WHEN ${literal(spelling)} THEN ${scaleOf(meaning.metric, name, { interval_seconds })[part]}`
    );
    return `CASE lower(replace(${unit}, ' ', '')) ${spelled.join(" ")} END`;
  };
  return [
    `${byName(({ metric }) => literal(metric), NO_METRIC)} AS metric`,
    `${named} AS named`,
    `${cellOf(header, long.value_column)} AS value_text`,
    `${byName((meaning) => scale(meaning, "factor"), "NULL")} AS factor`,
    `${byName((meaning) => scale(meaning, "divisor"), "1.0")} AS divisor`,
    `${byName((meaning) => literal(meaning.statistic ?? statistic), literal(statistic))} AS statistic`,
  ];
}

/** The table's values as the rules want them. @throws Refusal when the mapping and the table do not fit */
export function rawValues({ relation, header }: Cells, mapping: Mapping): string {
  const server = "column" in mapping.server
    ? cellOf(header, mapping.server.column)
    : literal(mapping.server.name);
  const values = mapping.wide !== undefined
    ? wideValues(mapping.wide, mapping, header)
    : longValues(mapping.long!, mapping, header);
  return `SELECT line, ${server} AS server, ${cellOf(header, mapping.time.column)} AS at_text,
    CAST(NULL AS DOUBLE) AS at_ms, CAST(NULL AS DOUBLE) AS value,
    ${mapping.interval_seconds ?? "CAST(NULL AS INTEGER)"} AS interval_seconds,
    ${values.join(",\n    ")}
  FROM (${relation})`;
}
