import assert from "node:assert/strict";
import { pathsOf } from "../../lib/pipeline/paths.ts";
import { ROOT } from "../../lib/pipeline/project.ts";
import { versions } from "../../lib/pipeline/versions.ts";
import { build, FROZEN, type Frozen, PROFILE, runPipeline } from "./golden.ts";

Deno.test("golden fleet: every snapshot is what it was; accept a wanted change with npm run golden:accept", async () => {
  const frozen = JSON.parse(await Deno.readTextFile(FROZEN)) as Record<string, Frozen>;
  assert.deepEqual(await build(), frozen);
});

Deno.test("golden fleet: its saved models, read back, forecast the same to the last byte without training", async () => {
  const { forecasts } = await build();
  const version = (await versions(pathsOf(ROOT, PROFILE))).at(-1)!;
  const said = await runPipeline("forecasts", "--models", version);
  assert.match(said, new RegExp(`models ${version}, trained up to 2025-12-31: nothing is trained anew`));
  assert.match(said, /made forecasts: .*same bytes as before/);
  assert.doesNotMatch(said, /made (fitted|global_models|predictions)/);
  assert.equal((await build())["forecasts"]!.sha256, forecasts!.sha256);
});
