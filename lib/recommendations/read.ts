/** What recommendations rest on, read from the warehouse. */
import type { Settings } from "../config/settings.ts";
import { type Metric, METRIC_NAMES } from "../pipeline/schemas/columns.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import { PLANNED } from "../scenarios/planned.ts";
import { type Profile, RESOURCES } from "./hosts.ts";
import type { Fleet, NotAssessed } from "./plan.ts";
import { type Evidence, type InstanceType, type Need, type Posture, POSTURES } from "./size.ts";

type Rules = Settings["recommendations"];

/** Without these nothing can be said of a server; the others are used where they are known. */
const NEEDED: readonly Metric[] = ["cpu_p95", "memory_p95"];

interface ServerRecord extends Row {
  server_id: string;
  business_unit: string;
  region: string;
  environment: string;
  criticality: string;
  archetype: string;
  service: string;
  instance_type: string;
  disk_gib: number | null;
  usd_per_month: number | null;
  pool: number;
}

const SERVERS_QUERY = `
SELECT server_id, business_unit, region, environment, criticality, archetype, service, instance_type, disk_gib,
  usd_per_month,
  CAST(count(*) OVER (PARTITION BY service, archetype, region, environment) AS INTEGER) AS pool
FROM servers
ORDER BY server_id`;

interface SeriesRecord extends Row {
  server_id: string;
  metric: Metric;
  verdict: string;
  reason: string;
  level: string;
  days: number;
  /** Load of the busy days of the window, and the highest maximum where there is one. */
  busy: number | null;
  highest: number | null;
  p50: number | null;
  p90: number | null;
  p95: number | null;
  p975: number | null;
}

/** One row per series: what it was over the window, and the highest day of each forecast quantile. */
const seriesQuery = ({ window_days, busy_quantile }: Rules): string => `
WITH extent AS (
  SELECT max(date) - INTERVAL ${window_days} DAY AS before FROM observations
),
past AS (
  SELECT server_id, metric, count(value) AS days, quantile_cont(value, ${busy_quantile}) AS busy
  FROM observations JOIN extent ON observations.date > extent.before
  WHERE flag IN ('observed', 'capped')
  GROUP BY server_id, metric
),
maxima AS (
  SELECT server_id, max(memory_max) AS memory_max, max(disk_max) AS disk_max
  FROM telemetry JOIN extent ON telemetry.date > extent.before
  GROUP BY server_id
),
ahead AS (
  SELECT server_id, metric, max(p50) AS p50, max(p90) AS p90, max(p95) AS p95, max(p975) AS p975
  FROM ${PLANNED} AS planned
  GROUP BY server_id, metric
)
SELECT quality.server_id, quality.metric, quality.verdict, quality.reason, risk.level,
  CAST(COALESCE(days, 0) AS INTEGER) AS days, busy,
  CASE quality.metric WHEN 'memory_p95' THEN memory_max WHEN 'disk_p95' THEN disk_max END AS highest,
  p50, p90, p95, p975
FROM quality
JOIN risk ON risk.server_id = quality.server_id AND risk.metric = quality.metric
LEFT JOIN past ON past.server_id = quality.server_id AND past.metric = quality.metric
LEFT JOIN maxima ON maxima.server_id = quality.server_id
LEFT JOIN ahead ON ahead.server_id = quality.server_id AND ahead.metric = quality.metric
ORDER BY quality.server_id, quality.metric`;

const burstsQuery = ({ window_days }: Rules): string => `
SELECT server_id, cpu_max
FROM telemetry
WHERE cpu_max IS NOT NULL AND date > (SELECT max(date) - INTERVAL ${window_days} DAY FROM telemetry)
ORDER BY server_id, date`;

/** Highest forecast of each week, at the quantile recommended by. A week cut short by the horizon counts too. */
const profilesQuery = ({ postures }: Rules): string => `
WITH first_day AS (
  SELECT min(date) AS first_date FROM forecasts
)
SELECT server_id, metric, CAST(date_diff('day', first_date, date) // 7 AS INTEGER) AS week, max(${postures.expected}) AS load
FROM ${PLANNED} AS planned CROSS JOIN first_day
GROUP BY server_id, metric, week
ORDER BY server_id, metric, week`;

/** First day after the last observation outside the freeze, by region. */
const earliestQuery = ({ change_freeze }: Rules): string => {
  const frozen = change_freeze.map((kind) => `is_${kind}`);
  return `
SELECT region, CAST(min(date) AS VARCHAR) AS earliest
FROM calendar
WHERE date > (SELECT max(date) FROM observations)${frozen.map((flag) => ` AND NOT ${flag}`).join("")}
GROUP BY region
ORDER BY region`;
};

function grouped<T extends { server_id: string }>(records: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const group = groups.get(record.server_id);
    if (group === undefined) groups.set(record.server_id, [record]);
    else group.push(record);
  }
  return groups;
}

type Series = ReadonlyMap<Metric, SeriesRecord>;

