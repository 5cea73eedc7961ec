/**
 * The rules every value must pass, as SQL over a relation of raw values, whatever reader they come from. A raw value
 * has: line, server, at_text or at_ms, metric (null when it is none of ours), named (as the source calls it),
 * value_text or value, factor and divisor (null when the unit cannot be turned into ours), statistic,
 * interval_seconds.
 */
import { literal } from "../warehouse/bind.ts";

export interface Judging {
  /** Zone of times without one; undefined when nobody said. */
  timezone: string | undefined;
  /** iso, epoch_s, epoch_ms or a strptime pattern. */
  time_format: string;
  decimal: "." | ",";
  /** Milliseconds since 1970. */
  earliest: number;
  latest: number;
  max_percent: number;
  max_mbps: number;
}

const MS_PER_HOUR = 3_600_000;
/** Longest name of a server that is taken for one. */
const LONGEST_NAME = 256;

/** A number as people write it: with thousands marks, with a percent sign. Null when it is none. */
function written(decimal: "." | ","): string {
  const plain = decimal === "."
    ? String.raw`CASE WHEN regexp_full_match(trim(value_text), '[+-]?\d{1,3}(,\d{3})+(\.\d+)?%?')
        THEN TRY_CAST(replace(rtrim(trim(value_text), '%'), ',', '') AS DOUBLE)
      ELSE TRY_CAST(trim(rtrim(trim(value_text), '%')) AS DOUBLE) END`
    : String
      .raw`CASE WHEN regexp_full_match(trim(value_text), '[+-]?(\d+|\d{1,3}([. ''’]\d{3})+)(,\d+)?([eE][+-]?\d+)?\s*%?')
        THEN TRY_CAST(replace(regexp_replace(rtrim(trim(value_text), '% '), '[. ''’]', '', 'g'), ',', '.') AS DOUBLE)
      ELSE NULL END`;
  return decimal === "." ? `COALESCE(TRY_CAST(value_text AS DOUBLE), ${plain})` : plain;
}

/** Milliseconds no cast fails on. Far outside any date they are rejected as too old or in the future. */
const bounded = (ms: string): string =>
  // Of null and a number greatest and least take the number.
  `CASE WHEN ${ms} IS NOT NULL THEN CAST(greatest(-1e15, least(1e15, ${ms})) AS BIGINT) END`;

const SAYS_ZONE = String
  .raw`regexp_matches(at_text, ':\d{2}([.,]\d+)?\s*(Z|z|UTC|GMT|[+-]\d{2}(:?\d{2})?)$')`;

/** Expressions of a time: with a zone of its own, and of local time without one. */
function times(format: string): { zoned: string; local: string } {
  if (format === "epoch_s" || format === "epoch_ms") {
    const scale = format === "epoch_s" ? 1000 : 1;
    const ms = `round(TRY_CAST(at_text AS DOUBLE) * ${scale})`;
    return {
      zoned: bounded(ms),
      local: "CAST(NULL AS TIMESTAMP)",
    };
  }
  if (format === "iso") {
    return {
      zoned:
        `CASE WHEN at_text LIKE '%Z' OR ${SAYS_ZONE} THEN epoch_ms(TRY_CAST(at_text AS TIMESTAMPTZ)) END`,
      local: `CASE WHEN at_text LIKE '%Z' OR ${SAYS_ZONE} THEN NULL ELSE TRY_CAST(at_text AS TIMESTAMP) END`,
    };
  }
  const parsed = `try_strptime(at_text, ${literal(format)})`;
  if (format.includes("%z")) return { zoned: `epoch_ms(${parsed})`, local: "CAST(NULL AS TIMESTAMP)" };
  return { zoned: "CAST(NULL AS BIGINT)", local: parsed };
}

/** Local time in a zone as UTC; null without a zone. */
const utc = (zone: string | undefined): string =>
  zone === undefined ? "CAST(NULL AS BIGINT)" : `epoch_ms(timezone(${literal(zone)}, local))`;

const localOf = (zone: string, ms: string): string => `timezone(${literal(zone)}, epoch_ms_to_zone(${ms}))`;

/** Makes `epoch_ms_to_zone` known, the moment of milliseconds since 1970. */
export const PRELUDE =
  "CREATE OR REPLACE MACRO epoch_ms_to_zone(since) AS make_timestamptz(CAST(since AS BIGINT) * 1000)";

/**
 * One row per raw value: line, server, metric, statistic, interval_seconds, ms (since 1970 UTC), folded,
 * value, rule, reason (null: that of the rule), text.
 * `rule` is null for what may be kept; "empty" and "unmapped" are no faults but values left aside.
 */
