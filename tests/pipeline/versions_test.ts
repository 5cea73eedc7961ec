import assert from "node:assert/strict";
import { sha256 } from "../../lib/pipeline/hash.ts";
import { pathsOf } from "../../lib/pipeline/paths.ts";
import { makeFolders } from "../../lib/pipeline/store.ts";
import {
  keepLast,
  openVersion,
  readVersion,
  type VersionManifest,
  versions,
  writeVersion,
} from "../../lib/pipeline/versions.ts";
import { configured } from "../configured.ts";

const FILES = {
  "fitted.json": `[\n{"server_id":"SRV-1","state":{"last_step":3,"state":{"last":0.1}}}\n]\n`,
  "global_models.json": "[\n\n]\n",
  "calibration.json": "[\n\n]\n",
};

async function manifestOf(version: string): Promise<VersionManifest> {
  const files = await Promise.all(
    Object.entries(FILES).map(async ([name, text]) => [name, await sha256(text)] as const),
  );
  return {
    format: "models-1",
    version,
    as_of: "2025-12-31",
    profile: "default",
    settings: configured("models"),
    seed: 7,
    rows: { global: 0, series: 1 },
    made_from: {},
    runtime: {},
    files: Object.fromEntries(files),
    backtest: { cutoffs: [], observations: "" },
    errors: [],
  };
}

async function withVersions(
  names: readonly string[],
  check: (paths: ReturnType<typeof pathsOf>) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir() + "/";
  try {
    const paths = pathsOf(root, "default");
    await makeFolders(paths);
    for (const name of names) {
      await writeVersion(paths, await manifestOf(name), FILES);
      await keepLast(paths, name, 2);
    }
    await check(paths);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("openVersion: settings and rows as saved, JSON columns as the text they were", () =>
  withVersions(["2025-12-31-aaaa"], async (paths) => {
    const { settings, rows } = await openVersion(paths, "2025-12-31-aaaa");
    assert.deepEqual(settings, configured("models"));
    assert.deepEqual(rows.fitted, [
      { server_id: "SRV-1", state: `{"last_step":3,"state":{"last":0.1}}` },
    ]);
  }));

Deno.test("openVersion: an unknown version names those there are", async () => {
  await withVersions(["2025-12-31-aaaa", "2025-12-31-bbbb"], async (paths) => {
    await assert.rejects(
      openVersion(paths, "2025-12-31-aaab"),
      /no such version in .*data\/models\/: 2025-12-31-aaaa, 2025-12-31-bbbb/,
    );
  });
  await withVersions([], (paths) => assert.rejects(openVersion(paths, "x"), /none has been saved/));
});

Deno.test("openVersion: refuses a version whose files were changed", () =>
  withVersions(["2025-12-31-aaaa"], async (paths) => {
    await Deno.writeTextFile(`${paths.models}2025-12-31-aaaa/fitted.json`, "[]");
    await assert.rejects(openVersion(paths, "2025-12-31-aaaa"), /fitted.json must be what was saved/);
  }));

Deno.test("keepLast: the last ones saved stay; one saved again is the last", () =>
  withVersions(["a", "b", "a", "c"], async (paths) => {
    assert.deepEqual(await versions(paths), ["a", "c"]);
    const folders = (await Array.fromAsync(Deno.readDir(paths.models)))
      .filter(({ isDirectory }) => isDirectory).map(({ name }) => name).sort();
    assert.deepEqual(folders, ["a", "c"]);
  }));

Deno.test("versions: a folder removed by hand is no version, one of another format is not read", () =>
  withVersions(["a", "b"], async (paths) => {
    await Deno.remove(`${paths.models}a`, { recursive: true });
    assert.deepEqual(await versions(paths), ["b"]);
    await Deno.writeTextFile(`${paths.models}b/manifest.json`, `{"format":"models-0"}`);
    assert.equal(await readVersion(paths, "b"), undefined);
    await assert.rejects(openVersion(paths, "b"), /manifest must be of this format: models-1/);
  }));
