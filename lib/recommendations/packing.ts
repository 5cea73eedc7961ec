/** The snapshot `packing`: how close shared hosts come to the fewest possible. */
import type { packing as schema } from "../pipeline/schemas/packing.ts";
import type { RowOf } from "../pipeline/schemas/snapshot.ts";
import { type Group, price } from "./merge.ts";
import type { Plan } from "./plan.ts";

export type PackingRow = RowOf<typeof schema>;

function rowOf({ key, members, best, pool, usd_alone, why }: Group): PackingRow {
  const { region, environment, now } = members[0]!.evidence;
  return {
    pool: key,
    region,
    environment,
    licence_group: key.split("/").at(-2)!,
    arch: now.arch,
    servers: members.length,
    shared: pool !== undefined,
    instance_type: best?.type.instance_type ?? null,
    hosts: best?.hosts.length ?? null,
    lower_bound: best?.lowerBound ?? null,
    gap_pct: best === null ? null : 100 * (best.hosts.length / best.lowerBound - 1),
    hosts_by_peak: best?.byPeak ?? null,
    usd_alone,
    usd_shared: best === null ? null : price(best),
    reason: why,
  };
}

/** One row per group of servers that may share hosts, by name. */
export const packingRows = ({ groups }: Plan): PackingRow[] =>
  groups.map(rowOf).sort((a, b) => a.pool < b.pool ? -1 : 1);
