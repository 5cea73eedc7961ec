/** The command by models that learn from all series together, and with holidays. */
import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { holidaysOf } from "../../lib/panel/holidays.ts";
import { EVERY_SECONDS, toldTo } from "../../lib/panel/progress.ts";
import { configured } from "../configured.ts";
import { csv, daily, day, hour, hourly, rows } from "./cases.ts";
import { forecast, records } from "./command.ts";

const FILES = "--input panel.csv --output out.csv";

Deno.test("forecast: boosting and forest give the same bytes with one worker and with three", async () => {
  const panel = csv(...Array.from({ length: 9 }, (_, id) => rows(`s${id}`, hourly(`${id}`, 300), hour)));
  const asked = `${FILES} --horizon 24 --models boosting,forest`;
  const [one, three] = [
    await forecast(panel, `${asked} --workers 1`),
    await forecast(panel, `${asked} --workers 3`),
  ];
  assert.equal(one.code, 0, one.said);
  assert.match(one.said, /models: .*(boosting|forest|blend)/);
  assert.equal(three.output, one.output);
});

Deno.test("forecast: one series has no others to learn from; that is said, or refused when nothing is left", async () => {
  const one = csv(rows("a", daily("a", 120), day));
  const left = await forecast(one, `${FILES} --horizon 7 --models boosting,drift`);
  assert.equal(left.code, 0, left.said);
  assert.match(left.said, /left out: boosting, as learning from all series together takes 2 and more: 1\n/);
  assert.equal(records(left.output)[0]!.model, "drift");
  const alone = await forecast(one, `${FILES} --horizon 7 --models boosting,forest`);
  assert.deepEqual([alone.code, alone.output], [2, undefined]);
  assert.match(
    alone.said,
    /Cannot forecast by boosting, forest alone as learning from all series together takes 2/,
  );
});

const FIRST = dayNumber("2024-01-01");
const calendar = configured("calendar");

/** Series whose load falls to nearly nothing on Swiss holidays. */
function resting(days: number): Float64Array {
  const { columns } = holidaysOf(
    "CH",
    [{ start: FIRST, values: new Float64Array(days) }],
    "daily",
    1,
    calendar,
  );
  return daily("resting", days).map((value, t) => columns[0]![t] === 1 ? 0.2 * value : value);
}

Deno.test("forecast --holidays: the days on which load fell before are foretold to be low", async () => {
  // 28 December and on: the next holiday is New Year's Day, four steps ahead.
  const days = dayNumber("2025-12-29") - FIRST;
  const panel = csv(rows("a", resting(days), day));
  const asked = `${FILES} --horizon 7 --models calendar_regression`;
  const step = async (options: string) => {
    const { code, said, output } = await forecast(panel, `${asked} ${options}`);
    assert.equal(code, 0, said);
    const newYear = records(output).find(({ ds }) => ds === "2026-01-01")!;
    const dayAfter = records(output).find(({ ds }) => ds === "2026-01-02")!;
    return Number(newYear.mean) / Number(dayAfter.mean);
  };
  assert.ok(await step("") > 0.8);
  assert.ok(await step("--holidays ch") < 0.5);
});

Deno.test("forecast --holidays: a place that is not known is refused by its name", async () => {
  const panel = csv(rows("a", daily("a", 60), day));
  for (
    const [place, what] of [["XX", /know the country: "XX"/], [
      "US-ZZ",
      /know the state of US: "ZZ"/,
    ]] as const
  ) {
    const { code, said, output } = await forecast(panel, `${FILES} --horizon 7 --holidays ${place}`);
    assert.deepEqual([code, output], [2, undefined], said);
    assert.match(said, what);
    assert.match(said, /COUNTRY-REGION/);
  }
});

Deno.test("forecast --holidays: refused when no model that is chosen among knows them", async () => {
  const panel = csv(rows("a", daily("a", 60), day));
  const { code, said } = await forecast(panel, `${FILES} --horizon 7 --holidays CH --models drift`);
  assert.equal(code, 2);
  assert.match(said, /--models must have one of calendar_regression, prophet, .*: drift\n/);
});

Deno.test("holidaysOf: 1 on every day of a holiday, and on each of its hours; regions have their own", () => {
  const at = (place: string, frequency: "daily" | "hourly", first: string, steps: number) => {
    const start = dayNumber(first) * (frequency === "hourly" ? 24 : 1);
    return holidaysOf(place, [{ start, values: new Float64Array(steps - 2) }], frequency, 2, calendar)
      .columns[0]!;
  };
  assert.deepEqual([...at("CH", "daily", "2024-07-31", 3)], [0, 1, 0]);
  const hours = at("CH", "hourly", "2024-07-31", 72);
  assert.deepEqual([hours[23], hours[24], hours[47], hours[48]], [0, 1, 1, 0]);
  // Epiphany is a holiday in Bavaria, and a working day in Berlin.
  assert.deepEqual([...at("DE-BY", "daily", "2025-01-05", 3)], [0, 1, 0]);
  assert.deepEqual([...at("DE-BE", "daily", "2025-01-05", 3)], [0, 0, 0]);
});

Deno.test("toldTo: without a terminal a line from time to time, with what is left", () => {
  const lines: string[] = [];
  let now = 0;
  const reporter = { progress: () => assert.fail("a bar"), line: (text: string) => void lines.push(text) };
  const told = toldTo(reporter, false, () => now, (left) => `${left} s`);
  told("forecast", 0, 100);
  for (const done of [10, 20, 30, 100]) {
    now += EVERY_SECONDS / 2;
    told("forecast", done, 100);
  }
  assert.deepEqual(lines, ["forecast: 20 of 100 series, 60 s left"]);
});
