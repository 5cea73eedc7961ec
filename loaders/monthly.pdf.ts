import { BUILD_OF, buildId } from "../lib/exports/build.ts";
import { filePhase } from "../lib/pipeline/file_phase.ts";
import { monthly } from "../lib/pipeline/schemas/monthly.ts";
import { monthlyPdf } from "../lib/pipeline/schemas/monthly_pdf.ts";

export default filePhase({
  schema: monthlyPdf,
  question: "What does the board need to know this month, on paper?",
  needs: [...BUILD_OF, "monthly"],
  config: [],
  work: () => ({
    kind: "file",
    // Drawing and printing take long to load, and only this phase needs them.
    content: async ({ document, hashes }) => {
      const { reportChart } = await import("../src/components/charts/monthly.ts");
      const { default: theme } = await import("../src/theme/tokens.css", { with: { type: "text" } });
      const { lightTokens, onPaper } = await import("../lib/report/paper.ts");
      const { pdf } = await import("../lib/report/pdf.ts");
      const report = await document(monthly);
      const tokens = lightTokens(theme);
      const charts = report.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => block.kind === "chart" ? [block.chart] : [])
      );
      const pictures = onPaper(charts, reportChart, tokens);
      return { bytes: await pdf(report, { build: buildId(hashes), pictures, tokens }), rows: 0 };
    },
  }),
});
