import assert from "node:assert/strict";
import { recommendations } from "../../lib/pipeline/schemas/recommendations.ts";
import { savings } from "../../lib/pipeline/schemas/savings.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { makeTable, withTables } from "../tables.ts";

const recommended = (server_id: string, action: string, saving_expected_usd_month: number) => ({
  server_id,
  action,
  usd_per_month: 100,
  saving_low_usd_month: 0,
  saving_expected_usd_month,
  saving_high_usd_month: 2 * saving_expected_usd_month,
});
const server = (server_id: string, region: string) => ({
  server_id,
  region,
  business_unit: "Retail",
  environment: "production",
});

Deno.test("savings: upsizing costs are netted, and every way to add up the fleet comes to the same", () =>
  withTables([
    { schema: servers, rows: [server("A", "UK"), server("B", "UK"), server("C", "US")] },
    {
      schema: recommendations,
      rows: [
        recommended("A", "downsize", 60),
        recommended("B", "upsize", -100),
        recommended("C", "retire", 90),
      ],
    },
  ], async (warehouse) => {
    await makeTable(warehouse, savings, "lib/recommendations/savings.sql", {});
    const of = async (scope: string, action: string) =>
      (await warehouse.query(
        `SELECT scope_value, servers, saving_expected_usd_month AS saved FROM savings
        WHERE scope = '${scope}' AND action = '${action}' ORDER BY scope_value`,
      )).map(({ scope_value, servers, saved }) => [scope_value, servers, saved]);
    assert.deepEqual(await of("all", "all"), [["all", 3, 50]]);
    assert.deepEqual(await of("all", "upsize"), [["all", 1, -100]]);
    assert.deepEqual(await of("region", "all"), [["UK", 2, -40], ["US", 1, 90]]);
    assert.deepEqual(await of("business_unit", "all"), [["Retail", 3, 50]]);
  }));
