/** Which servers come under pressure, how soon, and which have room to spare. */
import type { Summary } from "../pipeline/schemas/summary.ts";
import type { RiskRow } from "../risk/assess.ts";
import { BREACH_WINDOWS } from "../risk/crossing.ts";
import { LEVELS } from "../pipeline/schemas/risk.ts";
import type { riskRollup } from "../pipeline/schemas/risk_rollup.ts";
import type { serverRisk } from "../pipeline/schemas/server_risk.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";

type Level = RiskRow["level"];
type Window = Summary["at_risk"][number];

export type ServerRiskRow =
  & Pick<RowOf<typeof serverRisk>, "server_id" | "level">
  & Pick<RowOf<typeof serverRisk>, `breach_80_${(typeof BREACH_WINDOWS)[number]}d`>;
export type FleetRow = Pick<
  RowOf<typeof riskRollup>,
  `${"expected" | "low" | "high"}_${(typeof BREACH_WINDOWS)[number]}d`
>;
export type SeriesOf = ReadonlyMap<string, readonly RiskRow[]>;

/** The rows of each server, servers in order of their name. */
export function byServer(rows: readonly RiskRow[]): SeriesOf {
  const groups = Map.groupBy(rows, (row) => row.server_id);
  return new Map([...groups].sort(([a], [b]) => a < b ? -1 : 1));
}

/** How often each level occurs. */
export function countLevels(levels: readonly Level[]): Record<Level, number> {
  const count = (level: Level) => levels.filter((found) => found === level).length;
  return Object.fromEntries(LEVELS.map((level) => [level, count(level)])) as Record<Level, number>;
}

/**
 * Servers at risk within each window: how many to expect, in what range, and which are more likely than not.
 * @param servers  every server, all its metrics taken together
 * @param fleet  the roll-up of them all
 */
export function atRisk(servers: readonly ServerRiskRow[], fleet: FleetRow): Window[] {
  return BREACH_WINDOWS.map((days) => {
    const judged = servers.flatMap((row) => {
      const chance = row[`breach_80_${days}d`];
      return chance === null ? [] : [{ server_id: row.server_id, chance }];
    });
    const likely = judged.filter(({ chance }) => chance > 0.5);
    return {
      within_days: days,
      servers_judged: judged.length,
      expected_servers: fleet[`expected_${days}d`],
      low_servers: fleet[`low_${days}d`],
      high_servers: fleet[`high_${days}d`],
      likely_servers: likely.sort((a, b) => b.chance - a.chance || (a.server_id < b.server_id ? -1 : 1))
        .map(({ server_id }) => server_id),
    };
  });
}

const SIZING_METRICS: readonly string[] = ["cpu_p95", "memory_p95"];

/**
 * Servers with room to spare: every assessed one of CPU and memory, at least one, is under-used. Disk does not
 * count: it is sized apart from the machine.
 */
export function underUsed(servers: SeriesOf): string[] {
  return [...servers].filter(([, rows]) => {
    const sizing = rows.filter((row) => SIZING_METRICS.includes(row.metric) && row.level !== "not_assessed");
    return sizing.length > 0 && sizing.every((row) => row.under_used);
  }).map(([server_id]) => server_id);
}
