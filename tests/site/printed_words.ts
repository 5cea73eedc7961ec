/** Reads the words of a PDF that Chromium printed, page by page and without spaces. */
import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";

/** Letters by glyph, the glyph written in four hexadecimal digits. */
type Letters = ReadonlyMap<string, string>;

/** Numbered objects as they stand, with their streams unpacked. */
function objectsOf(bytes: Uint8Array): Map<string, { head: string; stream: string }> {
  const raw = Buffer.from(bytes).toString("latin1");
  return new Map(
    [...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => {
      const [, head = body!, packed] = /^([\s\S]*?)stream\n([\s\S]*)\nendstream$/.exec(body!) ?? [];
      const stream = packed === undefined || !head.includes("/FlateDecode")
        ? ""
        : inflateSync(Buffer.from(packed, "latin1")).toString("latin1");
      return [id!, { head, stream }];
    }),
  );
}

const letter = (code: string, further = 0): string => String.fromCodePoint(parseInt(code, 16) + further);

/** A font's own list of what its glyphs stand for. */
function lettersOf(map: string): Letters {
  const letters = new Map<string, string>();
  for (const [, list] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, units] of list!.matchAll(/<(\w{4})> <(\w+)>/g)) {
      letters.set(glyph!, units!.match(/.{4}/g)!.map((unit) => letter(unit)).join(""));
    }
  }
  for (const [, list] of map.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, code] of list!.matchAll(/<(\w{4})> <(\w{4})> <(\w{4})>/g)) {
      const from = parseInt(first!, 16);
      for (let further = 0; from + further <= parseInt(last!, 16); further++) {
        letters.set((from + further).toString(16).padStart(4, "0").toUpperCase(), letter(code!, further));
      }
    }
  }
  return letters;
}

/** Text as it is compared: without spaces and ligatures. */
export const bare = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

/** The words of each page, in the order in which they are drawn. */
export function printedWords(bytes: Uint8Array): string[] {
  const objects = objectsOf(bytes);
  const fonts = new Map(
    [...objects].flatMap(([id, { head }]) => {
      const map = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
      return map === undefined ? [] : [[id, lettersOf(objects.get(map)!.stream)] as const];
    }),
  );
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\n/.test(head));
  return pages.map(({ head }) => {
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(head)![1]!)!.stream;
    let font: Letters | undefined;
    let words = "";
    // Chromium names a font by the number of its object.
    for (const [, named, glyphs] of content.matchAll(/\/F(\d+) [\d.]+ Tf|<(\w+)> Tj/g)) {
      if (named !== undefined) font = fonts.get(named);
      else words += glyphs!.match(/.{4}/g)!.map((glyph) => font?.get(glyph) ?? "\ufffd").join("");
    }
    return bare(words);
  });
}
