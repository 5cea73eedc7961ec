/**
 * Traces of the Grid Workloads Archive, GWA-T-12 Bitbrains: a file per machine, which its name tells, a row every five
 * minutes, ";<tab>" between columns.
 *
 * | column | our metric | unit |
 * |---|---|---|
 * | CPU usage [MHZ] of CPU capacity provisioned [MHZ] | cpu | MHz |
 * | Memory usage [KB] of Memory capacity provisioned [KB] | memory | kB |
 * | Network received throughput [KB/s], Network transmitted throughput [KB/s] | net_in, net_out | kB per second |
 *
 * The header says "Timestamp [ms]", but the traces hold seconds: the size of the number decides. A machine without
 * capacity is switched off and has no use. Throughput of disks says nothing about how full they are.
 */
import type { Head, StreamReader } from "../reader.ts";
import type { Sample } from "../sample.ts";
import { type SeriesMap, toldOf } from "../series.ts";
import { Ledger } from "./ledger.ts";
import { stemOf } from "./names.ts";
import { decimal } from "./written.ts";

const INTERVAL = 300;

/** Milliseconds since 1970 have passed this in 1973, seconds will in the year 5138. */
const MOST_SECONDS = 1e11;

interface Use {
  metric: Sample["metric"];
  unit: Sample["unit"];
  value: string;
  capacity?: string;
}

const USES: readonly Use[] = [
  { metric: "cpu", unit: "MHz", value: "cpu usage [mhz]", capacity: "cpu capacity provisioned [mhz]" },
  { metric: "memory", unit: "kB", value: "memory usage [kb]", capacity: "memory capacity provisioned [kb]" },
  { metric: "net_in", unit: "kB/s", value: "network received throughput [kb/s]" },
  { metric: "net_out", unit: "kB/s", value: "network transmitted throughput [kb/s]" },
];

const cellsOf = (line: string): string[] => line.split(";").map((cell) => cell.trim());

export const bitbrains: StreamReader = {
  kind: "stream",
  format: "bitbrains",
  title: "Bitbrains, Grid Workloads Archive T-12",
  recognise: ({ text }: Head) =>
    /^Timestamp \[ms\];\s*CPU cores;\s*CPU capacity provisioned \[MHZ\];/i.test(text) ? 1 : 0,
  async *read(source, told) {
    const ledger = new Ledger();
    const server = serverOf(source.name, told);
    let columns: readonly string[] = [];
    for await (const { number, text } of source.lines()) {
      if (text.trim() === "") continue;
      if (columns.length === 0) columns = cellsOf(text.toLowerCase());
      else readRow(ledger, server, columns, number, text);
      yield* ledger.full();
    }
    yield* ledger.rest();
  },
};

const serverOf = (name: string, told: SeriesMap): string =>
  toldOf(told, name, stemOf(name)).server ?? stemOf(name);

function readRow(
  ledger: Ledger,
  server: string,
  columns: readonly string[],
  line: number,
  text: string,
): void {
  const cells = cellsOf(text);
  const cell = (column: string): string => cells[columns.indexOf(column)] ?? "";
  const time = decimal(cells[0] ?? "");
  if (cells.length !== columns.length || time === undefined) {
    ledger.met();
    const rule = time === undefined ? "time" : "structure";
    const why = time === undefined
      ? `a timestamp must be a number: "${cells[0]}"`
      : `a row must have ${columns.length} columns: it has ${cells.length}`;
    return ledger.reject(line, text, rule, why);
  }
  const at = Math.round(time < MOST_SECONDS ? time * 1000 : time);
  for (const use of USES.filter(({ value }) => columns.includes(value))) {
    ledger.met();
    const value = decimal(cell(use.value));
    const capacity = use.capacity === undefined ? undefined : decimal(cell(use.capacity));
    if (value === undefined || (use.capacity !== undefined && capacity === undefined)) {
      ledger.reject(
        line,
        text,
        "value",
        `${use.value} and its capacity must be numbers: "${cell(use.value)}"`,
      );
    } else if (capacity === 0) ledger.skip(`${use.metric} of a machine that is switched off`);
    else {
      ledger.sample({
        server,
        at,
        metric: use.metric,
        value,
        unit: use.unit,
        ...(capacity !== undefined && { capacity }),
        statistic: "average",
        interval_seconds: INTERVAL,
        line,
      });
    }
  }
}
