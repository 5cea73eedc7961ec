/** What the choice of models rests on, read from the warehouse. */
import type { Metric } from "../../pipeline/schemas/columns.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import { BASELINE, isNaive, simplicity } from "../models.ts";
import { errorsByDay } from "./errors.ts";
import { commonErrors, type Expected, expectedErrors, lowest, type SeriesErrors } from "./expected.ts";
import type { LastingSettings } from "./lasting.ts";
import type { Candidate } from "./rank.ts";
import type { KnownSeries } from "./select.ts";

/** Each series on each day forecasts were or are made. Today's verdict says nothing of past days. */
const SERIES_QUERY = `
WITH today AS (
  SELECT max(date) AS today FROM observations
),
known AS (
  SELECT known_at FROM scores
  UNION
  SELECT today FROM today
),
history AS (
  SELECT observations.server_id, observations.metric, known_at,
    CAST(count(value) AS INTEGER) AS days,
    min(value) = max(value) AS constant
  FROM known JOIN observations ON observations.date <= known_at
  GROUP BY observations.server_id, observations.metric, known_at
)
SELECT history.server_id, history.metric, CAST(known_at AS VARCHAR) AS known_at, days,
  COALESCE(constant, FALSE) AS constant,
  CASE WHEN known_at = today AND verdict = 'not_assessed' THEN reason END AS refused
FROM history
CROSS JOIN today
JOIN quality ON quality.server_id = history.server_id AND quality.metric = history.metric
ORDER BY history.server_id, history.metric, known_at`;

/** Errors of each model on the days of the baseline; a model not scored on all of them is left out. */
const SCORES_QUERY = `
SELECT scores.server_id, scores.metric, CAST(scores.known_at AS VARCHAR) AS known_at, scores.model, scores.cutoffs, scores.days,
  scores.mae
FROM scores
JOIN scores AS base
  ON base.server_id = scores.server_id AND base.metric = scores.metric AND base.known_at = scores.known_at
  AND base.model = '${BASELINE}' AND base.days = scores.days
WHERE scores.model <> 'oracle'
ORDER BY scores.server_id, scores.metric, scores.known_at, scores.model`;

interface SeriesRecord extends Record<string, string | number | boolean | null> {
  server_id: string;
  metric: Metric;
  known_at: string;
  days: number;
  constant: boolean;
  refused: string | null;
}

interface ScoreRecord extends Record<string, string | number | null> {
  server_id: string;
  metric: Metric;
  known_at: string;
  model: string;
  cutoffs: number;
  days: number;
  mae: number;
}

/** What was known of the series of a metric on a day. */
interface Knowledge {
  errors: ReadonlyMap<string, SeriesErrors>;
  expected: Expected;
  bestNaive: string | null;
}

function knowledgeOf(errors: ReadonlyMap<string, SeriesErrors>, settings: LastingSettings): Knowledge {
  const all = [...errors.values()];
  const naive = [...commonErrors(all)].filter(([model]) => isNaive(model));
  return { errors, expected: expectedErrors(all, settings), bestNaive: lowest(naive) ?? null };
}

function candidatesOf(series: SeriesErrors, expected: Expected): Candidate[] {
  return [...series]
    .map(([model, { mae }]) => ({ model, naive: isNaive(model), mae, expected: expected(series, model) }))
    .sort((a, b) => simplicity(a.model) - simplicity(b.model));
}

/** Every series as it was known on each day a forecast was or is made. */
export async function readKnownSeries(
  warehouse: Warehouse,
  settings: LastingSettings,
): Promise<KnownSeries[]> {
  const series = await warehouse.query<SeriesRecord>(SERIES_QUERY);
  const scores = await warehouse.query<ScoreRecord>(SCORES_QUERY);
  const compared = new Map(
    scores.map((score) => [`${score.server_id}/${score.metric}/${score.known_at}`, score]),
  );
  const known = new Map(
    [...Map.groupBy(scores, ({ metric }) => metric)].flatMap(([metric, ofMetric]) =>
      [...errorsByDay(ofMetric)].map(([day, errors]) => [`${metric}/${day}`, knowledgeOf(errors, settings)])
    ),
  );
  return series.map((record) => {
    const { server_id, metric, known_at } = record;
    const { cutoffs, days } = compared.get(`${server_id}/${metric}/${known_at}`) ?? { cutoffs: 0, days: 0 };
    const knowledge = known.get(`${metric}/${known_at}`);
    const errors = knowledge?.errors.get(server_id);
    return {
      ...record,
      cutoffs,
      comparedDays: days,
      candidates: errors === undefined ? [] : candidatesOf(errors, knowledge!.expected),
      bestNaive: knowledge?.bestNaive ?? null,
    };
  });
}
