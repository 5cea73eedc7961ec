import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { compose } from "../../lib/report/monthly.ts";
import { lightTokens, onPaper } from "../../lib/report/paper.ts";
import { pdf } from "../../lib/report/pdf.ts";
import { printable } from "../../lib/report/pdf_style.ts";
import { reportChart } from "../../src/components/charts/monthly.ts";
import { CONTENT, EMPTY } from "./cases.ts";
import { wordsOf } from "./pdf_words.ts";

const TOKENS = lightTokens(await Deno.readTextFile(new URL("../../src/theme/tokens.css", import.meta.url)));

function printed(content = CONTENT) {
  const report = compose(content);
  const charts = report.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => block.kind === "chart" ? [block.chart] : [])
  );
  return pdf(report, {
    build: "0123456789ab",
    pictures: onPaper(charts, reportChart, TOKENS),
    tokens: TOKENS,
  });
}

Deno.test("pdf: equal reports give equal bytes, another build does not", async () => {
  const [one, two] = [await printed(), await printed()];
  assert.deepEqual(one, two);
  assert.ok(one.length > 10_000);
});

Deno.test("pdf: says its language and title, and the text can be found in it", async () => {
  const bytes = await printed();
  const raw = Buffer.from(bytes).toString("latin1");
  assert.match(raw, /\/Lang \(en-GB\)/);
  assert.match(raw, /\/DisplayDocTitle true/);
  assert.match(raw, /\(D:20251231000000Z\)/);
  const close = (text: string) => text.replaceAll(/\s/g, "");
  const words = close(wordsOf(bytes));
  const { figures } = CONTENT.answers.pages["monthly"]!;
  assert.ok(figures.length > 3);
  for (const { label, text } of figures) {
    assert.ok(words.includes(close(text)), `the figure ${text}`);
    // A label may run over several lines, with its neighbours between them.
    for (const word of label.split(" ")) assert.ok(words.includes(close(word)), `${word} of its label`);
  }
  assert.match(words, /0123456789abPage1of\d/);
});

Deno.test("pdf: a report without one chart is whole too", async () => {
  assert.ok((await printed(EMPTY)).length > 10_000);
});

Deno.test("onPaper: the page's chart, its colours written out, and no document left behind", () => {
  const [picture] = onPaper(
    [{
      draw: "expected_by_group",
      grouping: "business unit",
      high: 80,
      groups: [{
        value: "Retail",
        servers: 3,
        very_high: 0,
        high: 1,
        watch: 0,
        expected_30d: 0.5,
        expected_90d: 1.2,
        low_90d: 0,
        high_90d: 2,
        expected_180d: 1.5,
        first_date_p50: null,
        first_priority: 1,
      }],
    }],
    reportChart,
    TOKENS,
  );
  assert.equal(
    picture!.title,
    "Retail has most to expect: 1.2 of 3 servers reach 80\u202f% within 90 days",
  );
  assert.match(picture!.svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.ok(!/var\(|currentColor|<style|→/.test(picture!.svg));
  assert.ok(picture!.svg.includes(TOKENS.get("--series-1")!));
  assert.equal("document" in globalThis, false);
});

Deno.test("onPaper: a colour that is none of the theme's is refused by name", () => {
  const draw = () => {
    const figure = document.createElement("figure");
    figure.append(document.createElement("div"));
    figure.firstElementChild!.className = "chart-body";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("fill", "var(--no-such)");
    figure.firstElementChild!.append(svg);
    return figure;
  };
  assert.throws(() => onPaper([0], draw, TOKENS), /colours must be the theme's: --no-such/);
  assert.equal("document" in globalThis, false);
});

Deno.test("printable: letters that the font lacks are written in those it has, dates left alone", () => {
  const date = new Date(0);
  assert.deepEqual(printable({ a: ["80\u202f%", date], b: "200 → 205" }), {
    a: ["80\u00a0%", date],
    b: "200 to 205",
  });
});
