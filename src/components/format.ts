/** How numbers, shares, dates and names are written on every page. */

const LOCALE = "en-GB";
/** Written for a value that does not exist. */
export const NONE = "–";
/** Between a number and its unit, so that they never part at a line end. */
const THIN = "\u202f";

/** Making a format takes far longer than using it: one for each count of decimals. */
const NUMBERS: Intl.NumberFormat[] = [];
const DAYS = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

type Value = number | null | undefined;

/** A number with a fixed count of decimals, thousands grouped. */
export function number(value: Value, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  const text = (NUMBERS[decimals] ??= new Intl.NumberFormat(LOCALE, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })).format(value);
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

/** A share of one with its sign, for gains and losses: 0.26 → "+26 %". */
export function gain(value: Value, decimals = 0): string {
  const text = share(value, decimals);
  return value !== null && value !== undefined && value > 0 && !/^[0.,]+(?![\d.,])/.test(text)
    ? `+${text}`
    : text;
}

/** A value with its unit. */
export function quantity(value: Value, unit: string, decimals = 0): string {
  return withUnit(number(value, decimals), unit);
}

/** A value in the unit of a metric. */
export function measure(value: Value, metric: string, decimals = 0): string {
  return withUnit(number(value, decimals), metricUnit(metric));
}

/** An error or difference of a metric: points where the metric itself is in percent. */
export function difference(value: Value, metric: string, decimals = 1): string {
  return withUnit(number(value, decimals), metricUnit(metric) === "%" ? "points" : metricUnit(metric));
}

/** Bytes as kB or MB. */
export function bytes(value: Value): string {
  if (value === null || value === undefined) return NONE;
  if (value < 1e3) return withUnit(number(value), "B");
  return value < 1e6 ? withUnit(number(value / 1e3), "kB") : withUnit(number(value / 1e6, 1), "MB");
}

/** Seconds, finer when short. */
export function seconds(value: Value): string {
  if (value === null || value === undefined) return NONE;
  return withUnit(number(value, value < 10 ? 2 : 1), "s");
}

/** Days from now, in words a planner uses. */
export function inDays(value: Value): string {
  if (value === null || value === undefined) return "not within the horizon";
  if (value === 0) return "now";
  return `in ${plural(value, "day")}`;
}

/** "1 server", "1,204 servers". */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${number(count)} ${count === 1 ? noun : nouns}`;
}

/** A calendar day: 31 Dec 2025. Days are UTC throughout. */
export function day(value: Date | string | number | null | undefined): string {
  if (value === null || value === undefined) return NONE;
  return DAYS.format(new Date(value));
}

/** A calendar day as YYYY-MM-DD, for files and tables of data. */
export function isoDay(value: Date | string | number): string {
  return new Date(value).toISOString().slice(0, 10);
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

const METRIC_NAMES: Readonly<Record<string, string>> = {
  cpu_p95: "CPU",
  memory_p95: "memory",
  disk_p95: "disk",
  net_in_p95: "network in",
  net_out_p95: "network out",
};

/** Metrics in the order they are shown: the scarcest first, as planners read them. */
export function inMetricOrder(metrics: Iterable<string>): string[] {
  const order = Object.keys(METRIC_NAMES);
  const rank = (metric: string) => order.includes(metric) ? order.indexOf(metric) : order.length;
  return [...new Set(metrics)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Name of a metric in running text. */
export function metricName(metric: string): string {
  return METRIC_NAMES[metric] ?? metric;
}

/** Unit in which a metric is stored. */
export function metricUnit(metric: string): string {
  return metric.startsWith("net_") ? "Mbit/s" : "%";
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

const VERDICTS: Readonly<Record<string, string>> = {
  assessed: "good",
  warn: "with a warning",
  not_assessed: "not assessed",
};

/** What is thought of a series' data. */
export function verdictName(verdict: string): string {
  return VERDICTS[verdict] ?? words(verdict);
}

/** A sentence that came with the data, with its names and days as pages write them. */
export function inWords(sentence: string): string {
  return sentence
    .replace(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b/g, (name) => METRIC_NAMES[name] ?? modelName(name))
    .replace(/\b\d{4}-\d\d-\d\d\b/g, day)
    .replace(/(\d) %/g, `$1${THIN}%`);
}

/** A probability in whole percent; what is not certain is never rounded to certainty. */
export function chance(value: Value): string {
  if (value === null || value === undefined) return NONE;
  if (value > 0 && value < 0.005) return withUnit("< 1", "%");
  return value < 1 && value >= 0.995 ? withUnit("> 99", "%") : share(value);
}

/** A span of days ahead: "31-90" → "31–90". */
export function bandName(band: string): string {
  return band === "all" ? "all" : band.replace("-", "–");
}

/** The first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withUnit(text: string, unit: string): string {
  return text === NONE ? NONE : `${text}${THIN}${unit}`;
}
