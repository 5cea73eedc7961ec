import assert from "node:assert/strict";
import { awake } from "../../lib/warehouse/awake.ts";

// A timer left behind fails these tests by itself: Deno counts what a test leaves running.

Deno.test("awake: gives what the work gives", async () => {
  assert.equal(await awake(Promise.resolve(3)), 3);
});

Deno.test("awake: fails as the work fails", async () => {
  await assert.rejects(awake(Promise.reject(new RangeError("no table"))), /no table/);
});

Deno.test("awake: the event loop keeps turning while the work is out", async () => {
  const outside = new Promise<string>((resolve) => Deno.unrefTimer(setTimeout(() => resolve("done"), 500)));
  assert.equal(await awake(outside), "done");
});
