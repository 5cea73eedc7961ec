/** What the command `npm run detect` is asked for. */
import { parseArgs } from "node:util";
import type { Settings } from "../config/settings.ts";
import { suggestion } from "../config/nearest.ts";
import { Refusal } from "../panel/refusal.ts";

type Thresholds = Settings["anomalies"]["detection"]["thresholds"];
export type Profile = keyof Thresholds;

export interface Options {
  input: string;
  output: string;
  /** Step between rows, ms; undefined for whatever the timestamps show. */
  step: number | undefined;
  profile: Profile;
  /** Absent: that of the profile. */
  threshold: number | undefined;
  /** Flags per series within 30 days; absent: as many as reach the threshold. */
  budget: number | undefined;
  workers: number | undefined;
}

const PROFILES: readonly Profile[] = ["standard", "low_fp", "low_fn"];
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  hourly: 3_600_000,
  daily: 86_400_000,
};
const OPTIONS = {
  input: { type: "string" },
  output: { type: "string" },
  frequency: { type: "string" },
  profile: { type: "string" },
  threshold: { type: "string" },
  budget: { type: "string" },
  workers: { type: "string" },
  help: { type: "boolean" },
} as const;

export const help = (thresholds: Thresholds): string =>
  `Scores every point of any panel of series for how anomalous it is, from the points up to it only.

  npm run detect -- --input panel.csv --output out.csv [options]

  --input FILE      CSV (also .gz) or Parquet, - for what is piped in: unique_id, ds, y; or timestamp, value for one
                    series named by the file. ds a date or time at any spacing, y a number or empty; other columns are left out
  --output FILE     .csv or .parquet: unique_id, ds, y, score, flagged, method, direction, explanation,
                    one row per row of the input, in its order
  --frequency F     what the step should be: hourly, daily, 30s, 5min, 2h, 1d; refused when most steps differ
                    (default: whatever the timestamps show, regular or not)
  --profile P       ${PROFILES.join(", ")}: flagged from a score of ${
    PROFILES.map((name) => thresholds[name]).join(", ")
  } (default: standard)
  --threshold X     flagged from this score instead, 0 to 1
  --budget N        at most N flagged per series within 30 days (default: no limit)
  --workers N       side by side (default: one per core); the result does not depend on it
  --help            this text

Scores lie from 0 to 1; 0.5 is where the standard profile flags. An anomaly scores at its onset, and again only when
it grows worse. The first hundred or so points of a series teach what is usual. Empty y has no score. Rows may be in
any order; a timestamp may come twice, as where a clock was put back. Settings: config/anomalies.yaml.
Exit code 2 when the command or the panel is refused; nothing is written then.
`;

function number(name: string, text: string, rule: string, holds: (value: number) => boolean): number {
  const value = Number(text);
  if (text.trim() === "" || !holds(value)) {
    throw new Refusal(`Cannot use --${name} as it must be ${rule}: ${text}`);
  }
  return value;
}

const wholeNumber = (name: string, text: string): number =>
  number(name, text, "a whole number from 1", (value) => Number.isInteger(value) && value >= 1);

function stepOf(text: string): number {
  const match = /^(\d*)\s*(s|min|h|d|hourly|daily)$/.exec(text);
  const count = match === null || match[1] === "" ? 1 : Number(match[1]);
  if (match === null || count < 1) {
    throw new Refusal(
      `Cannot use --frequency as it must be hourly, daily or like 30s, 5min, 2h, 1d: ${text}`,
    );
  }
  return count * UNITS[match[2]!]!;
}

function profileOf(text: string): Profile {
  const found = PROFILES.find((name) => name === text.replaceAll("-", "_"));
  if (found !== undefined) return found;
  throw new Refusal(
    `Cannot use --profile as it must be one of ${PROFILES.join(", ")}: ${text}${suggestion(text, PROFILES)}`,
  );
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new Refusal(`Cannot read the command: ${(error as Error).message}. See npm run detect -- --help`);
  }
}

/** Reads the command line. @throws Refusal naming the option and its rule */
export function readOptions(args: string[]): Options | "help" {
  const values = parsed(args);
  if (values.help) return "help";
  const { input, output, frequency, threshold, budget, workers } = values;
  if (input === undefined || output === undefined) {
    const missing = (["input", "output"] as const).filter((name) => values[name] === undefined);
    throw new Refusal(
      `Cannot detect as these options are needed: --${missing.join(", --")}. See npm run detect -- --help`,
    );
  }
  if (!/\.(csv|parquet)$/i.test(output)) {
    throw new Refusal(`Cannot use --output as its name must end in .csv or .parquet: ${output}`);
  }
  return {
    input,
    output,
    step: frequency === undefined ? undefined : stepOf(frequency),
    profile: profileOf(values.profile ?? "standard"),
    threshold: threshold === undefined
      ? undefined
      : number("threshold", threshold, "from 0 to 1", (value) => value >= 0 && value <= 1),
    budget: budget === undefined ? undefined : wholeNumber("budget", budget),
    workers: workers === undefined ? undefined : wholeNumber("workers", workers),
  };
}
