/** Lists of servers in the summary grow with the fleet; the other documents hold bounded lists. */
import { openWarehouse } from "../../../lib/warehouse/duckdb.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Repeats the lists of names in summary.json until they are as long as for so many servers, and says how many there are; returns the fleet's size. */
export async function repeatLists(folder: string, servers: number): Promise<number> {
  const names = await serversIn(folder);
  const copies = Math.ceil(servers / names.size);
  const path = `${folder}/summary.json`;
  const summary: { [key: string]: Json } = JSON.parse(await Deno.readTextFile(path));
  const fleet = { ...(summary["fleet"] as { [key: string]: Json }), servers };
  await Deno.writeTextFile(path, JSON.stringify(repeated({ ...summary, fleet }, names, copies)));
  return names.size;
}

async function serversIn(folder: string): Promise<ReadonlySet<string>> {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await warehouse.attach("servers", `${folder}/servers.parquet`);
    const rows = await warehouse.query<{ server_id: string }>("SELECT server_id FROM servers");
    return new Set(rows.map(({ server_id }) => server_id));
  } finally {
    warehouse.close();
  }
}

function repeated(value: Json, names: ReadonlySet<string>, copies: number): Json {
  if (Array.isArray(value)) {
    const isList = value.length > 0 && value.every((one) => typeof one === "string" && names.has(one));
    if (!isList) return value.map((one) => repeated(one, names, copies));
    return Array.from(
      { length: copies },
      (_, copy) => value.map((one) => copy === 0 ? one : `${one}-${copy}`),
    ).flat();
  }
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, repeated(one, names, copies)]));
}
