import assert from "node:assert/strict";
import { stream } from "../../lib/random/stream.ts";
import { detect, lines } from "./command.ts";

const HEADER = "unique_id,ds,y,score,flagged,method,direction,explanation";
const hour = (row: number) => new Date(row * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

/** Rows of 500 hours with a spike in hour 400. */
function spiky(id: string, seed: number): string[] {
  const random = stream(seed, id);
  return Array.from(
    { length: 500 },
    (_, row) => `${id},${hour(row)},${(50 + random.normal() + (row === 400 ? 40 : 0)).toFixed(3)}`,
  );
}
const csv = (rows: readonly string[], header = "unique_id,ds,y") => [header, ...rows].join("\n") + "\n";
const IO = "--input panel.csv --output out.csv";

Deno.test("detect: one row per row in the order of the input, the spike flagged and explained", async () => {
  const rows = [...spiky("b", 1), ...spiky("a", 2)];
  const { code, said, files } = await detect({ "panel.csv": csv(rows) }, IO);
  assert.equal(code, 0, said);
  const [header, ...out] = lines(files["out.csv"]);
  assert.equal(header, HEADER);
  assert.deepEqual(out.map((line) => line.split(",", 2).join()), rows.map((row) => row.split(",", 2).join()));
  for (const line of [out[400]!, out[900]!]) {
    assert.match(line, /,0\.\d+,true,\w+,above,".* above the expected .* usual spreads: .*"$/);
  }
  assert.match(said, /flagged \d+ of 1000 rows/);
  assert.deepEqual(Object.keys(files), ["out.csv", "panel.csv"]);
});

Deno.test("detect: order of the rows, workers and company change no score", async () => {
  const [a, b] = [spiky("a", 1), spiky("b", 2)];
  const alone = lines((await detect({ "panel.csv": csv(a) }, IO)).files["out.csv"]).slice(1);
  const mixed = a.flatMap((row, index) => [b[index]!, row]).toReversed();
  const { files } = await detect({ "panel.csv": csv(mixed) }, `${IO} --workers 2`);
  assert.deepEqual(lines(files["out.csv"]).filter((line) => line.startsWith("a,")).toReversed(), alone);
});

Deno.test("detect: timestamp and value are one series named by the file, also compressed", async () => {
  const rows = spiky("x", 3).map((row) => row.slice(2));
  const text = new Blob([csv(rows, "timestamp,value")]).stream().pipeThrough(new CompressionStream("gzip"));
  const file = new Uint8Array(await new Response(text).arrayBuffer());
  const { code, said, files } = await detect({ "cpu.csv.gz": file }, "--input cpu.csv.gz --output out.csv");
  assert.equal(code, 0, said);
  assert.equal(lines(files["out.csv"])[1]!.split(",")[0], "cpu");
  assert.match(lines(files["out.csv"])[401]!, /true/);
});

Deno.test("detect: duplicates, gaps and missing values are read as they are; a missing value has no score", async () => {
  const rows = spiky("a", 4).filter((_, row) => row < 100 || row > 150);
  rows.splice(50, 0, rows[49]!);
  rows[60] = rows[60]!.replace(/[^,]*$/, "");
  const { code, said, files } = await detect({ "panel.csv": csv(rows) }, IO);
  assert.equal(code, 0, said);
  const out = lines(files["out.csv"]).slice(1);
  assert.equal(out.length, rows.length);
  assert.match(out[60]!, /^a,[^,]+,,,false,,,$/);
});

Deno.test("detect: a lower threshold flags more, a budget at most so many", async () => {
  const panel = { "panel.csv": csv(spiky("a", 5)) };
  const flags = async (options: string) =>
    lines((await detect(panel, `${IO} ${options}`)).files["out.csv"])
      .filter((line) => line.includes(",true,")).length;
  const [usual, many, few] = [
    await flags(""),
    await flags("--threshold 0.3"),
    await flags("--threshold 0.3 --budget 2"),
  ];
  assert.ok(many > usual, `${many} and ${usual}`);
  assert.equal(few, 2);
});

const REFUSED: Record<string, { panel: string; options?: string; message: RegExp }> = {
  "an unknown option": { panel: csv([]), options: `${IO} --horizon 3`, message: /Cannot read the command/ },
  "a missing option": { panel: csv([]), options: "--input panel.csv", message: /needed: --output/ },
  "an unknown profile": {
    panel: csv([]),
    options: `${IO} --profile lowfp`,
    message: /did you mean "?low_fp/i,
  },
  "a threshold above 1": { panel: csv([]), options: `${IO} --threshold 2`, message: /from 0 to 1: 2/ },
  "a frequency it does not know": { panel: csv([]), options: `${IO} --frequency often`, message: /often/ },
  "a frequency the rows do not have": {
    panel: csv(spiky("a", 1)),
    options: `${IO} --frequency 5min`,
    message: /says 300 s between rows: 3600 s from line 2/,
  },
  "a file that is not there": {
    panel: csv([]),
    options: "--input no.csv --output out.csv",
    message: /no\.csv as there is no such file/,
  },
  "a panel without rows": { panel: csv([]), message: /must have rows/ },
  "columns it does not know": { panel: csv([], "a,b"), message: /found a, b/ },
  "a value that is no number": {
    panel: csv(["a,2024-01-01,1", "a,2024-01-02,x"]),
    message: /y must be a number or empty: line 3 \("x"\)/,
  },
  "a time that is none": { panel: csv(["a,yesterday,1"]), message: /ds must be a date or time: line 2/ },
};

for (const [name, { panel, options, message }] of Object.entries(REFUSED)) {
  Deno.test(`detect: refuses ${name} and writes nothing`, async () => {
    const { code, said, files } = await detect({ "panel.csv": panel }, options ?? IO);
    assert.equal(code, 2, said);
    assert.match(said, message);
    assert.deepEqual(Object.keys(files), ["panel.csv"]);
  });
}
