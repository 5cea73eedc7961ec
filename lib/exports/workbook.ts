/** Sheets as an Excel file. The only module that imports hucre. */
import {
  type CellStyle,
  type CellValue,
  type ColumnDef,
  rangeRef,
  type WriteSheet,
  writeXlsx,
} from "hucre/xlsx";
import type { Scalar } from "../warehouse/warehouse.ts";
import type { Format, Sheet } from "./sheet.ts";
import type { HeadlineFigure } from "./headline.ts";

/** What the first sheet says of the report. */
export interface Cover {
  title: string;
  /** Last day observed. */
  asOf: string;
  build: string;
  /** Size and coverage of the data. */
  dateline: readonly string[];
  /** The answer of the report's first page. */
  answer: string;
  figures: readonly HeadlineFigure[];
}

const FORMATS: Readonly<Record<Format, { width: number; numFmt?: string }>> = {
  text: { width: 16 },
  long_text: { width: 80 },
  date: { width: 12, numFmt: "yyyy-mm-dd" },
  count: { width: 11, numFmt: "#,##0" },
  load: { width: 13, numFmt: "#,##0.0" },
  share: { width: 13, numFmt: "0.0%" },
  usd: { width: 14, numFmt: "#,##0.00" },
  score: { width: 12, numFmt: "#,##0.000" },
};

const HEADING: CellStyle = {
  font: { bold: true },
  fill: { type: "pattern", pattern: "solid", fgColor: { rgb: "E8ECF1" } },
  border: { bottom: { style: "thin", color: { rgb: "8A96A3" } } },
  alignment: { wrapText: true, vertical: "top" },
};
const TITLE: CellStyle = { font: { bold: true, size: 14 } };
const NOTE: CellStyle = { font: { italic: true, color: { rgb: "5B6672" } } };
const PLAIN: CellStyle = { alignment: { vertical: "top" } };

/** What a cell of Excel holds at most. */
const CELL_CHARACTERS = 32_767;
/** Excel reads _x0041_ as the letter A unless its first character is written so itself. */
const CODED_CHARACTER = /_(?=x[0-9A-Fa-f]{4}_)/g;
const CUT = " … (cut: longer than a cell may be)";

/** A value as a typed cell: days as dates, numbers as numbers, text as text whatever it begins with. */
function cellOf(value: Scalar, format: Format): CellValue {
  if (value === null || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (format === "date") return new Date(`${value}T00:00:00Z`);
  const text = value.replace(CODED_CHARACTER, "_x005F_");
  return text.length <= CELL_CHARACTERS ? text : text.slice(0, CELL_CHARACTERS - CUT.length) + CUT;
}

/** Text that hucre would take for an error value of Excel; as formatted text it stays what it is. */
const LOOKS_LIKE_ERROR = /^#[A-Z/0_]+[!?]?$/;

function keptAsText(rows: readonly (readonly CellValue[])[]): WriteSheet["cells"] {
  const cells: NonNullable<WriteSheet["cells"]> = new Map();
  rows.forEach((row, r) =>
    row.forEach((value, c) => {
      if (typeof value === "string" && LOOKS_LIKE_ERROR.test(value)) {
        cells.set(`${r},${c}`, { richText: [{ text: value }] });
      }
    })
  );
  return cells;
}

/** Rows above a table's own: its note and its headings. */
const HEAD_ROWS = 2;

function tableSheet({ name, note, columns, rows }: Sheet): WriteSheet {
  const body = rows.map((row) => columns.map(({ column, format }) => cellOf(row[column] ?? null, format)));
  const cells = keptAsText(body.length === 0 ? [] : [[], [], ...body]);
  cells?.set("0,0", { value: note, style: NOTE });
  columns.forEach(({ header }, c) => cells?.set(`1,${c}`, { value: header, style: HEADING }));
  return {
    name,
    columns: columns.map(({ format }): ColumnDef => ({ ...FORMATS[format] })),
    rows: [[], [], ...body],
    cells,
    rowDefs: new Map([[1, { height: 48 }]]),
    freezePane: { rows: HEAD_ROWS, columns: 1 },
    autoFilter: { range: rangeRef(1, 0, Math.max(1, rows.length + 1), columns.length - 1) },
    pageSetup: {
      orientation: "landscape",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${HEAD_ROWS}:$${HEAD_ROWS}`,
    },
    headerFooter: { oddFooter: "&L&A&RPage &P of &N" },
  };
}

function figureFormat(value: number | null, unit: string): string {
  if (unit === "share") return "0.0%";
  return value === null || Number.isInteger(value) ? "#,##0" : "#,##0.00";
}

/** Builds the first sheet line by line. */
class CoverSheet {
  private readonly rows: CellValue[][] = [];
  private frozen = 0;
  private filtered = "";
  private readonly cells: NonNullable<WriteSheet["cells"]> = new Map();

  add(values: CellValue[], style?: CellStyle): void {
    if (style !== undefined) {
      values.forEach((_, c) => this.cells.set(`${this.rows.length},${c}`, { style }));
    }
    this.rows.push(values);
  }

  /** Figures under their headings, which stay in sight and filter them. */
  figures(headings: readonly string[], figures: readonly HeadlineFigure[]): void {
    this.add([...headings], HEADING);
    this.frozen = this.rows.length;
    for (const figure of figures) this.figure(figure);
    this.filtered = rangeRef(this.frozen - 1, 0, this.rows.length - 1, headings.length - 1);
  }

  /** A figure: its number keeps every digit, and shows as many as a reader needs. */
  private figure({ label, value, unit, text, note, page, name }: HeadlineFigure): void {
    this.cells.set(`${this.rows.length},1`, { style: { numFmt: figureFormat(value, unit) } });
    this.rows.push([label, value, unit, text, note, page, name]);
  }

  sheet(): WriteSheet {
    return {
      name: "summary",
      columns: [30, 16, 16, 22, 70, 16, 30].map((width) => ({ width, style: PLAIN })),
      rows: this.rows,
      cells: this.cells,
      freezePane: { rows: this.frozen },
      autoFilter: { range: this.filtered },
      pageSetup: { orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      headerFooter: { oddFooter: "&L&A&RPage &P of &N" },
    };
  }
}

function coverSheet(cover: Cover, sheets: readonly Sheet[]): WriteSheet {
  const lines = new CoverSheet();
  lines.add([cover.title], TITLE);
  lines.add([cover.answer]);
  lines.add([]);
  lines.add(["As of", new Date(`${cover.asOf}T00:00:00Z`)]);
  lines.add(["Build", cover.build]);
  lines.add(["Data", cover.dateline.slice(1).join("; ")]);
  lines.add([]);
  lines.figures(["Figure", "Value", "Unit", "As pages write it", "Note", "Page", "Name"], cover.figures);
  lines.add([]);
  lines.add(["Sheet", "Rows", "", "", "What it holds"], HEADING);
  for (const { name, rows, note } of sheets) lines.add([name, rows.length, null, null, note]);
  return lines.sheet();
}

/**
 * The workbook's bytes: the same for the same content, since its dates are the last day observed.
 * @throws Error when two sheets have one name
 */
export async function workbook(cover: Cover, sheets: readonly Sheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const made = new Date(`${cover.asOf}T00:00:00Z`);
  const bytes = await writeXlsx({
    sheets: [coverSheet(cover, sheets), ...sheets.map(tableSheet)],
    properties: {
      title: cover.title,
      subject: `As of ${cover.asOf}, build ${cover.build}`,
      creator: cover.title,
      created: made,
      modified: made,
    },
  });
  return new Uint8Array(bytes);
}
