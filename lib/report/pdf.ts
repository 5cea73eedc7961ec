/** The monthly report as PDF: A4, contents with page numbers, text that can be selected, drawings as vectors. */
// @ts-types="./pdfmake.d.ts"
import pdfmake from "pdfmake";
import fonts from "pdfmake/fonts/Roboto.js";
import type { Monthly } from "../pipeline/schemas/monthly.ts";
import { day } from "../wording/format.ts";
import type { Picture, Tokens } from "./paper.ts";
import { cover, sectionContent } from "./pdf_content.ts";
import { inks, printable, STYLES } from "./pdf_style.ts";

export interface Edition {
  /** Which build it is of. */
  build: string;
  /** The drawings of its charts, in their order. */
  pictures: readonly Picture[];
  tokens: Tokens;
}

/** Points around the text; above and below it stand what every page says. */
export const MARGINS = { side: 40, top: 56, bottom: 52 };
export const PAGE = { width: 595.28, height: 841.89 };
/** Points between the margins of an A4 page. */
export const TEXT_WIDTH = PAGE.width - 2 * MARGINS.side;

/** Charts and legends as the page shows them, sections in the order of the report. */
export async function pdf(
  report: Monthly,
  { build, pictures, tokens }: Edition,
): Promise<Uint8Array<ArrayBuffer>> {
  const asOf = `As of ${day(report.as_of)}`;
  const ink = inks(tokens);
  const left = [...pictures];
  const margin = (top: number) => [MARGINS.side, top, MARGINS.side, 0];
  const definition = {
    pageSize: "A4",
    pageMargins: [MARGINS.side, MARGINS.top, MARGINS.side, MARGINS.bottom],
    language: "en-GB",
    displayTitle: true,
    info: {
      title: `${report.site}: ${report.title}`,
      subject: `${asOf}, build ${build}`,
      // Equal data must give equal bytes, so the day of the data stands for the day of making.
      creationDate: new Date(report.as_of),
    },
    defaultStyle: { font: "Roboto", fontSize: 9.5, lineHeight: 1.2, color: ink.text },
    styles: STYLES(ink),
    header: (page: number) =>
      page === 1 ? null : {
        style: "edge",
        margin: margin(24),
        columns: [report.title, { text: report.site, alignment: "right" }],
      },
    footer: (page: number, pages: number) => ({
      style: "edge",
      margin: margin(16),
      columns: [`${asOf} · build ${build}`, { text: `Page ${page} of ${pages}`, alignment: "right" }],
    }),
    content: [
      ...cover(report, ink),
      ...report.sections.map((section) => sectionContent(section, () => left.shift(), ink)),
    ],
  };
  return await rendered(printable(definition));
}

async function rendered(definition: object): Promise<Uint8Array<ArrayBuffer>> {
  pdfmake.setFonts(fonts);
  // Fonts are read from the package; nothing else is read from disk and nothing from the network.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path: string) => Object.values(fonts.Roboto).includes(path));
  return new Uint8Array(await pdfmake.createPdf(definition).getBuffer());
}
