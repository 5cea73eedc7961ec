import { BUILD_OF, buildId } from "../lib/exports/build.ts";
import { coverOf, readSheets } from "../lib/exports/contents.ts";
import { workbook } from "../lib/exports/workbook.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { answers } from "../lib/pipeline/schemas/answers.ts";
import { dictionary } from "../lib/pipeline/schemas/dictionary.ts";
import { workbookFile } from "../lib/pipeline/schemas/files.ts";

export default filePhase({
  schema: workbookFile,
  question: "What does the report say, as a workbook?",
  needs: BUILD_OF,
  config: ["exports", "risk", "site"],
  work: ({ exports, risk, site: { title } }) => ({
    kind: "file",
    content: async ({ warehouse, document, hashes, warn }) => {
      const cover = coverOf(await document(answers), { title, build: buildId(hashes) });
      const limit = exports.workbook.rows_per_sheet;
      const tables = { thresholds: risk, dictionary: await document(dictionary), limit };
      const sheets = await readSheets(warehouse, tables, warn);
      const rows = sheets.reduce((sum, { rows }) => sum + rows.length, 0);
      return { bytes: await workbook(cover, sheets), rows };
    },
  }),
});
