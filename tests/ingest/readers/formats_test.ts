import assert from "node:assert/strict";
import { READERS } from "../../../lib/ingest/readers/index.ts";
import { documented, FORMATS_FILE, formatsText } from "./formats.ts";

Deno.test("formats: each one is documented, and FORMATS.md is what the comments say", () => {
  assert.deepEqual(documented(), READERS.map(({ format }) => format).sort());
  const run = "run deno run -A tests/ingest/readers/formats.ts";
  assert.equal(Deno.readTextFileSync(FORMATS_FILE), formatsText(), run);
});
