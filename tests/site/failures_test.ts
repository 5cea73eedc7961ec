import assert from "node:assert/strict";
import { explained } from "../../src/components/failures.ts";

const CASES = {
  "Error: Unable to load file: data/risk.parquet": "The file data/risk.parquet could not be fetched.",
  "TypeError: Failed to fetch": "The data could not be fetched.",
  "Parquet error: Invalid Parquet file. Corrupt footer": "A data file is damaged.",
  "SyntaxError: Unexpected end of JSON input": "A data file is damaged.",
  "TypeError: a is not a function": "A part of this page could not be worked out.",
};

for (const [message, meaning] of Object.entries(CASES)) {
  Deno.test(`explained: "${message}" in words`, () => assert.equal(explained(message), meaning));
}
