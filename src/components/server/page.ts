/** A server's page below its answer: the same for a page of its own and for the one page of a large fleet. */
import { contents } from "../contents.js";
import { html } from "../dom.js";
import { fold, unfold } from "../fold.js";
import { chance, day, exactPercent, inMetricOrder, metricName, number, plural } from "../format.js";
import { headline } from "../headline.js";
import { levelBadge } from "../levels.js";
import type { ServerDetail } from "./detail.js";
import { identity, neighbours } from "./identity.js";
import { HOW_TO_READ, metricSection } from "./metrics.js";
import { planSection } from "./plan.js";
import { queries } from "../queries.js";
import { serverQueries } from "./queries.js";
import { reading } from "./reading.js";
import { pastSaid, pastSection } from "./past.js";
import { placeInLine, placeSaid, riskTable } from "./risk.js";
import { seasonSection, seasonsSaid } from "./seasons.js";
import { findingsSaid, findingTable, modelsSaid, modelTable, qualitySaid, qualityTable } from "./trust.js";

/** All sections of the page: what to do and why open, the evidence behind it folded. */
export function serverPage(detail: ServerDetail): HTMLElement {
  const page = html`<article class="server-page">
    ${figures(detail)}
    ${identity(detail)}
    ${neighbours(detail, "Other servers")}
    <div class="sections"></div>
    <h2 id="plan">What should be done?</h2>
    ${planSection(detail)}
    <h2 id="when">When does each metric run out?</h2>
    ${riskTable(detail)}
    <h2 id="history">What was, and what is expected?</h2>
    <p class="note-line">${HOW_TO_READ}</p>
    ${inMetricOrder(Object.keys(detail.metrics)).map((metric) => metricSection(detail, metric))}
    ${evidence(detail)}
    ${queries(serverQueries(detail.server.server_id))}
    ${reading(detail)}
    ${neighbours(detail, "Other servers, after this one")}
  </article>` as HTMLElement;
  page.querySelector(".sections")?.append(contents(page));
  showAsked(page);
  return page;
}

function evidence(detail: ServerDetail): HTMLElement[] {
  return [
    fold(
      { id: "place", title: "How did its place in line come about?", says: placeSaid(detail) },
      placeInLine(detail),
    ),
    fold(
      { id: "seasons", title: "What do quarter ends and holidays add?", says: seasonsSaid(detail) },
      seasonSection(detail),
    ),
    fold(
      { id: "quality", title: "How good are its data?", says: qualitySaid(detail) },
      qualityTable(detail),
    ),
    fold({ id: "findings", title: "What stood out?", says: findingsSaid(detail) }, findingTable(detail)),
    fold(
      { id: "past", title: "How far off were its past forecasts?", says: pastSaid(detail) },
      pastSection(detail),
    ),
    fold(
      { id: "models", title: "Which models forecast it, and how well?", says: modelsSaid(detail) },
      modelTable(detail),
    ),
  ];
}

function figures({ standing, places, rules }: ServerDetail): HTMLElement | null {
  if (standing === null) return null;
  const date = (name: string) => standing[name] === null ? "–" : day(standing[name] as string);
  const chanceOf = (name: string) => chance(standing[name] as number | null);
  const high = exactPercent(rules.high);
  return headline([
    {
      label: "Level",
      value: levelBadge(standing.level, 16),
      note: standing.metric === null ? "no metric assessed" : `by its ${metricName(standing.metric)}`,
    },
    {
      label: "Place in line",
      value: number(standing["priority"] as number | null),
      note: `of ${plural(places, "server")}`,
    },
    {
      label: `First at ${high}, any metric`,
      value: html`<span class="word">${date("first_date_p50")}</span>`,
      note: standing.metric === null
        ? "no metric assessed"
        : standing["first_date_p10"] === null
        ? "fewer than 1 path in 10 gets there"
        : `early ${date("first_date_p10")}; late ${
          standing["first_date_p90"] === null ? "beyond the horizon" : date("first_date_p90")
        }`,
    },
    {
      label: `Probability of ${high} in 90 days`,
      value: chanceOf("breach_80_90d"),
      note: standing.metric === null
        ? "no metric assessed"
        : `on any metric; ${chanceOf("breach_80_30d")} in 30 days, ${chanceOf("breach_80_180d")} in 180`,
    },
  ]);
}

/** Goes to the section the address names: it was not there yet when the browser looked for it. */
function showAsked(page: HTMLElement): void {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked === "") return;
  const target = [...page.querySelectorAll("[id]")].find(({ id }) => id === asked) ?? null;
  unfold(target);
  // Charts take their height once they know their width: two frames from now.
  requestAnimationFrame(() => requestAnimationFrame(() => target?.scrollIntoView()));
}
