/** What the command `npm run forecast` is asked for. */
import { parseArgs } from "node:util";
import type { RegressionSettings } from "../models/regression/prepared.ts";
import { suggestion } from "../config/nearest.ts";
import { candidates } from "./candidates.ts";
import { type Combine, COMBINES } from "./combine.ts";
import type { Asked } from "./forecast.ts";
import { GLOBAL_MODELS } from "./global/train.ts";
import { Refusal, some } from "./refusal.ts";
import { type Frequency, GLOBAL, SEASONS } from "./settings.ts";

export interface Options {
  input: string;
  output: string;
  horizon: number;
  /** Absent: what the timestamps show. */
  frequency: Frequency | undefined;
  /** Absent: that of the frequency. */
  season: number | undefined;
  /** Percent of future values within each interval, ascending. */
  levels: readonly number[];
  /** Absent: those that are chosen among by default. */
  models: readonly string[] | undefined;
  combine: Combine;
  /** Country, or region of one, whose holidays models know; absent: none. */
  holidays: string | undefined;
  workers: number | undefined;
}

const FREQUENCIES = Object.keys(SEASONS) as Frequency[];
const OPTIONS = {
  input: { type: "string" },
  output: { type: "string" },
  horizon: { type: "string" },
  frequency: { type: "string" },
  season: { type: "string" },
  levels: { type: "string" },
  models: { type: "string" },
  combine: { type: "string" },
  holidays: { type: "string" },
  workers: { type: "string" },
  help: { type: "boolean" },
} as const;

function modelNames(regression: RegressionSettings): string[] {
  const models = FREQUENCIES.flatMap((of) => candidates(of, SEASONS[of].season, regression));
  return [...new Set([...models.map(({ name }) => name), ...GLOBAL_MODELS])].sort();
}

/** Those that are only chosen among when they are named. */
const NAMED_ONLY = GLOBAL_MODELS.filter((name) => !GLOBAL.by_default.includes(name));

export const help = (regression: RegressionSettings): string =>
  `Forecasts any panel of series with intervals.

  npm run forecast -- --input panel.csv --horizon 56 --output out.csv [options]

  --input FILE      CSV or Parquet with the columns unique_id, ds, y; ds a date or time, y a number or empty;
                    - for what is piped in
  --horizon N       steps ahead
  --output FILE     .csv or .parquet: unique_id, ds, model, mean and lo_NN, hi_NN of each level;
                    - for CSV on standard output
  --frequency F     ${FREQUENCIES.join(" or ")} (default: what the timestamps show)
  --season N        steps in a season; 1 for none (default: 7 daily; 24 hourly, and 168 beside it)
  --levels L,L      percent of future values each interval shall hold, 1 to 99 (default: 80,95)
  --models M,M      choose among these only (default: all but ${NAMED_ONLY.join(", ")})
  --combine C       ${COMBINES.join(", ")} of the best few models (default: ${COMBINES[0]}, half of each)
  --holidays P      country, or region of one, whose holidays models know: CH, US-NY, as date-holidays names them
                    (default: none)
  --workers N       side by side (default: one per core); the result does not depend on it
  --help            this text

Models: ${modelNames(regression).join(", ")}.
${
    GLOBAL_MODELS.join(", ")
  } learn from all series of the panel together and need ${GLOBAL.least_series} of them and
${GLOBAL.min_rows} steps; too small a panel leaves them out and says so. The others learn each series by itself.
All are compared on each series' own past; the best few are combined. A series that was never below zero is
not forecast below zero. A series too short to know its errors has no interval unless others of the panel lend it theirs.

How the panel is read:
- Rows may come in any order. Timestamps that are left out, and empty y, NaN, NA or null, are missing values.
- Columns may be parted by semicolons or tabs in place of commas, and y then have a decimal comma; capitals in the
  three names make no difference; other columns are not used. All of this is said on standard error.
- Times with a distance from UTC are counted, and forecast, in UTC; days keep the date that is written.
- Files are told by their content, not by their name; CSV may be packed by gzip.
- Refused, naming the rows: a timestamp twice in one series, steps other than a day or an hour, several frequencies
  in one panel, ds that is no date, y that is no number, infinite or beyond 1e150, series without any value.
Exit code 2 when the command or the panel is refused; nothing is written then.
`;

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least) {
    throw new Refusal(`Cannot use --${name} as it must be a whole number from ${least}: ${text}`);
  }
  return value;
}

