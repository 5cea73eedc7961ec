/** What the generator is given. */
import type { Settings } from "../config/settings.ts";
import type { Server } from "../fleet/servers.ts";

/** The sections the generator depends on. */
export type GeneratorSettings = Pick<Settings, "fleet" | "calendar" | "telemetry">;
export type Synthetic = Settings["telemetry"]["synthetic"];
export type Archetype = Synthetic["archetypes"][string];

/** What the generator must know of a server. */
export type Place = Pick<
  Server,
  "server_id" | "region" | "environment" | "archetype" | "network_mbps" | "in_service_from"
>;

function listed<T>(items: Readonly<Record<string, T>>, kind: "archetype" | "environment", server: Place): T {
  const found = items[server[kind]];
  if (found === undefined) {
    throw new RangeError(
      `Cannot generate telemetry of ${server.server_id} as its ${kind} must be listed in ` +
        `telemetry.synthetic.${kind}s: ${server[kind]}`,
    );
  }
  return found;
}

/** @throws RangeError when the settings do not list the server's archetype */
export const archetypeOf = (server: Place, { archetypes }: Synthetic): Archetype =>
  listed(archetypes, "archetype", server);

/** Activity of the server's environment. @throws RangeError when the settings do not list it */
export const environmentActivity = (server: Place, { environments }: Synthetic): number =>
  listed(environments, "environment", server);
