/** What the command refuses: in words, with exit code 2, and with nothing written. */
import assert from "node:assert/strict";
import { csv, day, hour } from "./cases.ts";
import { forecast } from "./command.ts";

const ASKED = "--input panel.csv --output out.csv --horizon 3";
const days = (id: string, count: number) => Array.from({ length: count }, (_, t) => `${id},${day(t)},${t}`);
const hours = (id: string, count: number) => Array.from({ length: count }, (_, t) => `${id},${hour(t)},${t}`);

async function assertRefused(panel: string, options: string, message: string) {
  const { code, said, output, files } = await forecast(panel, options);
  assert.equal(said, `${message}\n`);
  assert.equal(code, 2);
  assert.equal(output, undefined);
  assert.deepEqual(files, ["panel.csv"]);
}

const PANELS: readonly { name: string; panel: string; options?: string; message: string }[] = [
  {
    name: "two rows of one timestamp",
    panel: csv(days("a", 4), [`b,${day(0)},1`, `a,${day(2)},9`]),
    message:
      "Cannot read panel.csv as a series must have one row per timestamp: a at 2024-01-03 (line 4 and line 7)",
  },
  {
    name: "y that is no number",
    panel: csv(["a,2024-01-01,1", "a,2024-01-02,high", "a,2024-01-03,inf"]),
    message: 'Cannot read panel.csv as y must be a number or empty: line 3 ("high"), line 4 ("inf")',
  },
  {
    name: "many wrong rows",
    panel: csv(Array.from({ length: 8 }, (_, t) => `a,${day(t)},?`)),
    message: "Cannot read panel.csv as y must be a number or empty: " +
      [2, 3, 4, 5, 6].map((line) => `line ${line} ("?")`).join(", ") + " and 3 more",
  },
  {
    name: "ds that is no date",
    panel: csv(["a,2024-01-01,1", "a,2024-02-30,2", "a,,3"]),
    message: 'Cannot read panel.csv as ds must be a date or time: line 3 ("2024-02-30"), line 4 (empty)',
  },
  {
    name: "rows without an id",
    panel: csv(["a,2024-01-01,1", ",2024-01-02,2"]),
    message: "Cannot read panel.csv as every row needs a unique_id: line 3 (empty)",
  },
  {
    name: "a series without a value",
    panel: csv(days("a", 3), ["b,2024-01-01,", "b,2024-01-02,NaN"]),
    message: "Cannot read panel.csv as every series needs at least one value: b (line 5 to line 6)",
  },
  {
    name: "a daily series among hourly ones",
    panel: csv(hours("a", 30), hours("b", 30), days("c", 6)),
    message:
      "Cannot forecast panel.csv as all its series must be hourly, and not of mixed frequency: c at line 65 (1 day after the row before)",
  },
  {
    name: "an hourly series among daily ones",
    panel: csv(days("a", 6), days("b", 6), hours("c", 30)),
    message:
      "Cannot forecast panel.csv as all its series must be daily, and not of mixed frequency: c at line 15 (1 hour after the row before)",
  },
  {
    name: "weeks",
    panel: csv(Array.from({ length: 9 }, (_, t) => `a,${day(7 * t)},1`)),
    message: "Cannot forecast panel.csv as its steps must be 1 day or 1 hour: 7 days (a at line 3)",
  },
  {
    name: "an hour's row off the hour",
    panel: csv(hours("a", 30).map((row) => row.replace("04:00:00", "04:07:00"))),
    message:
      "Cannot forecast panel.csv as all its series must be hourly, and not of mixed frequency: a at line 6 (67 minutes after the row before)",
  },
  {
    name: "one row and no frequency",
    panel: csv(["a,2024-01-01,1"]),
    message:
      "Cannot tell the frequency of panel.csv as no series has two rows: say --frequency daily or hourly",
  },
  {
    name: "a missing column",
    panel: "id,ds,y\na,2024-01-01,1\n",
    message:
      "Cannot read panel.csv as it must have the columns unique_id, ds and y: unique_id missing, found id, ds, y",
  },
  {
    name: "two columns of one name",
    panel: "unique_id,ds,y,Y\na,2024-01-01,1,2\n",
    message: "Cannot read panel.csv as each column must have a name of its own: Y twice",
  },
  {
    name: "values whose squares are no numbers",
    panel: csv(["a,2024-01-01,1", "a,2024-01-02,-1e300"]),
    message: 'Cannot read panel.csv as y must lie between -1e150 and 1e150: line 3 ("-1e300")',
  },
  {
    name: "a decimal comma between commas",
    panel: csv(['a,2024-01-01,"1,5"']),
    message: 'Cannot read panel.csv as y must be a number or empty: line 2 ("1,5")',
  },
  {
    name: "one hour twice, written in two time zones",
    panel: csv(["a,2024-01-01T03:00:00+01:00,1", "a,2024-01-01T04:00:00+02:00,2"]),
    message: "Cannot read panel.csv as a series must have one row per timestamp: " +
      "a at 2024-01-01T03:00:00+01:00 (line 2 and line 3)",
  },
  {
    name: "a row with more columns than the header",
    panel: csv(["a,2024-01-01,1", "a,2024-01-02,2,7"]),
    message: "Cannot read panel.csv as it must be a whole CSV or Parquet file: CSV Error on Line: 3; " +
      "Original Line: a,2024-01-02,2,7; Expected Number of Columns: 3 Found: 4",
  },
  {
    name: "an empty file",
    panel: "",
    message:
      "Cannot read panel.csv as it must have the columns unique_id, ds and y: unique_id, ds, y missing, found none",
  },
  { name: "no rows", panel: csv([]), message: "Cannot read panel.csv as it must have rows: it has none" },
];