export function judged(raw: string, judging: Judging): string {
  const { zoned, local } = times(judging.time_format);
  const zone = judging.timezone;
  const skipped = zone === undefined ? "FALSE" : `local IS NOT NULL AND ${localOf(zone, "ms")} <> local`;
  const folded = zone === undefined
    ? "FALSE"
    : `COALESCE(local IS NOT NULL AND ${localOf(zone, `ms - ${MS_PER_HOUR}`)} = local, FALSE)`;
  const isNetwork = "metric IN ('net_in', 'net_out')";
  return `
WITH raw AS (${raw}),
read AS (
  SELECT *, COALESCE(value, ${written(judging.decimal)}) AS figure,
    COALESCE(${bounded("at_ms")}, ${zoned}) AS zoned,
    CASE WHEN at_ms IS NULL THEN ${local} END AS local
  FROM raw
),
placed AS (SELECT *, COALESCE(zoned, ${utc(zone)}) AS ms, figure * factor / divisor AS converted FROM read),
ruled AS (
  SELECT *,
    CASE
      -- Nearly every value is sound, and is asked no more than this.
      WHEN metric IS NOT NULL AND ms BETWEEN ${judging.earliest} AND ${judging.latest} AND figure >= 0
        AND converted <= CASE WHEN ${isNetwork} THEN ${judging.max_mbps} ELSE ${judging.max_percent} END
        AND length(server) BETWEEN 1 AND ${LONGEST_NAME} AND NOT contains(server, '\uFFFD') AND trim(server) <> ''
        AND statistic NOT IN ('minimum', 'p50', 'p90') AND NOT (${skipped}) THEN NULL
      WHEN metric IS NULL OR statistic IN ('minimum', 'p50', 'p90') THEN 'unmapped'
      WHEN value IS NULL AND (value_text IS NULL OR trim(value_text) = '') THEN 'empty'
      WHEN contains(server, '\uFFFD') OR contains(value_text, '\uFFFD') THEN 'encoding'
      WHEN server IS NULL OR trim(server) = '' OR length(server) > ${LONGEST_NAME} THEN 'server'
      WHEN ms IS NULL AND local IS NOT NULL THEN 'time_zone'
      WHEN ms IS NULL THEN 'time'
      WHEN ${skipped} THEN 'skipped_hour'
      WHEN ms < ${judging.earliest} THEN 'too_old'
      WHEN ms > ${judging.latest} THEN 'future'
      WHEN figure IS NULL THEN 'value'
      WHEN NOT isfinite(figure) THEN 'not_finite'
      WHEN converted IS NULL OR NOT isfinite(converted) THEN 'unit'
      WHEN figure < 0 THEN 'negative'
      WHEN converted > CASE WHEN ${isNetwork} THEN ${judging.max_mbps} ELSE ${judging.max_percent} END THEN 'magnitude'
    END AS rule
  FROM placed
)
SELECT CAST(line AS BIGINT) AS line, trim(server) AS server, metric, statistic,
  TRY_CAST(interval_seconds AS INTEGER) AS interval_seconds, ms, ${folded} AS folded, converted AS value, rule,
  CAST(NULL AS VARCHAR) AS reason,
  CASE
    WHEN rule IS NULL OR rule = 'empty' THEN NULL
    WHEN rule = 'unmapped' THEN concat_ws(', ', named, CASE WHEN metric IS NOT NULL THEN statistic END)
    ELSE left(concat_ws(' | ', server, COALESCE(at_text, CAST(${bounded("at_ms")} AS VARCHAR)),
      COALESCE(named, metric), COALESCE(value_text, CAST(value AS VARCHAR))), 200)
  END AS text
FROM ruled`;
}

/** Each rule in words. */
export const REASONS: Readonly<Record<string, string>> = {
  structure: "must have as many cells as there are columns",
  encoding: "must be valid text",
  server: `must name a server, in at most ${LONGEST_NAME} letters`,
  time: "must have a time that can be read",
  time_zone: "must say its time zone, or --timezone must",
  skipped_hour: "must be a time there was: clocks were put forward over it",
  too_old: "must not be before the earliest day believed; is the time in another unit?",
  future: "must not be in the future; is the clock or the zone wrong?",
  value: "must be a number",
  not_finite: "must be a finite number",
  negative: "must not be negative",
  magnitude: "must be within what a machine can do; is the unit another?",
  unit: "must be in a unit that can be turned into ours, or come with a capacity",
  duplicate: "must be the only value of its server, metric and time; the last one in the file is kept",
};
