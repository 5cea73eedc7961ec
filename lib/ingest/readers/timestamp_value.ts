/**
 * `timestamp,value` as the Numenta Anomaly Benchmark keeps CloudWatch's averages: a file per machine and metric, times
 * without a zone. Only the name of the file says what it holds: `ec2_cpu_utilization_24ae8d.csv` is the processor use in
 * percent of ec2_24ae8d. Other metrics are asked for.
 */
import type { Head, TableReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import { instanceIn } from "./cloudwatch.ts";
import { stemOf } from "./names.ts";
import { moment } from "./written.ts";

const PROCESSOR = /_?cpu_?util(?:ization)?/i;

export const timestampValue: TableReader = {
  kind: "table",
  format: "timestamp-value",
  title: "timestamp,value with a file per machine (NAB)",
  recognise: ({ text }: Head) => /^timestamp,value\r?\n/.test(text) ? 0.95 : 0,
  mapping({ name, text }) {
    const stem = stemOf(name);
    if (!PROCESSOR.test(stem)) {
      throw new Refusal(
        `Cannot tell what ${name} measures as the name of a timestamp,value file must say so (cpu_utilization): ` +
          "say it with --map, with server, time and the metric and unit of the column value",
      );
    }
    return {
      separator: ",",
      decimal: ".",
      skip_lines: 0,
      server: { name: instanceIn(stem) ?? (stem.replace(PROCESSOR, "") || stem) },
      time: { column: "timestamp", format: "iso" },
      statistic: "average",
      interval_seconds: shortestStep(text),
      wide: [{ column: "value", metric: "cpu", unit: "percent" }],
    };
  },
};

/** Seconds between neighbouring rows of the beginning, the shortest of them. */
function shortestStep(text: string): number | null {
  const times = text.split(/\r?\n/).slice(1, 100).map((line) => {
    const at = moment(line.split(",")[0] ?? "");
    return typeof at === "string" ? Date.parse(`${at}Z`) : at ?? NaN;
  });
  const steps = times.slice(1).map((at, index) => (at - times[index]!) / 1000).filter((step) => step > 0);
  return steps.length > 0 ? Math.round(Math.min(...steps)) : null;
}
