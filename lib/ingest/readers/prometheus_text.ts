/**
 * What promtool prints: `promtool tsdb dump`, a line {labels} value milliseconds per value, and `promtool query`, the
 * series on a line with =>, then a line value @[seconds] per value. What becomes what: `prometheus_families.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import { Ledger } from "./ledger.ts";
import { MOST_HELD } from "./parts.ts";
import { type Point, Prometheus } from "./prometheus.ts";
import type { Labels } from "./prometheus_families.ts";

const DUMPED = /^(\{.*\}) (\S+) (-?\d+)$/;
const SERIES = /^([a-zA-Z_:][\w:]*)?(\{.*\})? =>(?: (\S+) @\[([\d.]+)\])?\s*$/;
const POINT = /^(\S+) @\[([\d.]+)\]$/;
const LABEL = /\s*([a-zA-Z_]\w*)\s*=\s*("(?:[^"\\]|\\.)*")\s*(?:,|$)/y;

/** Labels written {a="b", c="d"}; undefined when they are not. */
export function labelsOf(text: string): Labels | undefined {
  const inner = text.slice(1, -1);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < inner.length; at = LABEL.lastIndex) {
    const found = LABEL.exec(inner);
    if (!found) return undefined;
    try {
      labels[found[1]!] = String(JSON.parse(found[2]!));
    } catch {
      return undefined;
    }
  }
  return labels;
}

/** A series that is being read. */
interface Open {
  name: string;
  labels: Labels;
  points: Point[];
}

export const prometheusText: StreamReader = {
  kind: "stream",
  format: "promtool",
  title: "Prometheus, as promtool prints it",
  recognise({ text }: Head) {
    const first = /^[^\r\n]*/.exec(text)?.[0] ?? "";
    return DUMPED.test(first) || SERIES.test(first) ? 1 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const prometheus = new Prometheus(ledger, source.name, told);
    let open: Open = { name: "", labels: {}, points: [] };
    for await (const { number, text } of source.lines()) {
      if (text.trim() === "") continue;
      const line = lineOf(text, open.name);
      if (line === undefined) {
        ledger.met();
        ledger.reject(
          number,
          text,
          "structure",
          "a line must be one of promtool tsdb dump or promtool query",
        );
        continue;
      }
      if (line.name !== open.name) {
        yield* prometheus.series(open.labels, open.points);
        open = { name: line.name, labels: line.labels ?? {}, points: [] };
      }
      if (line.point) open.points.push(line.point);
      if (open.points.length > MOST_HELD) {
        throw new Refusal(
          `Cannot read ${source.name} as a series must have at most ${MOST_HELD} values: at line ${number} it has more`,
        );
      }
      yield* ledger.full();
    }
    yield* prometheus.series(open.labels, open.points);
    yield* prometheus.settle();
    yield* ledger.rest();
  },
};

/** What a line says; its series by its own name, or the one that is open. */
function lineOf(text: string, open: string): { name: string; labels?: Labels; point?: Point } | undefined {
  const dumped = DUMPED.exec(text);
  if (dumped) return named(dumped[1]!, "", dumped[1]!, [Number(dumped[3]) / 1000, dumped[2]]);
  const point = POINT.exec(text);
  if (point && open !== "") return { name: open, point: [Number(point[2]), point[1]] };
  const series = SERIES.exec(text);
  if (!series) return undefined;
  const [, name = "", labels = "{}", value, seconds] = series;
  return named(text, name, labels, value === undefined ? undefined : [Number(seconds), value]);
}

function named(key: string, name: string, written: string, point: Point | undefined) {
  const labels = labelsOf(written);
  if (labels === undefined) return undefined;
  return { name: key, labels: name === "" ? labels : { ...labels, __name__: name }, ...(point && { point }) };
}
