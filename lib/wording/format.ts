/** How numbers, shares, dates and names are written in answers and exports: as pages write them. */
import { METRIC_NAMES } from "../pipeline/schemas/columns.ts";

const LOCALE = "en-GB";
/** Written for a value that does not exist. */
export const NONE = "–";
/** Between a number and its unit, so that they never part at a line end. */
const THIN = "\u202f";

type Value = number | null | undefined;

/** A number with a fixed count of decimals, thousands grouped. */
export function number(value: Value, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const text = value.toLocaleString(LOCALE, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return text.replace(/^-(?=[0.,]*$)/, "").replace("-", "−");
}

/** A value that is already in percent: 72.4 → "72.4 %". */
export function percent(value: Value, decimals = 0): string {
  return withUnit(number(value, decimals), "%");
}

/** A threshold in percent with all of its decimals, so that none is rounded up to another: 99.9 → "99.9 %". */
export function exactPercent(value: Value): string {
  return percent(value, String(value).split(".")[1]?.length ?? 0);
}

/** A share of one, in percent: 0.724 → "72 %". */
export function share(value: Value, decimals = 0): string {
  return percent(value === null || value === undefined ? value : value * 100, decimals);
}

/** Bytes as kB or MB. */
export function bytes(value: Value): string {
  if (value === null || value === undefined) return NONE;
  if (value < 1e3) return withUnit(number(value), "B");
  return value < 1e6 ? withUnit(number(value / 1e3), "kB") : withUnit(number(value / 1e6, 1), "MB");
}

/** "1 server", "1,204 servers". */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : nouns}`;
}

/** A calendar day: 31 Dec 2025. Days are UTC throughout. */
export function day(value: Date | string | number | null | undefined): string {
  if (value === null || value === undefined) return NONE;
  return new Date(value).toLocaleDateString(LOCALE, {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** Days from now, in words a planner uses. */
export function inDays(value: Value): string {
  if (value === null || value === undefined) return "not within the horizon";
  if (value === 0) return "now";
  return `in ${plural(value, "day")}`;
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A name from the data in words: "weekday_mean" → "weekday mean". */
export function words(name: string): string {
  return name.replaceAll("_", " ");
}

const MODEL_NAMES: Readonly<Record<string, string>> = {
  prophet: "Prophet",
  mstl: "MSTL",
  theta: "Theta",
  holt_winters: "Holt-Winters",
  boosting_median: "boosting of medians",
  ensemble_weighted: "weighted ensemble",
  ensemble_median: "median ensemble",
};

/** Name of a model in running text. */
export function modelName(model: string): string {
  return MODEL_NAMES[model] ?? words(model);
}

/** A sentence that came with the data, with its names, days and percents as pages write them. */
export function inWords(sentence: string): string {
  const names: Readonly<Record<string, string>> = METRIC_NAMES;
  return sentence
    .replace(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g, (name) => names[name] ?? modelName(name))
    .replace(/\b\d{4}-\d\d-\d\d\b/g, day)
    .replace(/(\d) %/g, `$1${THIN}%`);
}

/** A sentence's beginning within another: "No size fits." → "no size fits."; "CPU is short." stays. */
export function continued(text: string): string {
  return /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** The first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Name of a metric in running text. */
export function metricName(metric: keyof typeof METRIC_NAMES): string {
  return METRIC_NAMES[metric];
}

/** An amount of money: "USD 22,667", never parted at a line end. */
export function usd(value: Value): string {
  return value === null || value === undefined ? NONE : `USD${THIN}${number(value)}`;
}

function withUnit(text: string, unit: string): string {
  return text === NONE ? NONE : `${text}${THIN}${unit}`;
}
