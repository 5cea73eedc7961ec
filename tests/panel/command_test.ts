import assert from "node:assert/strict";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { csv, daily, day, hour, hourly, rows } from "./cases.ts";
import { forecast, records } from "./command.ts";

const FILES = "--input panel.csv --output out.csv";
const WEEK = "--horizon 14 --models seasonal_naive,season_mean,drift";
const two = csv(rows("a", daily("a", 120), day), rows("b", daily("b", 90), day));

Deno.test("forecast: one row per series and step, columns and days as promised", async () => {
  const { code, output, said, files } = await forecast(two, `${FILES} ${WEEK}`);
  assert.equal(code, 0, said);
  assert.equal(output!.split("\n")[0], "unique_id,ds,model,mean,lo_80,hi_80,lo_95,hi_95");
  const found = records(output);
  assert.deepEqual(
    found.map(({ unique_id, ds }) => `${unique_id} ${ds}`),
    [120, 90].flatMap((from, id) => Array.from({ length: 14 }, (_, h) => `${"ab"[id]} ${day(from + h)}`)),
  );
  for (const row of found) {
    const ends = [row.lo_95, row.lo_80, row.mean, row.hi_80, row.hi_95].map(Number);
    assert.deepEqual(ends, ends.toSorted((a, b) => a - b));
  }
  assert.match(said, /^read 2 daily series in .* s\nmodels: .*\nwrote out\.csv: 28 rows in .* s\n$/);
  assert.deepEqual(files, ["out.csv", "panel.csv"]);
});

Deno.test("forecast: the same bytes with one worker and with three, again and again", async () => {
  const panel = csv(...Array.from({ length: 10 }, (_, id) => rows(`s${id}`, hourly(`${id}`, 300), hour)));
  const asked = `${FILES} --horizon 24`;
  const [one, three] = [
    await forecast(panel, `${asked} --workers 1`),
    await forecast(panel, `${asked} --workers 3`),
  ];
  assert.equal(one.code, 0, one.said);
  assert.ok(one.output!.length > 10_000);
  assert.equal(three.output, one.output);
});

Deno.test("forecast: a series stands by itself, whatever stands beside it", async () => {
  const alone = await forecast(csv(rows("b", daily("b", 90), day)), `${FILES} ${WEEK}`);
  const means = (output: string | undefined) =>
    records(output).filter(({ unique_id }) => unique_id === "b").map(({ ds, mean }) => [ds, mean]);
  assert.deepEqual(means((await forecast(two, `${FILES} ${WEEK}`)).output), means(alone.output));
});

Deno.test("forecast: rows in any order, gaps and empty values are all the same missing values", async () => {
  const whole = rows("a", daily("a", 120), day);
  const gone = (t: number) => t === 30 || (t > 70 && t < 75);
  const left = whole.filter((_, t) => !gone(t));
  const empty = whole.map((row, t) => gone(t) ? row.replace(/[^,]*$/, t % 2 === 0 ? "" : "NaN") : row);
  const [gaps, blanks, backwards] = [
    await forecast(csv(left), `${FILES} --horizon 9`),
    await forecast(csv(empty), `${FILES} --horizon 9`),
    await forecast(csv(left.toReversed()), `${FILES} --horizon 9`),
  ];
  assert.equal(gaps.code, 0, gaps.said);
  assert.equal(blanks.output, gaps.output);
  assert.equal(backwards.output, gaps.output);
});

Deno.test("forecast: a constant series, one of one row and one ending in empty values", async () => {
  const panel = csv(
    rows("constant", new Float64Array(40).fill(7), day),
    rows("ending", daily("e", 60).map((value, t) => t > 56 ? NaN : value), day),
    ["one,2024-03-01,5"],
  );
  const { code, output, said } = await forecast(panel, `${FILES} --horizon 2 --levels 90`);
  assert.equal(code, 0, said);
  const [c1, c2, e1, , o1, o2] = records(output);
  for (const row of [c1!, c2!]) {
    assert.deepEqual([row.model, row.mean, row.lo_90, row.hi_90], ["last_value", "7.0", "7.0", "7.0"]);
  }
  assert.equal(e1!.ds, day(60));
  for (const row of [o1!, o2!]) {
    assert.deepEqual([row.model, row.mean, row.lo_90, row.hi_90], ["last_value", "5.0", "", ""]);
  }
  assert.match(said, /without intervals, as too short to know their errors: one\n/);
});

Deno.test("forecast: hours in, hours out; columns that are not used are named", async () => {
  const values = hourly("h", 200);
  const panel = ["ds,y,unique_id,owner", ...Array.from(values, (y, t) => `${hour(t)},${y},h,me`), ""].join(
    "\n",
  );
  const { code, output, said } = await forecast(panel, `${FILES} --horizon 3 --models seasonal_naive`);
  assert.equal(code, 0, said);
  assert.deepEqual(
    records(output).map(({ ds, model, mean }) => [ds, model, Number(mean)]),
    [0, 1, 2].map((h) => [hour(200 + h), "seasonal_naive", values[176 + h]]),
  );
  assert.match(said, /not used: column owner\n/);
});

