import assert from "node:assert/strict";
import { absentFrom } from "./built_fleet.ts";

const attributes = new Map([["region", ["east", "west"]], ["criticality", ["High", "Low"]]]);
const server = (region: string, criticality: string) => ({ region, criticality });

Deno.test("absentFrom: the first combination that no server has", () => {
  const servers = [server("east", "High"), server("west", "Low"), server("west", "High")];
  assert.deepEqual(absentFrom(servers, attributes), server("east", "Low"));
});

Deno.test("absentFrom: none where every combination occurs, nor where nothing tells servers apart", () => {
  const all = ["east", "west"].flatMap((region) => ["High", "Low"].map((level) => server(region, level)));
  assert.equal(absentFrom(all, attributes), undefined);
  assert.equal(absentFrom([server("east", "High")], new Map()), undefined);
});
