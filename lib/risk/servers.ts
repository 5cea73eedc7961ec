/** The risk of whole servers: all their metrics on the same paths. */
import type { Settings } from "../config/settings.ts";
import { isoDate } from "../calendar/days.ts";
import type { Metric } from "../pipeline/schemas/columns.ts";
import { LEVELS } from "../pipeline/schemas/risk.ts";
import type { serverRisk } from "../pipeline/schemas/server_risk.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import {
  countByDay,
  daysUntil,
  earliest,
  type FirstDays,
  probabilityEver,
  probabilityWithin,
} from "./crossing.ts";
import type { Judged } from "./fleet.ts";
import { byPriority, priorityScore, type Ranked } from "./priority.ts";

export type ServerRiskRow = RowOf<typeof serverRisk>;

/** A server judged, with what roll-ups reckon on. */
export interface JudgedServer {
  row: ServerRiskRow;
  /** Day on which each path of any metric reaches the high threshold; null when no metric could be judged. */
  reached: FirstDays | null;
  /** The same for each metric that could be judged. */
  byMetric: ReadonlyMap<Metric, FirstDays>;
}

type Assessed = Judged & { reached: FirstDays; row: Judged["row"] & Ranked };
const isAssessed = (judged: Judged): judged is Assessed => judged.reached !== null;

const unknown = (server_id: string, judged: readonly Judged[]): JudgedServer => ({
  reached: null,
  byMetric: new Map(),
  row: {
    server_id,
    metric: null,
    level: "not_assessed",
    metrics_assessed: 0,
    metrics_not_assessed: judged.length,
    horizon_days: null,
    breach_80_30d: null,
    breach_80_60d: null,
    breach_80_90d: null,
    breach_80_180d: null,
    breach_80_horizon: null,
    first_date_p10: null,
    first_date_p50: null,
    first_date_p90: null,
    priority_score: null,
    priority: null,
    reason: judged[0]!.row.reason,
  },
});

function judgeServer(server_id: string, judged: readonly Judged[], settings: Settings["risk"]): JudgedServer {
  const assessed = judged.filter(isAssessed);
  if (assessed.length === 0) return unknown(server_id, judged);
  const first = assessed.toSorted((a, b) => byPriority(a.row, b.row))[0]!;
  const days = Math.min(...assessed.map(({ row }) => row.horizon_days!));
  const reached = earliest(assessed.map((one) => one.reached));
  const crossing = countByDay(reached, days);
  const today = first.series.forecast!.firstDay - 1;
  const dateOf = (share: number) => {
    const ahead = daysUntil(crossing, share);
    return ahead === null ? null : isoDate(today + ahead);
  };
  const row: ServerRiskRow = {
    server_id,
    metric: first.series.metric,
    level: LEVELS.find((level) => assessed.some(({ row }) => row.level === level))!,
    metrics_assessed: assessed.length,
    metrics_not_assessed: judged.length - assessed.length,
    horizon_days: days,
    breach_80_30d: probabilityWithin(crossing, 30),
    breach_80_60d: probabilityWithin(crossing, 60),
    breach_80_90d: probabilityWithin(crossing, 90),
    breach_80_180d: probabilityWithin(crossing, 180),
    breach_80_horizon: probabilityEver(crossing),
    first_date_p10: dateOf(0.1),
    first_date_p50: dateOf(0.5),
    first_date_p90: dateOf(0.9),
    priority_score: priorityScore(first.series.criticality, crossing, settings),
    priority: null,
    reason: first.row.reason,
  };
  return { row, reached, byMetric: new Map(assessed.map((one) => [one.series.metric, one.reached])) };
}

/** Judges every server by all its series and puts them in order of action, by server. */
export function judgeServers(all: readonly Judged[], settings: Settings["risk"]): JudgedServer[] {
  const groups = [...Map.groupBy(all, ({ series }) => series.server_id)].sort(([a], [b]) => a < b ? -1 : 1);
  const servers = groups.map(([server_id, judged]) => ({
    ...judgeServer(server_id, judged, settings),
    peak: Math.max(...judged.map(({ row }) => row.peak_p50 ?? 0)),
  }));
  const order = servers.filter(({ reached }) => reached !== null).map(({ row, peak }) => ({
    server_id: row.server_id,
    metric: row.metric!,
    priority_score: row.priority_score!,
    peak_p50: peak,
  })).sort(byPriority);
  const places = new Map(order.map(({ server_id }, index) => [server_id, index + 1]));
  return servers.map(({ row, reached, byMetric }) => ({
    reached,
    byMetric,
    row: { ...row, priority: places.get(row.server_id) ?? null },
  }));
}
