/** Inputs that mean harm or are broken: each ends in a message, never in a crash, a hang or a loss. */
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { Refusal } from "../../lib/ingest/refusal.ts";
import { survey } from "../../lib/ingest/files/survey.ts";
import { aligned } from "../../lib/ingest/report.ts";
import { withPlayground } from "./workspace.ts";

const GOOD = "time,server,cpu_pct\n2026-01-01T00:00:00Z,a,5\n2026-01-01T00:05:00Z,a,6\n";
const bytes = (text: string) => new TextEncoder().encode(text);

/** What is said of one file, and what is kept of it. */
async function outcomeOf(name: string, content: string | Uint8Array) {
  let found: { state: string; kept: number; quarantined: number; said: string } | undefined;
  await withPlayground(async ({ file, take }) => {
    const outcomes = await take([await file(name, content)]);
    const [outcome] = outcomes;
    found = {
      state: outcome!.state,
      kept: outcomes.reduce((sum, { kept }) => sum + kept, 0),
      quarantined: outcome!.quarantined,
      said: outcomes.flatMap(({ warnings }) => warnings).join("\n"),
    };
  });
  return found!;
}

const refusals: Record<string, [name: string, content: string | Uint8Array, said: RegExp]> = {
  "empty file": ["a.csv", "", /there must be something in it: it is empty/],
  "empty gzip file": ["a.csv.gz", new Uint8Array(0), /it is empty/],
  "gzip of nothing": ["a.csv.gz", gzipSync(""), /it unpacks to nothing/],
  "gzip cut short": ["a.csv.gz", gzipSync(GOOD.repeat(50)).subarray(0, 60), /it is cut short/],
  "gzip with a broken middle": [
    "a.csv.gz",
    gzipSync(GOOD.repeat(50)).map((byte, index) => index > 20 && index < 60 ? byte ^ 0x5a : byte),
    /its packing must be (sound|whole)/,
  ],
  "gzip in gzip": ["a.csv.gz", gzipSync(gzipSync(GOOD)), /it holds gzip data; unpack it first/],
  "binary": [
    "a.csv",
    Uint8Array.from({ length: 5000 }, (_, index) => index * 7 % 256),
    /its first bytes are binary/,
  ],
  "no zip though it begins like one": [
    "a.zip",
    bytes("PK\x03\x04 and then nothing of the kind"),
    /sound zip archive/,
  ],
  "no Parquet though it begins like it": ["a.parquet", bytes("PAR1 and no more"), /must be whole Parquet/],
  "prose": ["a.txt", "It was the best of times,\nit was the worst of times.\n", /no reader knows it/],
  "only a header": [
    "a.csv",
    "time,server,cpu_pct\n",
    /no reader knows it|nothing could be kept|without a mapping/,
  ],
  "names that stand twice": [
    "a.csv",
    "time,time,server,cpu_pct\n2026-01-01T00:00:00Z,x,a,5\n2026-01-01T00:05:00Z,x,a,6\n",
    /the names of columns must differ: "time" stands twice/,
  ],
};

for (const [what, [name, content, said]] of Object.entries(refusals)) {
  Deno.test(`hostile: ${what} is refused with the reason`, async () => {
    const outcome = await outcomeOf(name, content);
    assert.equal(outcome.kept, 0);
    assert.notEqual(outcome.state, "taken in");
    assert.match(outcome.said, said);
  });
}

Deno.test("hostile: UTF-16 with and without mark, Latin-1 and a mark of UTF-8 are read", async () => {
  const utf16 = (text: string, mark: boolean) =>
    new Uint8Array(Uint16Array.from((mark ? "\uFEFF" : "") + text, (letter) => letter.charCodeAt(0)).buffer);
  assert.equal((await outcomeOf("a.csv", utf16(GOOD, true))).kept, 2);
  assert.equal((await outcomeOf("a.csv", utf16(GOOD, false))).kept, 2);
  assert.equal((await outcomeOf("a.csv", "\uFEFF" + GOOD)).kept, 2);
});

Deno.test("hostile: bytes that are no text cost their own row only, and are quarantined", async () => {
  const broken = [
    ...bytes(GOOD),
    ...bytes("2026-01-01T00:10:00Z,b"),
    0xff,
    0xfe,
    ...bytes("c,7\n"),
    ...bytes("2026-01-01T00:15:00Z,a,8\n"),
  ];
  const { kept, quarantined } = await outcomeOf("a.csv", Uint8Array.from(broken));
  assert.deepEqual([kept, quarantined], [3, 1]);
});

