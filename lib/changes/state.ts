/** The state of a build, as small as a comparison allows. */
import type { Settings } from "../config/settings.ts";
import type { State } from "../pipeline/schemas/state.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";

type ServerRow = State["servers"][string] & { server_id: string };

/** Settings as a flat list: values by their path; a list is one value. */
export function flat(settings: unknown, path = ""): Record<string, string> {
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    return { [path]: JSON.stringify(settings) };
  }
  return Object.assign(
    {},
    ...Object.entries(settings).map(([key, value]) => flat(value, path === "" ? key : `${path}.${key}`)),
  );
}

/** Reads the state that the snapshots are in. */
export async function readState(warehouse: Warehouse, settings: Partial<Settings>): Promise<State> {
  const rows = <T>(query: string) => warehouse.query<T & Row>(query);
  const [days] = await rows<{ as_of: string }>("SELECT max(date) AS as_of FROM observations");
  const servers = await rows<ServerRow>(
    "SELECT server_id, level, metric, first_date_p50 AS date FROM server_risk ORDER BY server_id",
  );
  const models = await rows<{ series: string; model: string }>(
    "SELECT server_id || ' ' || metric AS series, model FROM selection ORDER BY server_id, metric",
  );
  return {
    as_of: days!.as_of,
    servers: Object.fromEntries(servers.map(({ server_id, ...rest }) => [server_id, rest])),
    models: Object.fromEntries(models.map(({ series, model }) => [series, model])),
    settings: flat(settings),
  };
}