Deno.test("forecast: capitals, semicolons, tabs, decimal commas, a byte order mark and spaces change nothing", async () => {
  const values = daily("dialects", 60).map((value) => Math.round(100 * value) / 100);
  const asked = `${FILES} --horizon 3 --models drift`;
  const plain = await forecast(csv(rows("a", values, day)), asked);
  const dialect = (mark: string, decimal: string, header: string) =>
    forecast(
      [
        header,
        ...Array.from(values, (y, t) => ["a", day(t), `${y}`.replace(".", decimal)].join(mark)),
        "",
      ].join("\r\n"),
      asked,
    );
  const semicolons = await dialect(";", ",", "\ufeffUnique_ID;DS;Y");
  assert.equal(semicolons.output, plain.output, semicolons.said);
  assert.match(semicolons.said, /columns parted by semicolons\n.* values with a decimal comma\n/);
  assert.equal((await dialect("\t", ".", "unique_id\tds\ty")).output, plain.output);
  assert.equal((await dialect(", ", ".", "unique_id, ds, y")).output, plain.output);
});

Deno.test("forecast: times with a distance from UTC are counted in UTC, days keep their date", async () => {
  const values = hourly("zones", 80);
  const asked = `${FILES} --horizon 1 --models last_value`;
  const times = await forecast(csv(rows("a", values, (t) => `${hour(t)}+02:00`)), asked);
  assert.equal(records(times.output)[0]!.ds, hour(78));
  assert.match(times.said, /80 times with a distance from UTC: counted, and forecast, in UTC\n/);
  for (const zone of ["+02:00", "+0200", "+02", " +02:00"]) {
    const short = await forecast(csv(rows("a", values, (t) => hour(t).slice(0, 16) + zone)), asked);
    assert.equal(short.output, times.output, `${zone}: ${short.said}`);
  }
  const days = await forecast(csv(rows("a", values, (t) => `${day(t)}T00:00:00-05:00`)), asked);
  assert.equal(records(days.output)[0]!.ds, day(80));
});

Deno.test("forecast: piped in and out, and compressed under any name, as from a file", async () => {
  const plain = await forecast(two, `${FILES} ${WEEK}`);
  const piped = await forecast(two, `--input - --output - ${WEEK}`, undefined, true);
  assert.equal(piped.code, 0, piped.said);
  assert.ok(piped.said.endsWith(plain.output!), piped.said);
  assert.match(piped.said, /wrote standard output: 28 rows/);
  const wrong = await forecast(csv(["a,2024-01-01,?"]), `--input - --output - ${WEEK}`, undefined, true);
  assert.equal(
    wrong.said,
    'Cannot read standard input as y must be a number or empty: line 2 ("?")\n',
  );

  const folder = await Deno.makeTempDir();
  try {
    const gzip = new Blob([two]).stream().pipeThrough(new CompressionStream("gzip"));
    await Deno.writeFile(`${folder}/squeezed.csv`, gzip);
    const squeezed = await forecast(two, `--input squeezed.csv --output out.csv ${WEEK}`, folder);
    assert.equal(squeezed.output, plain.output, squeezed.said);
    const whole = await Deno.readFile(`${folder}/squeezed.csv`);
    await Deno.writeFile(`${folder}/cut.csv.gz`, whole.subarray(0, whole.length >> 1));
    const cut = await forecast(two, `--input cut.csv.gz --output cut.csv ${WEEK}`, folder);
    assert.equal(cut.code, 2);
    assert.match(cut.said, /^Cannot read cut\.csv\.gz as its packing must be whole: it is cut short/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("forecast: Parquet in, Parquet out, as from CSV", async () => {
  const folder = await Deno.makeTempDir();
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    const fromCsv = await forecast(two, `${FILES} ${WEEK}`, folder);
    await warehouse.copyTo(
      `SELECT unique_id, CAST(ds AS DATE) AS ds, CAST(y AS DOUBLE) AS y FROM '${folder}/panel.csv'`,
      `${folder}/panel.parquet`,
    );
    const run = await forecast(two, `--input panel.parquet --output out.parquet ${WEEK}`, folder);
    assert.equal(run.code, 0, run.said);
    const described = await warehouse.describe(`SELECT * FROM '${folder}/out.parquet'`);
    assert.deepEqual(described.map(({ name, type }) => `${name} ${type}`), [
      "unique_id VARCHAR",
      "ds DATE",
      "model VARCHAR",
      ...["mean", "lo_80", "hi_80", "lo_95", "hi_95"].map((name) => `${name} DOUBLE`),
    ]);
    const written = await warehouse.query(`SELECT ds, mean, hi_95 FROM '${folder}/out.parquet'`);
    assert.deepEqual(
      written.map(({ ds, mean, hi_95 }) => [ds, mean, hi_95]),
      records(fromCsv.output).map(({ ds, mean, hi_95 }) => [ds, Number(mean), Number(hi_95)]),
    );
  } finally {
    warehouse.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("forecast --help: every option, every model, exit code 0", async () => {
  const { code, said } = await forecast("", "--help");
  assert.equal(code, 0);
  for (
    const word of ["--input", "--horizon", "--levels", "--models", "lag_regression_log", "theta", "hourly"]
  ) {
    assert.ok(said.includes(word), word);
  }
});
