/** What is said first of a server, where its page does not say it yet. */
import { html } from "../dom.js";
import type { ServerDetail } from "./detail.js";

/** The answer about the server, and on what data it rests. */
export function said({ answer, dateline }: ServerDetail): HTMLElement {
  return html`
    <div>
      <p class="server-answer">${answer.map(({ text, strong }) =>
        strong === true ? html`<strong>${text}</strong>` : text
      )}</p>
      <p class="note-line">${dateline.join(" · ")}</p>
    </div>
  ` as HTMLElement;
}