/** Why nothing can be said of a server; undefined when it can. */
function refusal(
  { instance_type }: ServerRecord,
  series: Series,
  now: InstanceType | undefined,
): string | undefined {
  for (const metric of NEEDED) {
    const name = METRIC_NAMES[metric];
    const found = series.get(metric);
    if (found === undefined) return `Not assessed: ${name} is not measured.`;
    if (found.verdict === "not_assessed") {
      return `Not assessed: its ${name} could not be judged. ${found.reason}`;
    }
    if (found.p50 === null || found.busy === null) return `Not assessed: ${name} has no forecast.`;
  }
  if (now !== undefined) return undefined;
  return instance_type === "unknown"
    ? "Not assessed: its size is not known."
    : `Not assessed: the catalogue has no ${instance_type}.`;
}

/** The higher of what was and what may come, in the metric's unit; null when not known. */
function most(series: SeriesRecord | undefined, posture: Posture, { postures }: Rules): number | null {
  if (series === undefined || series.verdict === "not_assessed") return null;
  const ahead = series[postures[posture]];
  return ahead === null ? null : Math.max(ahead, series.highest ?? series.busy ?? ahead);
}

function needOf(
  series: Series,
  server: ServerRecord,
  now: InstanceType,
  posture: Posture,
  rules: Rules,
): Need {
  const of = (metric: Metric) => most(series.get(metric), posture, rules);
  const disk = of("disk_p95");
  const network = [of("net_in_p95"), of("net_out_p95")].filter((value) => value !== null);
  return {
    cpu: of("cpu_p95")! * now.vcpu / 100,
    memory: of("memory_p95")! * now.memory_gib / 100,
    disk: disk === null || server.disk_gib === null ? null : disk * server.disk_gib / 100,
    network: network.length === 0 ? null : Math.max(...network),
  };
}

function evidenceOf(
  server: ServerRecord,
  series: Series,
  now: InstanceType,
  bursts: readonly number[],
  rules: Rules,
): Evidence {
  const { instance_type: _, usd_per_month: __, ...described } = server;
  const all = [...series.values()];
  return {
    ...described,
    now,
    needs: Object.fromEntries(
      POSTURES.map((posture) => [posture, needOf(series, server, now, posture, rules)]),
    ) as Evidence["needs"],
    bursts: Float64Array.from(bursts, (pct) => pct * now.vcpu / 100),
    days: Math.min(...NEEDED.map((metric) => series.get(metric)!.days)),
    warned: NEEDED.some((metric) => series.get(metric)!.verdict === "warn"),
    at_risk: all.filter(({ level }) => level === "high" || level === "very_high")
      .map(({ metric }) => METRIC_NAMES[metric]),
  };
}

interface WeekRecord extends Row {
  server_id: string;
  metric: Metric;
  week: number;
  load: number;
}

const PROFILE_METRICS: readonly Metric[] = ["cpu_p95", "memory_p95", "net_in_p95", "net_out_p95"];

/** A server's load by resource and week, in units of capacity; network that is not measured counts as none. */
function profileOf(weeks: readonly WeekRecord[], now: InstanceType, steps: number): Profile {
  const profile = new Float64Array(RESOURCES.length * steps);
  for (const { metric, week, load } of weeks) {
    const resource = PROFILE_METRICS.indexOf(metric);
    if (resource < 0) continue;
    const capacity = metric === "cpu_p95"
      ? now.vcpu / 100
      : metric === "memory_p95"
      ? now.memory_gib / 100
      : 1;
    profile[resource * steps + week] = load * capacity;
  }
  return profile;
}

/** Reads the fleet, what is known of each server, and the catalogue. */
export async function readFleet(warehouse: Warehouse, rules: Rules): Promise<Fleet> {
  const catalogue = await warehouse.query<InstanceType & Row>(
    "SELECT * FROM catalogue ORDER BY instance_type",
  );
  const types = new Map(catalogue.map((type) => [type.instance_type, type]));
  const servers = await warehouse.query<ServerRecord>(SERVERS_QUERY);
  const series = grouped(await warehouse.query<SeriesRecord>(seriesQuery(rules)));
  const bursts = grouped(await warehouse.query<{ server_id: string; cpu_max: number }>(burstsQuery(rules)));
  const weeks = grouped(await warehouse.query<WeekRecord>(profilesQuery(rules)));
  const steps = Math.max(0, ...[...weeks.values()].flatMap((all) => all.map(({ week }) => week + 1)));
  const earliest = await warehouse.query<{ region: string; earliest: string }>(earliestQuery(rules));

  const known: Evidence[] = [];
  const refused: NotAssessed[] = [];
  const profiles = new Map<string, Profile>();
  for (const server of servers) {
    const { server_id, instance_type, usd_per_month } = server;
    const now = types.get(instance_type);
    const own: Series = new Map((series.get(server_id) ?? []).map((record) => [record.metric, record]));
    const why = refusal(server, own, now);
    if (why !== undefined || now === undefined) {
      refused.push({ server_id, instance_type, usd_per_month, why: why! });
      continue;
    }
    const maxima = (bursts.get(server_id) ?? []).map(({ cpu_max }) => cpu_max);
    known.push(evidenceOf(server, own, now, maxima, rules));
    profiles.set(server_id, profileOf(weeks.get(server_id) ?? [], now, steps));
  }
  return {
    servers: known,
    refused,
    profiles,
    catalogue,
    earliest: new Map(earliest.map(({ region, earliest }) => [region, earliest])),
  };
}
