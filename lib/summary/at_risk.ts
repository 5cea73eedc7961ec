/** Which servers come under pressure, how soon, and which have room to spare. */
import type { Summary } from "../pipeline/schemas/summary.ts";
import type { RiskRow } from "../risk/assess.ts";
import { BREACH_WINDOWS } from "../risk/crossing.ts";
import { LEVELS } from "../pipeline/schemas/risk.ts";

type Level = RiskRow["level"];
type Window = Summary["at_risk"][number];

export type ServerRisk = ReadonlyMap<string, readonly RiskRow[]>;

/** The rows of each server, servers in order of their name. */
export function byServer(rows: readonly RiskRow[]): ServerRisk {
  const groups = Map.groupBy(rows, (row) => row.server_id);
  return new Map([...groups].sort(([a], [b]) => a < b ? -1 : 1));
}

/** The worst level among a server's assessed series; not_assessed when none is. */
export function worstLevel(rows: readonly RiskRow[]): Level {
  return LEVELS.find((level) => rows.some((row) => row.level === level)) ?? "not_assessed";
}

/** How often each level occurs. */
export function countLevels(levels: readonly Level[]): Record<Level, number> {
  const count = (level: Level) => levels.filter((found) => found === level).length;
  return Object.fromEntries(LEVELS.map((level) => [level, count(level)])) as Record<Level, number>;
}

/** Probability that a server's likeliest metric reaches the high threshold in time; null when none says. */
function likeliest(rows: readonly RiskRow[], days: (typeof BREACH_WINDOWS)[number]): number | null {
  const chances = rows.flatMap((row) => row[`breach_80_${days}d`] ?? []);
  return chances.length === 0 ? null : Math.max(...chances);
}

/** Servers at risk within each window: how many to expect, and which are more likely than not. */
export function atRisk(servers: ServerRisk): Window[] {
  return BREACH_WINDOWS.map((days) => {
    const judged = [...servers].flatMap(([server_id, rows]) => {
      const chance = likeliest(rows, days);
      return chance === null ? [] : [{ server_id, chance }];
    });
    return {
      within_days: days,
      servers_judged: judged.length,
      expected_servers: judged.length === 0 ? null : judged.reduce((sum, { chance }) => sum + chance, 0),
      likely_servers: judged.filter(({ chance }) => chance > 0.5).sort((a, b) => b.chance - a.chance)
        .map(({ server_id }) => server_id),
    };
  });
}

const SIZING_METRICS: readonly string[] = ["cpu_p95", "memory_p95"];

/**
 * Servers with room to spare: every assessed one of CPU and memory, at least one, is under-used. Disk does not
 * count: it is sized apart from the machine.
 */
export function underUsed(servers: ServerRisk): string[] {
  return [...servers].filter(([, rows]) => {
    const sizing = rows.filter((row) => SIZING_METRICS.includes(row.metric) && row.level !== "not_assessed");
    return sizing.length > 0 && sizing.every((row) => row.under_used);
  }).map(([server_id]) => server_id);
}
