/** Dates as people's settings write them: the names of months in their language, day or month first. */
import { moment } from "./written.ts";

/** Which of two numbers before the year is the day. */
export type Order = "day first" | "month first";

// The first letters by which the months are told apart in English, German, French, Spanish, Italian, Portuguese.
const MONTHS: readonly RegExp[] = [
  /^(jan|jän|ene|gen)/,
  /^(feb|fév|fev)/,
  /^(mar|mär|mrz)/,
  /^(apr|avr|abr)/,
  /^(may|mai|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aoû|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott|out)/,
  /^(nov)/,
  /^(dec|dez|déc|dic)/,
];

const NAME = /\p{L}{3,}\.?/gu;
const CLOCK = /(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([ap])\.?\s?m\.?)?/i;
const NUMERIC = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})\b/;

const monthOf = (name: string): number => MONTHS.findIndex((pattern) => pattern.test(name.toLowerCase())) + 1;

/** Which order a date proves, when one of its numbers cannot be a month or dots say so; undefined when none. */
export function orderIn(text: string): Order | undefined {
  const [, first, mark, second] = NUMERIC.exec(text.replace(CLOCK, "").trim()) ?? [];
  if (first === undefined || second === undefined) return undefined;
  if (mark === "." || Number(first) > 12) return "day first";
  return Number(second) > 12 ? "month first" : undefined;
}

/**
 * A moment: milliseconds since 1970 where the text says its distance from UTC or is such a number, else local time
 * YYYY-MM-DDTHH:MM:SS; undefined when it is none or its order is not known.
 */
export function localTime(text: string, order: Order | undefined): number | string | undefined {
  const trimmed = text.trim();
  if (/^\d{13}$/.test(trimmed)) return Number(trimmed);
  const iso = moment(trimmed);
  if (iso !== undefined) return iso;
  const utc = /\b(UTC|GMT)\s*$/.test(trimmed) ? "Z" : "";
  const clock = clockOf(trimmed);
  const date = dateOf(trimmed.replace(CLOCK, " ").replace(/\b(UTC|GMT)\s*$/, "").trim(), order);
  return clock && date && moment(`${date}T${clock}${utc}`);
}

const two = (value: number): string => String(value).padStart(2, "0");

/** HH:MM:SS of the time of day in a text, midnight when there is none. */
function clockOf(text: string): string | undefined {
  const found = CLOCK.exec(text);
  if (!found) return "00:00:00";
  const [, written, minute, second = "00", half] = found;
  const hour = Number(written);
  if (half === undefined) return `${two(hour)}:${minute}:${second}`;
  if (hour < 1 || hour > 12) return undefined;
  return `${two(hour % 12 + (half.toLowerCase() === "p" ? 12 : 0))}:${minute}:${second}`;
}

function dateOf(text: string, order: Order | undefined): string | undefined {
  const numeric = NUMERIC.exec(text);
  if (numeric) {
    const [, first, mark, second, year = ""] = numeric;
    const known = mark === "." ? "day first" : orderIn(text) ?? order;
    if (known === undefined) return undefined;
    const [day, month] = known === "day first" ? [first, second] : [second, first];
    return `${year.length === 2 ? `20${year}` : year}-${two(Number(month))}-${two(Number(day))}`;
  }
  const month = [...text.matchAll(NAME)].map(([name]) => monthOf(name)).find((number) => number > 0);
  const numbers = text.match(/\d+/g) ?? [];
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  return month && year && day ? `${year}-${two(month)}-${two(Number(day))}` : undefined;
}
