/** The part of the snapshot `whatif` that a browser gets: dates need few shares by day, probabilities the last day. */
import { DATED, LOAD_COLUMNS } from "./loads.ts";

/**
 * Above a number of servers days are thinned to every seventh, so that dates are up to six days late.
 * @param most  servers up to which every day is kept
 */
export function sliceQuery(most: number): string {
  const columns = LOAD_COLUMNS.map((name) =>
    DATED.has(name) ? name : `CASE WHEN day IN (0, last_day) THEN ${name} END AS ${name}`
  );
  return `SELECT server_id, metric, day, ${columns.join(", ")}
    FROM whatif CROSS JOIN (SELECT max(day) AS last_day FROM whatif) AS horizon
    WHERE day = last_day OR MOD(day, CASE WHEN (SELECT count(*) FROM servers) > ${most} THEN 7 ELSE 1 END) = 0
    ORDER BY server_id, metric, day`;
}
