/** Queries that give what a page shows, where the page itself has no need to run them. */
import { html } from "./dom.js";
import { siteHref } from "./site_link.js";
import { linkTo } from "./workbench_link.js";

export interface Query {
  /** What it answers, as a sentence without its full stop. */
  says: string;
  sql: string;
}

/** Folded: each query, and a link that opens it in the workbench. */
export function queries(asked: readonly Query[]): HTMLElement {
  return html`<details class="fold queries">
    <summary>The queries behind this page</summary>
    <p>The build has asked them already. In the workbench they can be asked again, and changed.</p>
    ${
    asked.map(({ says, sql }) =>
      html`
        <div class="query">
          <p>${says}: <a href=${siteHref(`sql.html${linkTo(sql)}`)}>open in the workbench</a></p>
          <pre tabindex="0" role="region" aria-label=${`Query: ${says}`}><code>${sql}</code></pre>
        </div>
      `
    )
  }
  </details>` as HTMLElement;
}

/** A text as SQL writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
