/** Writes data/samples/formats/FORMATS.md: what each format's metrics become, from the comments of the readers. */
import { READERS } from "../../../lib/ingest/readers/index.ts";

const LIB = new URL("../../../lib/ingest/readers/", import.meta.url);
const TO = new URL("../../../data/samples/formats/FORMATS.md", import.meta.url);

/** Files whose first comment says what becomes what, with the formats it is true of. */
const SECTIONS: readonly [file: string, formats: readonly string[]][] = [
  ["azure", ["azure", "azure-records"]],
  ["bitbrains", ["bitbrains"]],
  ["cloudwatch", ["cloudwatch-data", "cloudwatch-statistics", "cloudwatch-stream"]],
  ["datadog", ["datadog"]],
  ["prometheus_families", ["prometheus-json", "promtool"]],
  ["sysstat", ["sadf", "sadf-json"]],
  ["timestamp_value", ["timestamp-value"]],
  ["vrops_columns", ["vrops"]],
  ["zabbix_items", ["zabbix"]],
];

/** The text of the comment a file begins with. */
function opening(file: string): string {
  const source = Deno.readTextFileSync(new URL(`${file}.ts`, LIB));
  const comment = /^\/\*\*([\s\S]*?)\*\//.exec(source)?.[1] ?? "";
  return comment.split("\n").map((line) => line.replace(/^ \* ?/, "").trimEnd()).join("\n").trim();
}

export const documented = (): string[] => SECTIONS.flatMap(([, formats]) => formats).sort();

export function formatsText(): string {
  const sections = SECTIONS.map(([file, formats]) => {
    const named = READERS.filter(({ format }) => formats.includes(format));
    const titles = named.map(({ format, title }) => `- \`${format}\`: ${title}`).join("\n");
    return `## ${formats.join(", ")}\n\n${titles}\n\n${opening(file)}\n`;
  });
  return `# What becomes what

Which metric of which monitoring system becomes which of ours, in which unit and with which statistic. Written by
\`deno run -A tests/ingest/readers/formats.ts\` from the comments in \`lib/ingest/readers\`. What a source leaves open is
asked for and said with \`--map\`, as \`series: {"name": {server, metric, unit, statistic, interval_seconds}}\`; the reason
of each rejected value names what is missing.

${sections.join("\n")}`;
}

export const FORMATS_FILE = TO;

if (import.meta.main) Deno.writeTextFileSync(TO, formatsText());
