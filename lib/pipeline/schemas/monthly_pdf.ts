import { file } from "./file.ts";

export const monthlyPdf = file({
  name: "monthly.pdf",
  description:
    "The monthly report to print, sign and file: the sentences, figures, charts and tables of its page.",
});
