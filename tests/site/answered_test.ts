import assert from "node:assert/strict";
import { answered, filled, sentenceHtml, unanswered } from "../../lib/site/answered.ts";
import type { Answers } from "../../lib/pipeline/schemas/answers.ts";

const WAITING = "<observablehq-loading></observablehq-loading><!--:0123abcd:-->";
const PAGE =
  `<div class="dateline">${WAITING}</div><p class="answer">${WAITING}</p><div class="figures">${WAITING}</div>`;
const ANSWERS: Answers = {
  as_of: "2025-12-31",
  dateline: ["As of 31 Dec 2025", "3 servers"],
  pages: {
    risk: {
      sentence: [
        { text: "2 servers", name: "servers_at_risk", value: 2, unit: "servers" },
        { text: " < 3. First " },
        { text: "A&B", server: "A&B", metric: "cpu_p95" },
      ],
      figures: [{
        name: "n",
        label: "Label",
        value: 2,
        unit: "servers",
        text: "2",
        note: "note",
        page: "models",
      }],
    },
  },
};
const words = (html: string) =>
  html.replace(/<!--.*?-->/g, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();

Deno.test("answered: dateline, answer and figures stand in the page as text, before the place scripts fill", () => {
  const page = answered(PAGE, "risk", ANSWERS, "each");
  assert.equal(words(page), "As of 31 Dec 2025 3 servers 2 servers &lt; 3. First A&amp;B Label 2 note");
  assert.deepEqual(unanswered(page), []);
  // Framework's client takes away the element that stands before its mark, and with it what we wrote.
  assert.equal(page.match(/<\/observablehq-loading><!--:0123abcd:-->/g)?.length, 3);
});

Deno.test("answered: a page without an answer is dated, and known to lack one", () => {
  assert.deepEqual(unanswered(answered(PAGE, "other", ANSWERS, "each")), ["answer", "figures"]);
});

Deno.test("filled: content with a dollar sign stays as it is", () => {
  assert.match(filled(PAGE, "answer", "costs $& a month"), /costs \$& a month/);
});

Deno.test("sentenceHtml: nothing of the data is read as HTML, a server leads to its page", () => {
  assert.equal(
    sentenceHtml([{ text: "<b>", server: "<b>", metric: null }], "one"),
    '<a href="./server.html?server=%3Cb%3E"><strong>&lt;b&gt;</strong></a>',
  );
});
