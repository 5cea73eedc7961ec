import assert from "node:assert/strict";
import { decimal, decimalOrComma, durationSeconds, moment } from "../../../lib/ingest/readers/written.ts";

Deno.test("decimal: numbers with a point, nothing else", () => {
  const cases: [string, number | undefined][] = [
    ["1.5", 1.5],
    ["-.5e3", -500],
    ["+7", 7],
    ["1,5", undefined],
    ["", undefined],
    ["0x10", undefined],
    ["NaN", undefined],
    ["Infinity", undefined],
    ["1 ", undefined],
  ];
  for (const [text, expected] of cases) assert.equal(decimal(text), expected, text);
  assert.equal(decimalOrComma("88,40"), 88.4);
  assert.equal(decimalOrComma("1.234,5"), undefined);
});

Deno.test("moment: UTC where the distance is told, local where not", () => {
  const cases: [string, number | string | undefined][] = [
    ["2026-01-02T03:04:05Z", Date.UTC(2026, 0, 2, 3, 4, 5)],
    ["2026-01-02 03:04:05 UTC", Date.UTC(2026, 0, 2, 3, 4, 5)],
    ["2026-01-02T03:04:05.1234567Z", Date.UTC(2026, 0, 2, 3, 4, 5, 123)],
    ["2026-01-02T03:04:05+05:30", Date.UTC(2026, 0, 1, 21, 34, 5)],
    ["2026-01-02T03:04:05-0100", Date.UTC(2026, 0, 2, 4, 4, 5)],
    ["2026-01-02 03:04:05", "2026-01-02T03:04:05"],
    ["2026-01-02 03:04:05.5", "2026-01-02T03:04:05.500"],
    ["2026-02-30 03:04:05", undefined],
    ["2026-01-02 24:00:00", undefined],
    ["02/01/2026 03:04", undefined],
  ];
  for (const [text, expected] of cases) assert.equal(moment(text), expected, text);
});

Deno.test("durationSeconds: as Azure and its command line write them", () => {
  const cases: [string, number | undefined][] = [
    ["PT5M", 300],
    ["PT1H30M", 5400],
    ["P1D", 86_400],
    ["0:05:00", 300],
    ["1 day, 0:00:00", 86_400],
    ["PT", undefined],
    ["5 minutes", undefined],
  ];
  for (const [text, expected] of cases) assert.equal(durationSeconds(text), expected, text);
});
