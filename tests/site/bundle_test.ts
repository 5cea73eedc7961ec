/** Bundles for pages: an edit makes again those that hold what was edited, and no other. */
import assert from "node:assert/strict";
import { bundleForPages } from "../../lib/site/bundle.ts";

const BUNDLES = ["src/components/whatif.js", "src/components/whatif_worker.js"];

/** Marks the bundles as old, so that those written since can be told. */
async function writtenBy(make: () => Promise<void>): Promise<string[]> {
  const old = new Date(2000, 0, 1);
  for (const path of BUNDLES) await Deno.utime(path, old, old);
  await make();
  const states = await Promise.all(BUNDLES.map((path) => Deno.stat(path)));
  return BUNDLES.filter((_, index) => states[index]!.mtime!.getTime() > old.getTime());
}

Deno.test("an edit makes again the bundles that hold it", async () => {
  await bundleForPages();
  assert.deepEqual(
    await writtenBy(() => bundleForPages(["lib/answers/pages/risk.ts", "config/risk.yaml"])),
    [],
  );
  assert.deepEqual(await writtenBy(() => bundleForPages(["lib/whatif/browser.ts"])), [BUNDLES[0]!]);
  assert.deepEqual(await writtenBy(() => bundleForPages(["lib/whatif/worker.ts"])), [BUNDLES[1]!]);
  assert.deepEqual(await writtenBy(() => bundleForPages(["lib/whatif/scope.ts"])), BUNDLES);
  assert.deepEqual(await writtenBy(() => bundleForPages()), BUNDLES);
});
