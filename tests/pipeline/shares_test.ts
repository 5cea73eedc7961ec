/** Phases made part by part: whatever part holds which row, the file is in order of its key. */
import assert from "node:assert/strict";
import { z } from "zod";
import type { Settings } from "../../lib/config/settings.ts";
import { joinShards, makeShard } from "../../lib/pipeline/make.ts";
import { phase } from "../../lib/pipeline/phase.ts";
import { serverId, whole } from "../../lib/pipeline/schemas/columns.ts";
import { snapshot } from "../../lib/pipeline/schemas/snapshot.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

const schema = snapshot({
  name: "loads",
  description: "One row per server and part",
  key: ["server_id", "part"],
  columns: z.object({ server_id: serverId(), part: whole("Part", { min: 0 }) }),
});

const loads = phase({
  schema,
  question: "Which part says what of which server?",
  needs: [],
  config: [],
  work: () => ({
    kind: "parts",
    parts: 2,
    columns: ({ part, warn }) => {
      warn(`part ${part}`);
      return { server_id: ["SRV-2", "SRV-1"], part: Int32Array.of(part, part) };
    },
  }),
});

Deno.test("parts: joined in order of the key, with the warnings of each", async () => {
  const scratch = await Deno.makeTempDir() + "/";
  try {
    const task = {
      root: scratch,
      inputs: {},
      settings: {} as Settings,
      output: `${scratch}all.parquet`,
      scratch,
    };
    const files = [1, 0].map((part) => `${scratch}${part}.parquet`);
    const warnings = await Promise.all(
      [1, 0].map((part, index) => makeShard(loads, { ...task, output: files[index]! }, { part })),
    );
    assert.deepEqual(warnings, [["part 1"], ["part 0"]]);
    await joinShards(schema, files, task, false);
    const warehouse = await openWarehouse({ threads: 1 });
    await warehouse.attach("loads", task.output);
    assert.deepEqual(await warehouse.query("SELECT * FROM loads"), [
      { server_id: "SRV-1", part: 0 },
      { server_id: "SRV-1", part: 1 },
      { server_id: "SRV-2", part: 0 },
      { server_id: "SRV-2", part: 1 },
    ]);
    warehouse.close();
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
});
