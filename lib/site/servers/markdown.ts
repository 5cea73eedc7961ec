/** A server's page as Framework reads it: the question and the answer stand in it, the rest is drawn by the page. */
import { day, percent, plural } from "../../wording/format.ts";
import type { Detail, Phrase } from "./detail.ts";

/**
 * The page of a server.
 * @param file name of its detail below data/
 */
export function serverMarkdown(detail: Detail, file: string): string {
  const name = String(detail.server["server_id"]);
  return `---
title: ${JSON.stringify(name)}
index: false
---

# When does <span class="whole">${escaped(name)}</span> run out?

\`\`\`js
import { serverDetail } from "../components/server/detail.js";
import { serverPage } from "../components/server/page.js";
\`\`\`

<div class="dateline">${detail.dateline.map((part) => `<span>${escaped(part)}</span>`).join("")}</div>

<p class="answer">${detail.answer.map(phrase).join("")}</p>

\`\`\`js
const detail = serverDetail(${JSON.stringify(file)});
\`\`\`

\`\`\`js
serverPage(detail)
\`\`\`
`;
}

/** As-of date, age and coverage of the server's telemetry, and whether it is real. */
export function datelineOf(
  { as_of, server, metrics, source }: Pick<Detail, "as_of" | "server" | "metrics" | "source">,
): string[] {
  const qualities = Object.values(metrics).flatMap(({ quality }) => quality === null ? [] : [quality]);
  const sum = (column: string) => qualities.reduce((total, row) => total + Number(row[column]), 0);
  const expected = sum("days_expected");
  return [
    `As of ${day(as_of)}`,
    plural(Object.keys(metrics).length, "metric"),
    `daily since ${day(String(server["in_service_from"]))}`,
    expected === 0
      ? "no valid values"
      : `${percent(100 * sum("days_present") / expected, 1)} of expected days present`,
    source === "synthetic" ? "synthetic fleet" : `real fleet: ${source}`,
  ];
}

function phrase({ text, strong }: Phrase): string {
  return strong === true ? `<strong>${escaped(text)}</strong>` : escaped(text);
}

/** Text that means nothing to Markdown, HTML or Framework: what is neither letter, digit nor space is spelt out. */
export function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, (sign) => `&#${sign.codePointAt(0)};`).replace(/[ \t\r\n]+/g, " ");
}
