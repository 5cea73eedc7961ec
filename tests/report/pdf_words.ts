/** Reads the words of a PDF of pdfkit's, so that they can be held against what it should say. */
import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";
import { MARGINS, PAGE } from "../../lib/report/pdf.ts";

type Letters = readonly string[];

/** Numbered objects of a PDF with their streams unpacked. */
function objectsOf(bytes: Uint8Array): Map<number, string> {
  const raw = Buffer.from(bytes).toString("latin1");
  return new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => {
      const packed = /stream\n([\s\S]*)\nendstream$/.exec(body!)?.[1];
      return [
        Number(id),
        packed === undefined ? body! : inflateSync(Buffer.from(packed, "latin1")).toString("latin1"),
      ];
    }),
  );
}

/** Letters by glyph number of every font, by the name pages call it: a font is called alike on all pages. */
function fontsOf(objects: ReadonlyMap<number, string>): Map<string, Letters> {
  const named = [...objects.values()].flatMap((body) => [...body.matchAll(/\/(F\d+) (\d+) 0 R/g)]);
  return new Map(named.map(([, name, id]) => {
    const map = Number(/\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))!)?.[1]);
    return [name!, lettersOf(objects.get(map)!)];
  }));
}

function lettersOf(map: string): string[] {
  const letters: string[] = [];
  for (const [, first, list] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    [...list!.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, code], index) => {
      letters[parseInt(first!, 16) + index] = String.fromCharCode(
        ...(code!.match(/[0-9a-f]{4}/g) ?? []).map((unit) => parseInt(unit, 16)),
      );
    });
  }
  return letters;
}

interface Run {
  /** Points above the lower edge of its page. */
  y: number;
  text: string;
}

/** Runs of words in the order in which they are written, each in the letters of its own font. */
function written(page: string, fonts: ReadonlyMap<string, Letters>): Run[] {
  const runs = page.matchAll(/1 0 0 1 [\d.]+ ([\d.]+) Tm\s+\/(F\d+) [\d.]+ Tf\s+\[([^\]]*)\] TJ/g);
  return [...runs].map(([, y, font, run]) => ({
    y: Number(y),
    text: [...run!.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, codes]) =>
      (codes!.match(/.{4}/g) ?? []).map((code) => fonts.get(font!)?.[parseInt(code, 16)] ?? "\ufffd")
    ).join(""),
  }));
}

const isEdge = ({ y }: Run): boolean => y < MARGINS.bottom || y > PAGE.height - MARGINS.top;

/** The words of each page of a PDF in reading order, of a table row after row; those at its edges apart. */
export function wordsOf(bytes: Uint8Array): { text: string; edges: string }[] {
  const objects = objectsOf(bytes);
  const fonts = fontsOf(objects);
  const joined = (runs: readonly Run[]) => runs.map(({ text }) => text).join("\n");
  return [...objects.values()].filter((body) => /^BT$/m.test(body)).map((page) => {
    const runs = written(page, fonts);
    return { text: joined(runs.filter((run) => !isEdge(run))), edges: joined(runs.filter(isEdge)) };
  });
}
