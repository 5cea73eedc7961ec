/** What the site's search finds beside its pages: servers and columns. */
import type { Settings } from "../config/settings.ts";
import type { Dictionary } from "../pipeline/schemas/dictionary.ts";
import { ROOT } from "../pipeline/project.ts";
import { openWarehouse } from "../warehouse/duckdb.ts";
import type { Row } from "../warehouse/warehouse.ts";
import { type ServerPages, serverPagesOf, serverPath } from "./servers/pages.ts";
import { snapshotFile } from "./snapshot_file.ts";

/** One thing to find. Framework's own names: it puts these entries into its index. */
export interface SearchEntry {
  /** Address within the site, from its root. */
  path: string;
  title: string;
  text: string;
  keywords: string;
}

export interface FoundServer {
  server_id: string;
  business_unit: string;
  region: string;
  environment: string;
  archetype: string;
  service: string;
}

/** Where {@link writeSearchEntries} leaves the entries for observablehq.config.ts. */
export const SEARCH_ENTRIES = "src/.observablehq/search.json";

const SERVERS = `SELECT server_id, business_unit, region, environment, archetype, service
  FROM servers ORDER BY server_id`;

/**
 * Servers by name; what is known of them helps to find them.
 * @param large  whether there are so many that the names alone are weight enough
 */
export function serverEntries(
  servers: readonly FoundServer[],
  pages: ServerPages,
  large = false,
): SearchEntry[] {
  return servers.map(({ server_id, ...known }) => ({
    path: `/${serverPath(pages, server_id)}`,
    title: server_id,
    text: large ? "" : ["server", ...Object.values(known).filter((value) => value !== "unknown")].join(" "),
    keywords: "",
  }));
}

/** Columns by name and snapshot, with what they mean. */
export function columnEntries({ snapshots }: Pick<Dictionary, "snapshots">): SearchEntry[] {
  return snapshots.flatMap(({ name, columns }) =>
    columns.map((column) => ({
      path: `/dictionary.html#${name}.${column.name}`,
      title: `${column.name} (${name})`,
      text: `column ${column.description}`,
      keywords: "",
    }))
  );
}

/** Writes the entries of a profile, from its snapshots. */
export async function writeSearchEntries(profile: string, settings: Settings): Promise<void> {
  const dictionary: Dictionary = JSON.parse(
    await Deno.readTextFile(await snapshotFile(ROOT, profile, "dictionary.json")),
  );
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.attach("servers", await snapshotFile(ROOT, profile, "servers.parquet"));
    const servers = await warehouse.query<FoundServer & Row>(SERVERS);
    const entries = [
      ...serverEntries(
        servers,
        serverPagesOf(servers.map(({ server_id }) => server_id), settings.site.server_pages.most),
        servers.length > settings.site.tables.most,
      ),
      ...columnEntries(dictionary),
    ];
    await Deno.writeTextFile(SEARCH_ENTRIES, JSON.stringify(entries));
  } finally {
    warehouse.close();
  }
}
