/** Real samples, spoiled at random by a seed, through the whole command. */
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { ROOT } from "../../lib/pipeline/project.ts";
import { type Stream, stream } from "../../lib/random/stream.ts";
import { withPlayground } from "./workspace.ts";

const SEED = 20261122;
/** Spoiled copies of each sample. More, for a longer search: FUZZ=50 deno test … */
const COPIES = Number(Deno.env.get("FUZZ") ?? 2);
const LARGEST = 60_000;

const SPECIALS = [
  "NaN",
  "Infinity",
  "-1",
  "1e308",
  "9".repeat(40),
  "\u0000",
  "\uFFFD",
  '"',
  "'",
  ";",
  ",",
  "\n",
  "\r",
  "{",
  "}",
  "[",
  "]",
  "null",
  "</script>",
  "2026-02-30T25:61:00Z",
  "1970-01-01",
  "%s",
  "\\u0000",
  "__proto__",
  "😀",
  "\t\t\t",
].map((text) => new TextEncoder().encode(text));

async function samples(): Promise<[name: string, bytes: Uint8Array][]> {
  const found: [string, Uint8Array][] = [];
  const walk = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) await walk(`${folder}${name}/`);
      else if (!/\.(md|LICENSE\.txt)$|LICENSE/.test(name)) {
        found.push([name, (await Deno.readFile(folder + name)).slice(0, LARGEST)]);
      }
    }
  };
  await walk(`${ROOT}data/samples/formats/`);
  return found.sort(([a], [b]) => a < b ? -1 : 1);
}

/** Cuts, doubles, swaps, flips or puts something in, a few times over. */
function spoiled(whole: Uint8Array, draw: Stream): Uint8Array {
  let bytes = [...whole];
  for (let times = draw.whole(1, 6); times > 0; times--) {
    const at = draw.whole(0, Math.max(0, bytes.length - 1));
    const length = draw.whole(1, 400);
    const part = bytes.slice(at, at + length);
    bytes = draw.choice([
      () => bytes.slice(0, at),
      () => [...bytes.slice(0, at), ...bytes.slice(at + length)],
      () => [...bytes.slice(0, at), ...part, ...bytes.slice(at)],
      () => [...bytes.slice(0, at), ...draw.choice(SPECIALS), ...bytes.slice(at)],
      () => bytes.map((byte, index) => index >= at && index < at + 3 ? draw.whole(0, 255) : byte),
    ])();
  }
  return Uint8Array.from(bytes);
}

Deno.test(`fuzz: ${COPIES} spoiled copies of each sample, every one accounted for or refused in words`, () =>
  withPlayground(async ({ root, file, take }) => {
    for (const [name, bytes] of await samples()) {
      for (let copy = 0; copy < COPIES; copy++) {
        const draw = stream(SEED, "ingest", name, copy);
        const made = spoiled(bytes, draw);
        const packed = draw.chance(0.2);
        await file(`in/${copy}-${name}${packed ? ".gz" : ""}`, packed ? gzipSync(made) : made);
      }
    }
    const outcomes = await take([`${root}in`], { timezone: "Europe/Zurich" });
    assert.ok(outcomes.length >= 40 * COPIES);
    assert.ok(outcomes.some(({ state }) => state === "taken in"));
    for (const { file, state, read, kept, quarantined, skipped, warnings } of outcomes) {
      const said = `${file}: ${warnings.join("; ")}`;
      if (state === "refused") assert.match(said, /: Cannot (read|tell|join|end|use)/);
      // Values joined into one sample make fewer samples than values.
      else assert.ok(kept + quarantined + skipped <= read && (kept > 0 || state === "empty"), said);
      assert.doesNotMatch(said, /accounted for|Cannot take in|\[object/);
    }
  }));
