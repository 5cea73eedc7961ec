/** Committed scenarios on the pages whose figures include them. */
import { html, nothing } from "./dom.js";
import { day, list, metricName, number, plural } from "./format.js";
import type { Cell, Row } from "./rows.js";

/** What settings say of a scenario. */
export interface Committed {
  title: string;
  owner: string;
  active: boolean;
  from: string;
  until?: string;
}

const UNITS: Readonly<Record<string, string>> = {
  cpu_p95: "vCPU",
  memory_p95: "GiB",
  disk_p95: "GiB",
  net_in_p95: "Mbit/s",
  net_out_p95: "Mbit/s",
};

/** Capacity that a scenario's rows of the snapshot add up to, in words: "8.0 vCPU, 32.0 GiB memory". */
function amounts(rows: readonly Row[]): string {
  const sums = new Map<string, number>();
  for (const { metric, reserved_capacity } of rows) {
    sums.set(String(metric), (sums.get(String(metric)) ?? 0) + Number(reserved_capacity ?? 0));
  }
  const parts = Object.keys(UNITS).filter((metric) => sums.has(metric)).map((metric) => {
    const name = metric === "cpu_p95" ? "" : ` ${metricName(metric)}`;
    return `${number(sums.get(metric), 1)} ${UNITS[metric]}${name}`;
  });
  return parts.join(", ");
}

/** One row per scenario: what it reserves, on how many servers, or why nothing. */
export function committed(
  rows: readonly Row[],
  scenarios: Readonly<Record<string, Committed>>,
): Record<string, Cell>[] {
  return Object.entries(scenarios).map(([name, { title, owner, active, from, until }]) => {
    const own = rows.filter(({ scenario }) => scenario === name);
    return {
      title,
      owner,
      counts: !active ? "no, it is off" : own.length === 0 ? "no, not within the horizon" : "yes",
      servers: new Set(own.map(({ server_id }) => server_id)).size,
      reserves: amounts(own),
      from_date: from,
      until_date: until ?? null,
    };
  });
}

/**
 * The sentence that says which committed scenarios a page's figures include; nothing when there is none.
 * @param link  whether the page with all of them is another one
 */
export function committedNote(rows: readonly Row[], link = true): Node {
  const names = [...Map.groupBy(rows, ({ scenario }) => String(scenario)).values()].map((own) => {
    const servers = new Set(own.map(({ server_id }) => server_id)).size;
    const first = own[0]!;
    return `${String(first["title"])} (from ${day(first["from_date"] as Date)}, ${
      plural(servers, "server")
    }: ${amounts(own)})`;
  });
  return names.length === 0
    ? nothing()
    : html`<p>These figures include ${plural(names.length, "committed scenario")}: ${list(names)}.${
      link
        ? html`
          <a href="./what-if">What if</a> shows them all.
        `
        : null
    }</p>`;
}
