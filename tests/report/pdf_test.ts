import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { compose } from "../../lib/report/monthly.ts";
import { lightTokens, onPaper } from "../../lib/report/paper.ts";
import { pdf } from "../../lib/report/pdf.ts";
import { printable } from "../../lib/report/pdf_style.ts";
import { reportChart } from "../../src/components/charts/monthly.ts";
import { CONTENT, EMPTY } from "./cases.ts";
import { close, opening, textsOf, unsaid } from "./pdf_says.ts";
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

Deno.test("pdf: says its language, its title, the day of its data, and on every page which build it is of", async () => {
  const bytes = await printed();
  const raw = Buffer.from(bytes).toString("latin1");
  assert.match(raw, /\/Lang \(en-GB\)/);
  assert.match(raw, /\/DisplayDocTitle true/);
  assert.match(raw, /\(D:20251231000000Z\)/);
  const pages = wordsOf(bytes);
  assert.ok(pages.length > 1);
  pages.forEach(({ edges }, index) =>
    assert.match(
      close(edges),
      new RegExp(`Asof31Dec2025·build0123456789abPage${index + 1}of${pages.length}`),
    )
  );
});

Deno.test("pdf: says what the page says, text by text and row by row, in its order", async () => {
  const texts = textsOf(compose(CONTENT));
  assert.ok(texts.length > 40);
  assert.deepEqual(unsaid(await printed(), texts), []);
  assert.deepEqual(unsaid(await printed(EMPTY), textsOf(compose(EMPTY))), []);
});

Deno.test("unsaid: a figure that stands beside another label is found out, however short it is", async () => {
  const bytes = await printed();
  const { figures, ...said } = compose(CONTENT);
  figures.forEach((figure, index) => {
    const another = figures.find(({ text }) => text !== figure.text)!.text;
    const wrong = figures.with(index, { ...figure, text: another });
    assert.deepEqual(unsaid(bytes, opening({ ...said, figures: wrong })), [
      `${figure.label} ${another} ${figure.note}`,
    ]);
  });
});

Deno.test("unsaid: a table whose cell differs, or whose rows stand in another order, is found out", async () => {
  const bytes = await printed();
  const report = compose(CONTENT);
  const texts = textsOf(report);
  const [, table] = report.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "table"));
  assert.ok(table?.kind === "table" && table.rows.length > 0);
  const row = table.rows[0]!.join(" ");
  const place = texts.indexOf(row);
  assert.deepEqual(unsaid(bytes, texts.with(place, row.replace(/\d/, "7"))), [row.replace(/\d/, "7")]);
  assert.deepEqual(unsaid(bytes, [texts[place + 1]!, row]), [row]);
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
