/** The comparison of figures itself: it accepts roundings and nothing else. */
import assert from "node:assert/strict";
import { isWritten } from "./figures.ts";

Deno.test("isWritten: rounded to the decimals shown, shares in percent, costs with their sign left to words", () => {
  assert.ok(isWritten("39", 39.379, "servers"));
  assert.ok(isWritten("34\u202f%", 0.3372, "share"));
  assert.ok(isWritten("79.1\u202f%", 0.79118, "share"));
  assert.ok(isWritten("USD −3,801", -3801.11, "USD per month"));
  assert.ok(isWritten("passed", 0, "failures"));
});

Deno.test("isWritten: another number is found out", () => {
  assert.ok(!isWritten("40", 39.379, "servers"));
  assert.ok(!isWritten("33\u202f%", 0.3372, "share"));
  assert.ok(!isWritten("79.2\u202f%", 0.79118, "share"));
  assert.ok(!isWritten("USD 3,801", 380.1, "USD per month"));
});
