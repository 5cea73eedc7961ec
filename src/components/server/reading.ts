/** How a server's page is read, what would change it, and where its figures come from. */
import { html } from "../dom.js";
import { day, exactPercent, percent, share } from "../format.js";
import { siteHref } from "../site_link.js";
import type { ServerDetail } from "./detail.js";

const SOURCES = [
  "servers",
  "server_risk",
  "risk",
  "seasonal_risk",
  "forecasts",
  "observations",
  "quality",
  "anomalies",
  "changepoints",
  "selection",
  "scores",
  "accuracy_by_series",
  "recommendations",
  "clusters",
];

const link = (page: string, text: string): Node => html`<a href=${siteHref(page)}>${text}</a>`;

/** The notes a page ends with. */
export function reading({ as_of, rules }: ServerDetail): HTMLElement {
  const { high, very_high, watch_probability } = rules;
  return html`
    <div class="reading">
      <section>
        <h2>How to read it</h2>
        <p>A metric stands at <strong>high</strong> when today's level or its forecast on any day
          reaches ${percent(
            high,
          )} of capacity, at
          <strong>very high</strong> from ${percent(
            very_high,
          )}, and on <strong>watch</strong> when the probability of reaching
          ${exactPercent(high)} is at least ${share(watch_probability)}. The ${link(
            "risk.html",
            "risk page",
          )} says how often such
          probabilities came true, the ${link("models.html", "models page")} how often intervals held.</p>
      </section>
      <section>
        <h2>What would change it</h2>
        <p>Telemetry after ${day(
          as_of,
        )}, another size, or another threshold in <code>config/risk.yaml</code>. The figures
          come from ${SOURCES.flatMap((
            name,
            index,
          ) => [index === 0 ? "" : ", ", link(`dictionary.html#${name}`, name)])};
          the ${link("sql.html", "workbench")} can query them.</p>
      </section>
    </div>
  ` as HTMLElement;
}
