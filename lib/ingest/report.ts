/** What a run says at its end: a table of files, what was rejected and why, what to do next. */

export interface FileOutcome {
  file: string;
  state: "taken in" | "unchanged" | "refused" | "empty";
  format: string;
  read: number;
  kept: number;
  quarantined: number;
  skipped: number;
  servers: number;
  metrics: readonly string[];
  /** Days, YYYY-MM-DD; empty when nothing was kept. */
  first: string;
  last: string;
  /** Days without a sample within a series' span, over all series. */
  gap_days: number;
  warnings: readonly string[];
}

export const refused = (file: string, reason: string): FileOutcome => ({
  file,
  state: "refused",
  format: "",
  read: 0,
  kept: 0,
  quarantined: 0,
  skipped: 0,
  servers: 0,
  metrics: [],
  first: "",
  last: "",
  gap_days: 0,
  warnings: [reason],
});

const HEADER = [
  "file",
  "format",
  "state",
  "read",
  "kept",
  "quarantined",
  "left aside",
  "servers",
  "metrics",
  "from",
  "to",
  "gap days",
];
const NUMBERS = new Set([3, 4, 5, 6, 7, 11]);
/** Files listed one by one; more are only counted. */
const LISTED = 200;
const NAME_WIDTH = 60;

const number = (value: number): string => value.toLocaleString("en");
// A name from outside must not steer the terminal.
const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "�");
const short = (name: string): string => name.length <= NAME_WIDTH ? name : "…" + name.slice(1 - NAME_WIDTH);

const cells = (outcome: FileOutcome): string[] => [
  short(printable(outcome.file)),
  outcome.format,
  outcome.state,
  ...[outcome.read, outcome.kept, outcome.quarantined, outcome.skipped, outcome.servers].map(number),
  outcome.metrics.join(" "),
  outcome.first,
  outcome.last,
  number(outcome.gap_days),
];

/** Columns as wide as their widest cell, numbers to the right. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) =>
      NUMBERS.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)
    )
      .join("  ").trimEnd()
  );
}

const sum = (outcomes: readonly FileOutcome[], of: (outcome: FileOutcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);

/** The end of a run, line by line. */
export function reportLines(outcomes: readonly FileOutcome[]): string[] {
  if (outcomes.length === 0) return [];
  const shown = outcomes.length <= LISTED ? outcomes : outcomes.filter(({ state }) => state === "refused");
  const total = [
    `${outcomes.length} files`,
    "",
    "",
    ...[
      sum(outcomes, ({ read }) => read),
      sum(outcomes, ({ kept }) => kept),
      sum(outcomes, ({ quarantined }) => quarantined),
      sum(outcomes, ({ skipped }) => skipped),
    ].map(number),
    "",
    [...new Set(outcomes.flatMap(({ metrics }) => metrics))].sort().join(" "),
    outcomes.map(({ first }) => first).filter((day) => day !== "").sort()[0] ?? "",
    outcomes.map(({ last }) => last).sort().at(-1) ?? "",
    number(sum(outcomes, ({ gap_days }) => gap_days)),
  ];
  const warnings = outcomes.flatMap(({ file, state, warnings }) =>
    warnings.map((warning) => printable(state === "refused" ? `refused: ${warning}` : `${file}: ${warning}`))
  );
  return [...aligned([HEADER, ...shown.map(cells), ...(outcomes.length > 1 ? [total] : [])]), ...warnings];
}

/** Whether a run came to nothing or left a file out: the command's exit code tells. */
export const failed = (outcomes: readonly FileOutcome[]): boolean =>
  outcomes.some(({ state }) => state === "refused" || state === "empty");

/** History the default horizon of half a year needs to be tested on. */
const LONG_DAYS = 400;
const MS_PER_DAY = 86_400_000;

/** The profile that fits the history that was taken in. */
export function profileFor(files: readonly { first: string; last: string }[]): "ingested" | "ingested_month" {
  const first = Math.min(...files.map(({ first }) => Date.parse(first)));
  const last = Math.max(...files.map(({ last }) => Date.parse(last)));
  return (last - first) / MS_PER_DAY >= LONG_DAYS ? "ingested" : "ingested_month";
}
