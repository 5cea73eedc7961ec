import assert from "node:assert/strict";
import { editOf, joined, named, ofItself } from "../../lib/site/edits.ts";

const edit = (...paths: string[]) => editOf("/here/", paths.map((path) => `/here/${path}`));
const asks = (path: string) => {
  const { snapshots, code, pages } = edit(path)!;
  return { snapshots, code, pages };
};

Deno.test("editOf: code takes a fresh pipeline, settings, SQL and data a run, pages neither", () => {
  assert.deepEqual(asks("lib/risk/level.ts"), { snapshots: true, code: true, pages: false });
  assert.deepEqual(asks("loaders/risk.ts"), { snapshots: true, code: true, pages: false });
  assert.deepEqual(asks("lib/risk/risk.sql"), { snapshots: true, code: false, pages: false });
  assert.deepEqual(asks("config/profiles/bitbrains.yaml"), { snapshots: true, code: false, pages: false });
  assert.deepEqual(asks("data/samples/vms.csv"), { snapshots: true, code: false, pages: false });
  assert.deepEqual(asks("src/risk.md"), { snapshots: false, code: false, pages: true });
});

Deno.test("editOf: what editors, git and the notebook itself write is no edit", () => {
  for (
    const path of [
      "src/.observablehq/cache/x.json",
      "src/data/risk.parquet",
      "src/components/whatif.js",
      "src/components/whatif_worker.js",
      "lib/risk/.level.ts.swp",
      "lib/risk/level.ts~",
      "lib/risk/4913",
      "config/risk.yaml.tmp",
      "config/schema/risk.json",
    ]
  ) assert.equal(edit(path), undefined, path);
  assert.deepEqual(edit("src/risk.md", "src/risk.md~")?.paths, ["src/risk.md"]);
});

Deno.test("joined: what either asks for, each path once", () => {
  assert.deepEqual(joined(edit("src/risk.md"), edit("lib/a.ts", "src/risk.md")!), {
    paths: ["lib/a.ts", "src/risk.md"],
    snapshots: true,
    code: true,
    pages: true,
  });
  assert.deepEqual(joined(undefined, edit("lib/a.sql")!), edit("lib/a.sql"));
});

Deno.test("named: three paths and how many more", () => {
  assert.equal(named({ paths: ["a", "b"] }), "a, b");
  assert.equal(named({ paths: ["a", "b", "c", "d"] }), "a, b, c and 1 more");
});

Deno.test("ofItself: only modules of the running command", () => {
  const others = ["lib/site/servers/answer.ts", "lib/risk/level.ts", "lib/pipeline/live_run.ts"];
  assert.deepEqual(ofItself(edit("lib/site/watch.ts", "lib/pipeline/live.ts", ...others)!), [
    "lib/pipeline/live.ts",
    "lib/site/watch.ts",
  ]);
});