Deno.test("hostile: a quote without its end costs the lines it takes along, each of them told", () =>
  withPlayground(async ({ file, take, rows }) => {
    const lines = GOOD + '2026-01-01T00:10:00Z,"a,6\n2026-01-01T00:15:00Z,a,7\n2026-01-01T00:20:00Z,a"b,9\n' +
      "2026-01-01T00:25:00Z,a,10\n2026-01-01T00:30:00Z,a,oops\n";
    const [outcome] = await take([await file("a.csv", lines)]);
    assert.deepEqual([outcome!.read, outcome!.kept, outcome!.quarantined], [7, 3, 4]);
    assert.deepEqual(
      (await rows<{ line: number }>("quarantine/*.parquet", "SELECT line FROM found ORDER BY line")).map((
        { line },
      ) => line),
      [4, 5, 6, 8],
    );
  }));

Deno.test("hostile: a quote that never ends loses nothing unsaid", async () => {
  const { state, said, kept, quarantined } = await outcomeOf(
    "a.csv",
    GOOD + '2026-01-01T00:10:00Z,"a,6\n' +
      Array.from({ length: 50 }, (_, n) => `2026-01-02T00:${n + 10}:00Z,a,7\n`).join(""),
  );
  if (state === "refused") assert.match(said, /each line must be a row or be quarantined/);
  else assert.equal(kept + quarantined, 53);
});

Deno.test("hostile: line ends of several kinds in one file", async () => {
  const mixed =
    "time,server,cpu_pct\r\n2026-01-01T00:00:00Z,a,5\n2026-01-01T00:05:00Z,a,6\r\n2026-01-01T00:10:00Z,a,7\n";
  const { kept, quarantined, state } = await outcomeOf("a.csv", mixed);
  assert.ok(state === "refused" || kept + quarantined === 3, `${state} ${kept} ${quarantined}`);
  assert.equal(kept, 3);
});

Deno.test("hostile: names are data, whatever they say", () =>
  withPlayground(async ({ file, take, daily }) => {
    const names = [
      "a'; DROP TABLE samples; --",
      "<script>alert(1)</script>",
      "${7*7}",
      "../../etc/passwd",
      "\u001b[2J",
      "=cmd()",
      "ünï 🚀",
    ];
    const rows = names.map((name) => `2026-01-01T00:00:00Z,"${name}",5\n`).join("");
    const [outcome] = await take([await file("a.csv", "time,server,cpu_pct\n" + rows)]);
    assert.equal(outcome!.kept, names.length);
    assert.deepEqual(
      (await daily<{ server_id: string }>("server_id")).map(({ server_id }) => server_id),
      names.toSorted(),
    );
  }));

Deno.test("hostile: what is shown at the terminal cannot steer it", async () => {
  const { said } = await outcomeOf(
    "a.csv",
    "time,server,cpu_pct\n2026-01-01T00:00:00Z,a,5\n2026-01-01T00:05:00Z,a,6\n",
  );
  assert.ok(!aligned([[said]]).join().includes("\u001b"));
});

Deno.test("hostile: a line without end is refused after its limit, not after a gigabyte", async () => {
  let given = 0;
  async function* endless() {
    for (; given < 2 ** 30; given += 65_536) yield await Promise.resolve(new Uint8Array(65_536).fill(120));
  }
  const limits = { line_bytes: 1_000_000, unpacked_bytes: 2 ** 40, unpacked_ratio: 300 };
  await assert.rejects(survey("x", endless(), limits), /a line must be at most 1000000 bytes long/);
  assert.ok(given < 2_000_000, `${given} bytes were read`);
});

Deno.test("hostile: a gzip bomb is refused while it unpacks", async () => {
  const bomb = gzipSync("a,b\n".repeat(2 ** 25), { level: 9 });
  const outcome = await outcomeOf("bomb.csv.gz", bomb);
  assert.match(outcome.said, /must unpack to at most 300 times its size: it is a bomb/);
});

async function zipOf(entries: Record<string, string>): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, text] of Object.entries(entries)) await zip.add(name, new TextReader(text));
  return await zip.close();
}

