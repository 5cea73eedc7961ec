import assert from "node:assert/strict";
import { keepState, writeChanges } from "../../lib/site/history.ts";
import type { State } from "../../lib/pipeline/schemas/state.ts";

const stateAt = (as_of: string): State => ({ as_of, servers: {}, models: {}, settings: {} });

/** A project whose snapshots hold a state, built as often as asked. */
async function withProject(
  use: (build: (as_of: string) => Promise<string | null>, root: string) => Promise<void>,
): Promise<void> {
  const root = `${await Deno.makeTempDir()}/`;
  await Deno.mkdir(`${root}data/snapshots`, { recursive: true });
  const build = async (as_of: string) => {
    await Deno.writeTextFile(`${root}data/snapshots/state.json`, JSON.stringify(stateAt(as_of)) + "\n");
    const { before } = await writeChanges(root, "default", 14);
    await keepState(root, "default", 3);
    return before;
  };
  try {
    await use(build, root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const filesOf = async (root: string) =>
  (await Array.fromAsync(Deno.readDir(`${root}data/history/default`))).map(({ name }) => name).sort();

Deno.test("writeChanges: compares with the last build that differed, however often this one is repeated", async () => {
  await withProject(async (build) => {
    assert.equal(await build("2025-01-01"), null);
    assert.equal(await build("2025-01-01"), null);
    assert.equal(await build("2025-02-01"), "2025-01-01");
    assert.equal(await build("2025-02-01"), "2025-01-01");
    // A setting turned and turned back: the other one is the one that differs.
    assert.equal(await build("2025-01-01"), "2025-02-01");
  });
});

Deno.test("keepState: keeps so many builds, the newest, and equal ones once", async () => {
  await withProject(async (build, root) => {
    for (const month of ["01", "02", "02", "03", "04"]) await build(`2025-${month}-01`);
    assert.deepEqual(await filesOf(root), ["000002.json", "000003.json", "000004.json"]);
  });
});

Deno.test("writeChanges: a kept state of an older shape counts as none", async () => {
  await withProject(async (build, root) => {
    await build("2025-01-01");
    await Deno.writeTextFile(`${root}data/history/default/000001.json`, '{"as_of":"2024-01-01"}');
    assert.equal(await build("2025-02-01"), null);
  });
});
