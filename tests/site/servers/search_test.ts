import assert from "node:assert/strict";
import { chosen, matching } from "../../../src/components/server/search.ts";

const SERVERS = ["SRV-1", "SRV-10", "db-7"];

Deno.test("matching: names that hold the text, whatever its case", () => {
  assert.deepEqual(matching(SERVERS, " srv "), ["SRV-1", "SRV-10"]);
  assert.deepEqual(matching(SERVERS, ""), SERVERS);
});

Deno.test("chosen: the one of that name, or the only one left; never a guess between two", () => {
  assert.equal(chosen(SERVERS, "srv-1"), "SRV-1");
  assert.equal(chosen(SERVERS, "b-"), "db-7");
  assert.equal(chosen(SERVERS, "srv"), undefined);
});
