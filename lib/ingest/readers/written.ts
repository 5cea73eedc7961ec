/** Numbers and times as extracts write them. */

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,4})?$/;

/** What a text says as a number, written with a decimal point; undefined when it is none. */
export function decimal(text: string): number | undefined {
  return DECIMAL.test(text) ? Number(text) : undefined;
}

/** As `decimal`, where a comma may stand for the point: of no use when commas also group thousands. */
export function decimalOrComma(text: string): number | undefined {
  return decimal(/^[^.,]*,[^.,]*$/.test(text) ? text.replace(",", ".") : text);
}

/** Whether a text stands for a value that is not finite: NaN, Inf, +Inf, -Infinity. */
export const isNotFinite = (text: string): boolean => /^[+-]?(nan|inf(inity)?)$/i.test(text);

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))? ?(Z|UTC|[+-]\d{2}:?\d{2})?$/;

/**
 * A moment written as ISO 8601, with T or a space: milliseconds since 1970 UTC where it says its distance from UTC,
 * local time YYYY-MM-DDTHH:MM:SS[.sss] where it does not, undefined when it is no moment.
 */
export function moment(text: string): number | string | undefined {
  const found = MOMENT.exec(text);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", zone] = found;
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = Date.parse(`${local}.${milliseconds}Z`);
  // Date.parse lets 2023-02-30 roll over into March.
  if (Number.isNaN(utc) || !new Date(utc).toISOString().startsWith(local)) return undefined;
  if (zone === undefined) return milliseconds === "000" ? local : `${local}.${milliseconds}`;
  return utc - minutesAhead(zone) * 60_000;
}

function minutesAhead(zone: string): number {
  if (zone === "Z" || zone === "UTC") return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith("-") ? -minutes : minutes;
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const CLOCK = /^(?:(\d+) days?, )?(\d{1,2}):(\d{2}):(\d{2})$/;

/** Seconds of a duration written PT5M, or 0:05:00 and 1 day, 0:00:00; undefined when it is none or zero. */
export function durationSeconds(text: string): number | undefined {
  const found = DURATION.exec(text) ?? CLOCK.exec(text);
  if (!found) return undefined;
  const [days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  const all = ((days ?? 0) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return all > 0 ? all : undefined;
}
