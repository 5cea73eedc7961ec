/** Cells that failed: what happened is said once, in words, with a way on. */
import { html } from "./dom.js";

const FAILED = ".observablehq--error";

/** What an error of a cell means to a reader. */
export function explained(message: string): string {
  const file = message.match(/Unable to load file: (\S+)/)?.[1] ??
    message.match(/File not found: (\S+)/)?.[1];
  if (file !== undefined) return `The file ${file} could not be fetched.`;
  if (/failed to fetch|networkerror|load failed/i.test(message)) return "The data could not be fetched.";
  if (/parquet|arrow|ipc|thrift|unexpected (token|end)|json/i.test(message)) return "A data file is damaged.";
  return "A part of this page could not be worked out.";
}

/** Watches a page for cells that fail. The first is explained above the page, the others refer to it. */
export function watchFailures(main: HTMLElement): void {
  const reasons = new Set<string>();
  const look = () => {
    for (const cell of main.querySelectorAll<HTMLElement>(`${FAILED}:not([data-seen])`)) {
      cell.dataset.seen = "";
      const message = (cell.textContent ?? "").trim();
      if (reasons.has(message)) cell.classList.add("repeated");
      else if (reasons.add(message).size === 1) announce(main, message);
    }
  };
  new MutationObserver(look).observe(main, { childList: true, subtree: true });
  look();
}

function announce(main: HTMLElement, message: string): void {
  const again = html`<button type="button" class="quiet">Try again</button>` as HTMLButtonElement;
  again.onclick = () => location.reload();
  const notice = html`
    <div class="failure" role="alert">
      <strong>${explained(message)}</strong>
      <p>What depends on it is missing below; the rest of the page stands. ${again}</p>
    </div>
  `;
  const below = main.querySelector(".answer") ?? main.querySelector("h1");
  below?.after(notice);
}
