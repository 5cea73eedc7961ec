import assert from "node:assert/strict";
import { build, FROZEN, type Frozen } from "./golden.ts";

Deno.test("golden fleet: every snapshot is what it was; accept a wanted change with npm run golden:accept", async () => {
  const frozen = JSON.parse(await Deno.readTextFile(FROZEN)) as Record<string, Frozen>;
  assert.deepEqual(await build(), frozen);
});
