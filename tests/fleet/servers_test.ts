import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { fleet as section } from "../../lib/config/fleet.ts";
import { type Server, serverName, servers } from "../../lib/fleet/servers.ts";
import { servers as schema } from "../../lib/pipeline/schemas/servers.ts";
import { configured } from "../configured.ts";

const settings = configured("fleet");
const fleet = servers(settings);
const shareOf = (rows: readonly Server[], column: keyof Server, value: string) =>
  rows.filter((row) => row[column] === value).length / rows.length;

Deno.test("servers: as many as configured, each a valid row with an id of its own", () => {
  assert.equal(fleet.length, settings.servers);
  fleet.forEach((row) => schema.columns.parse(row));
  assert.equal(new Set(fleet.map(({ server_id }) => server_id)).size, fleet.length);
  assert.equal(fleet[41]!.server_id, "SRV-0042");
});

Deno.test("servers: adding one leaves the others as they are", () => {
  assert.deepEqual(servers({ ...settings, servers: settings.servers + 1 }).slice(0, -1), fleet);
});

Deno.test("servers: the seed decides", () => {
  assert.deepEqual(servers(settings), fleet);
  assert.notDeepEqual(servers({ ...settings, seed: settings.seed + 1 }), fleet);
});

Deno.test("servers: over many, shares come out as configured", () => {
  const many = servers({ ...settings, servers: 5000 });
  const expected = [
    ...Object.entries(settings.business_units).map(([name, { share }]) =>
      ["business_unit", name, share] as const
    ),
    ...Object.entries(settings.archetypes).map(([name, { share }]) => ["archetype", name, share] as const),
    ...Object.entries(settings.regions).map(([name, share]) => ["region", name, share] as const),
    ...Object.entries(settings.criticality).map(([name, share]) => ["criticality", name, share] as const),
    ...Object.entries(settings.environments).map(([name, share]) => ["environment", name, share] as const),
  ];
  for (const [column, name, share] of expected) {
    const found = shareOf(many, column, name);
    assert.ok(Math.abs(found - share) < 0.03, `${column} ${name}: ${found}, not ${share}`);
  }
});

Deno.test("servers: what a server is fits together", () => {
  for (const row of fleet) {
    const { vcpu, memory_gib, network_mbps, usd_per_hour } = settings.instance_types[row.instance_type]!;
    assert.deepEqual([row.vcpu, row.memory_gib, row.network_mbps], [vcpu, memory_gib, network_mbps]);
    assert.ok(
      Math.abs(row.usd_per_month! - 730 * usd_per_hour) <= 0.005,
      `${row.instance_type} costs too much`,
    );
    assert.ok(settings.archetypes[row.archetype]!.instance_types.includes(row.instance_type));
    assert.ok(settings.archetypes[row.archetype]!.disk_gib.includes(row.disk_gib!));
    assert.ok(settings.business_units[row.business_unit]!.services.includes(row.service));
  }
});

Deno.test("servers: a few are young, and none is older than the history", () => {
  const late = fleet.filter(({ in_service_from }) => in_service_from !== settings.start);
  assert.ok(late.length >= 2 && late.length <= 8, `${late.length} late starters`);
  const [fewest, most] = settings.late_starters.days_before_end;
  for (const { in_service_from } of late) {
    const days = dayNumber(settings.end) - dayNumber(in_service_from) + 1;
    assert.ok(days >= fewest && days <= most, `${days} days of history`);
  }
  const brief = {
    ...settings,
    start: "2025-12-01",
    late_starters: { share: 1, days_before_end: [60, 90] as [number, number] },
  };
  assert.ok(servers(brief).every(({ in_service_from }) => in_service_from === "2025-12-01"));
});

Deno.test("serverName: counts with four digits", () => {
  assert.deepEqual([1, 120, 9999].map(serverName), ["SRV-0001", "SRV-0120", "SRV-9999"]);
});

Deno.test("fleet settings: what cannot be is refused with its place", () => {
  const refused = (change: object) =>
    section.safeParse({ ...settings, ...change }).error!.issues.map(({ path, message }) =>
      `${path.join(".")} ${message}`
    );
  assert.deepEqual(refused({ regions: { "us-east-1": 0.7 } }), ["regions shares must sum to 1"]);
  assert.deepEqual(refused({ start: "2026-01-01" }), ["start must be before fleet.end"]);
  assert.deepEqual(
    refused({ archetypes: { web: { share: 1, instance_types: ["x9.huge"], disk_gib: [50] } } }),
    ["archetypes.web.instance_types must be listed in fleet.instance_types: x9.huge"],
  );
});