for (const { name, panel, options, message } of PANELS) {
  Deno.test(`forecast: refuses ${name}`, () => assertRefused(panel, options ?? ASKED, message));
}

const COMMANDS: readonly [options: string, message: string][] = [
  [
    "--input panel.csv",
    "Cannot forecast as these options are needed: --horizon, --output. See npm run forecast -- --help",
  ],
  [`${ASKED} --horizon 0`, "Cannot use --horizon as it must be a whole number from 1: 0"],
  [
    `${ASKED} --frequency weekly`,
    "Cannot use --frequency as it must be one of daily, hourly: weekly",
  ],
  [`${ASKED} --levels 80,100`, "Cannot use --levels as each must be 1 to 99: 100"],
  ["--input none.csv --output out.csv --horizon 3", "Cannot read none.csv as there is no such file"],
  [
    "--input panel.csv --output no/out.csv --horizon 3",
    "Cannot write no/out.csv as there is no such folder: no",
  ],
  [
    "--input panel.csv --output out.xlsx --horizon 3",
    "Cannot use --output as its name must end in .csv or .parquet: out.xlsx",
  ],
];

Deno.test("forecast: refuses commands it cannot follow", async () => {
  for (const [options, message] of COMMANDS) await assertRefused(csv(days("a", 9)), options, message);
});

Deno.test("forecast: refuses a model that the frequency or the season does not have", async () => {
  const refused = async (options: string) => {
    const { code, said, output } = await forecast(csv(days("a", 9)), `${ASKED} ${options}`);
    assert.deepEqual([code, output], [2, undefined]);
    return said;
  };
  assert.match(
    await refused("--models seasonal_naive_168"),
    /Cannot use --models as daily series with a season of 7 have boosting, .*: seasonal_naive_168\n$/,
  );
  assert.match(
    await refused("--season 1 --models drift,holt_winters"),
    /Cannot use --models as daily series with a season of 1 have boosting, .*: holt_winters\n$/,
  );
});

Deno.test("forecast: refuses a model there is not, and says which it may be", async () => {
  const { code, said } = await forecast(csv(days("a", 9)), `${ASKED} --models thetta`);
  assert.equal(code, 2);
  assert.match(
    said,
    /^Cannot use --models as it must be one of boosting, .*: thetta; did you mean "theta"\?\n$/,
  );
});
