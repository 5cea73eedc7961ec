/** Files for readers: made like snapshots, from snapshots and documents, byte for byte what the phase gave. */
import assert from "node:assert/strict";
import { file, fileNameOf } from "../../lib/pipeline/schemas/file.ts";
import { snapshot } from "../../lib/pipeline/schemas/snapshot.ts";
import { z } from "zod";
import { projectTest, type TestProject } from "./test_project.ts";

const LOADER = `
import { filePhase } from "headroom:lib/pipeline/file_phase.ts";
import { file } from "headroom:lib/pipeline/schemas/file.ts";
import { report } from "../lib/schemas.ts";

export default filePhase({
  schema: file({ name: "over.txt", description: "Who was over" }),
  question: "Who was over?",
  needs: ["totals", "report"],
  config: [],
  work: () => ({
    kind: "file",
    content: async ({ warehouse, document, hashes, warn }) => {
      const rows = await warehouse.query("SELECT server_id FROM totals ORDER BY server_id");
      const { over } = await document(report);
      warn("for readers");
      const lines = [...rows.map((row) => row.server_id), over, Object.keys(hashes).sort(), hashes.report.length];
      return { bytes: new Blob([lines.join("|")]).stream(), rows: rows.length };
    },
  }),
});
`;

const checkout = new URL("../../", import.meta.url).href;
const write = (project: TestProject, text: string) =>
  Deno.writeTextFile(`${project.root}loaders/over.txt.ts`, text.replaceAll("headroom:", checkout));

projectTest(
  "a file phase writes its bytes, with a manifest, and is kept when nothing changed",
  async (project) => {
    await write(project, LOADER);
    await project.run();
    const text = new TextDecoder().decode(await project.bytes("data/snapshots/over.txt"));
    assert.match(text, /^SRV-\d+\|.*\|\d+\|report,totals\|64$/);
    const manifest = JSON.parse(
      new TextDecoder().decode(await project.bytes("data/manifests/over.txt.json")),
    );
    assert.deepEqual([manifest.rows, manifest.columns, manifest.warnings], [3, [], ["for readers"]]);
    const again = await project.run();
    assert.equal(again.steps.find(({ snapshot }) => snapshot === "over.txt")?.outcome, "kept");
  },
);

projectTest("a file phase may read only the documents it names", async (project) => {
  await write(project, LOADER.replace('["totals", "report"]', '["totals"]'));
  const { code, said } = await project.try();
  assert.equal(code, 1);
  assert.match(
    said,
    /Cannot make snapshot "over.txt"\.\s+Cannot read "report" as a phase must name what it needs/,
  );
});

Deno.test("fileNameOf: tables are Parquet, files are called by their own name", () => {
  const columns = z.object({});
  assert.equal(fileNameOf(snapshot({ name: "risk", description: "", key: [], columns })), "risk.parquet");
  assert.equal(fileNameOf(file({ name: "risk.csv", description: "" })), "risk.csv");
});

Deno.test("file: a name without extension is refused", () => {
  assert.throws(
    () => file({ name: "risk", description: "" }),
    /Cannot declare a file as its name must be like risk.csv: "risk"/,
  );
});