Deno.test("hostile: each file of an archive is taken in on its own, and nothing else is written", () =>
  withPlayground(async ({ root, file, take }) => {
    const zip = await zipOf({
      "etc/b.csv": GOOD.replaceAll(",a,", ",b,"),
      "fine/c.csv": GOOD.replaceAll(",a,", ",c,"),
      "broken.csv": "",
      ".hidden": "x",
    });
    const outcomes = await take([await file("x/all.zip", zip)]);
    assert.deepEqual(outcomes.map(({ file, state }) => [file.replace(/^.*!/, ""), state]), [
      ["broken.csv", "refused"],
      ["etc/b.csv", "taken in"],
      ["fine/c.csv", "taken in"],
    ]);
    const found: string[] = [];
    for await (const { name } of Deno.readDir(root)) found.push(name);
    assert.deepEqual(found.sort(), ["data", "x"]);
  }));

for (const name of ["../../climbs.csv", "/absolute.csv", "C:/drive.csv", "..\\windows.csv"]) {
  Deno.test(`hostile: an archive with the name ${name} is refused`, async () => {
    const { said, kept } = await outcomeOf("all.zip", await zipOf({ [name]: GOOD }));
    assert.equal(kept, 0);
    assert.match(said, /must be a sound zip archive: Unsafe filename/);
  });
}

Deno.test("hostile: an archive in an archive and a bomb in one are refused, the rest is read", () =>
  withPlayground(async ({ file, take }) => {
    const inner = new Uint8Array(await zipOf({ "a.csv": GOOD }));
    const zip = new ZipWriter(new Uint8ArrayWriter());
    await zip.add("inner.zip", new Blob([inner]).stream());
    await zip.add("bomb.csv", new TextReader("a,b\n".repeat(2 ** 25)));
    await zip.add("good.csv", new TextReader(GOOD));
    const outcomes = await take([await file("all.zip", await zip.close())]);
    const said = Object.fromEntries(
      outcomes.map(({ file, state, warnings }) => [file.replace(/^.*!/, ""), [state, warnings.join()]]),
    );
    assert.match(said["inner.zip"]!.join(), /refused.*archives within archives are not opened/);
    assert.match(said["bomb.csv"]!.join(), /refused.*bomb/);
    assert.equal(said["good.csv"]![0], "taken in");
  }));

Deno.test("hostile: missing, unreadable and circular files are listed, the others still taken in", () =>
  withPlayground(async ({ root, file, take }) => {
    await file("in/good.csv", GOOD);
    await Deno.symlink(`${root}in/b`, `${root}in/a`);
    await Deno.symlink(`${root}in/a`, `${root}in/b`);
    await Deno.symlink(`${root}in`, `${root}in/up`);
    const outcomes = await take([`${root}in`, `${root}nowhere.csv`]);
    assert.equal(outcomes.filter(({ state }) => state === "taken in").length, 1);
    const said = outcomes.filter(({ state }) => state === "refused").flatMap(({ warnings }) => warnings).join(
      "\n",
    );
    assert.match(said, /nowhere\.csv as there is no such file/);
    assert.match(said, /links lead in a circle/);
  }));

Deno.test("hostile: ten thousand columns", async () => {
  const columns = Array.from({ length: 10_000 }, (_, index) => `x${index}`);
  const row = (minute: number) => `2026-01-01T00:0${minute}:00Z,a,5,${columns.map(() => "1").join(",")}\n`;
  const outcome = await outcomeOf("a.csv", `time,server,cpu_pct,${columns.join(",")}\n${row(0)}${row(5)}`);
  assert.equal(outcome.kept, 2, outcome.said);
});

Deno.test("hostile: standard input is read like a file", () =>
  withPlayground(async ({ take }) => {
    async function* input() {
      yield await Promise.resolve(bytes(GOOD));
    }
    const [outcome] = await take(["-"], { input: input() });
    assert.deepEqual([outcome!.file, outcome!.kept], ["standard input", 2]);
  }));

Deno.test("hostile: a mapping that is none is refused before anything is read", () =>
  withPlayground(async ({ file, take }) => {
    const map = await file("map.yaml", "columns: nonsense");
    await assert.rejects(take([await file("a.csv", GOOD)], { map }), Refusal);
  }));