function oneOf<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  throw new Refusal(
    `Cannot use --${name} as it must be one of ${allowed.join(", ")}: ${text}${suggestion(text, allowed)}`,
  );
}

function levelsOf(text: string): number[] {
  const levels = text.split(",").map((level) => wholeNumber("levels", level.trim(), 1));
  const wrong = levels.find((level) => level > 99);
  if (wrong !== undefined) throw new Refusal(`Cannot use --levels as each must be 1 to 99: ${wrong}`);
  return [...new Set(levels)].sort((a, b) => a - b);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new Refusal(
      `Cannot read the command: ${(error as Error).message}. See npm run forecast -- --help`,
    );
  }
}

/** Reads the command line. @throws Refusal naming the option and its rule */
export function readOptions(args: string[], regression: RegressionSettings): Options | "help" {
  const values = parsed(args);
  if (values.help) return "help";
  const { input, output, horizon } = values;
  if (input === undefined || output === undefined || horizon === undefined) {
    const missing = (["input", "horizon", "output"] as const).filter((name) => values[name] === undefined);
    throw new Refusal(
      `Cannot forecast as these options are needed: --${
        missing.join(", --")
      }. See npm run forecast -- --help`,
    );
  }
  if (output !== "-" && !/\.(csv|parquet)$/i.test(output)) {
    throw new Refusal(`Cannot use --output as its name must end in .csv or .parquet: ${output}`);
  }
  const names = modelNames(regression);
  return {
    input,
    output,
    horizon: wholeNumber("horizon", horizon, 1),
    frequency: values.frequency === undefined ? undefined : oneOf("frequency", values.frequency, FREQUENCIES),
    season: values.season === undefined ? undefined : wholeNumber("season", values.season, 1),
    levels: levelsOf(values.levels ?? "80,95"),
    models: values.models?.split(",").map((name) => oneOf("models", name.trim(), names)),
    combine: oneOf("combine", values.combine ?? COMBINES[0], COMBINES),
    holidays: values.holidays,
    workers: values.workers === undefined ? undefined : wholeNumber("workers", values.workers, 1),
  };
}

/** Names of models that the panel's frequency or season does not have. */
export function refuseModels({ frequency, season, models, regression }: Asked): void {
  const names = [...candidates(frequency, season, regression).map(({ name }) => name), ...GLOBAL_MODELS]
    .sort();
  const wrong = (models ?? []).filter((name) => !names.includes(name));
  if (wrong.length > 0) {
    throw new Refusal(
      `Cannot use --models as ${frequency} series with a season of ${season} have ${names.join(", ")}: ${
        some(wrong)
      }`,
    );
  }
}

/** Models that know holidays: of daily series, and of all. */
const KNOW_HOLIDAYS: readonly string[] = ["calendar_regression", "prophet", ...GLOBAL_MODELS];

/** Holidays that none of the models to choose among would know. */
export function refuseHolidays({ frequency, season, models, regression, holidays }: Asked): void {
  if (holidays === undefined) return;
  const all = [...candidates(frequency, season, regression).map(({ name }) => name), ...GLOBAL_MODELS];
  const chosen = models ?? all.filter((name) => !NAMED_ONLY.some((only) => only === name));
  const able = all.filter((name) => KNOW_HOLIDAYS.includes(name));
  if (chosen.some((name) => able.includes(name))) return;
  throw new Refusal(
    `Cannot use --holidays as --models must have one of ${able.join(", ")}, which know them: ${some(chosen)}`,
  );
}
