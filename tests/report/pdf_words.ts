/** Reads the words of a PDF, so that they can be held against what it should say. */
import { Buffer } from "node:buffer";
import { inflateSync } from "node:zlib";

/** Words of a PDF of pdfkit's: glyph numbers in its page streams, letters in the maps of its fonts. */
export function wordsOf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString("latin1");
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, body]) =>
    inflateSync(Buffer.from(body!, "latin1")).toString("latin1")
  );
  const maps = streams.filter((text) => text.includes("beginbfrange")).map((text) =>
    [...(/\[([^\]]*)\]/.exec(text)?.[1] ?? "").matchAll(/<([0-9a-f ]*)>/g)].map(([, code]) =>
      String.fromCharCode(...(code!.match(/[0-9a-f]{4}/g) ?? []).map((unit) => parseInt(unit, 16)))
    )
  );
  const pages = streams.filter((text) => text.includes("BT"));
  return maps.flatMap((letters) =>
    pages.flatMap((page) =>
      [...page.matchAll(/\[([^\]]*)\] TJ/g)].map(([, run]) =>
        [...run!.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, codes]) =>
          (codes!.match(/.{4}/g) ?? []).map((code) => letters[parseInt(code, 16)] ?? "")
        ).join("")
      )
    )
  ).join("\n");
}
