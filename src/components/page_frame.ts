/** What every page does beside its own question: takes choices along, copies its link, says what is amiss. */
import { carried, carryAlong, onChoices, unused, writeAddress } from "./choices.js";
import { html, nothing } from "./dom.js";
import { watchFailures } from "./failures.js";
import { unfold, unfoldOnPaper } from "./fold.js";
import { capital, list, metricName, words } from "./format.js";
import { searchShortcut } from "./search.js";
import { returnToSwitch } from "./sidebar.js";

/** Milliseconds a page may compute before it says that it is still at it. */
const PATIENCE = 6_000;
/** How long it says that something was copied. */
const SAID_FOR = 4_000;

carryAlong();
searchShortcut();
returnToSwitch();
const main = document.querySelector<HTMLElement>("main");
const tools = document.querySelector<HTMLElement>("#page-tools");
if (main !== null) {
  watchFailures(main);
  unfoldOnPaper(main);
}
addEventListener("hashchange", () => unfold(document.querySelector(":target")));
if (main !== null && tools !== null) tools.replaceChildren(...toolbar(main));

function toolbar(main: HTMLElement): Node[] {
  const note = html`<span class="page-note" role="status"></span>` as HTMLElement;
  const link = html`<button type="button" class="quiet">Copy link</button>` as HTMLButtonElement;
  const loading = () => main.querySelector("observablehq-loading") !== null;
  const tell = () => {
    if (!loading()) note.replaceChildren(unusedChoices());
    else if (performance.now() > PATIENCE) note.textContent = "Still loading data …";
  };
  link.onclick = async () => {
    note.replaceChildren(await copied());
    note.querySelector("input")?.select();
    setTimeout(() => note.querySelector("input") === null && tell(), SAID_FOR);
  };
  let moved = false;
  for (const sign of ["wheel", "pointerdown", "keydown", "touchstart"]) {
    addEventListener(sign, () => moved = true, { once: true, passive: true });
  }
  setTimeout(tell, PATIENCE);
  onChoices(tell);
  const settled = new MutationObserver(() => {
    if (loading()) return;
    settled.disconnect();
    tell();
    if (!moved) showAsked();
  });
  settled.observe(main, { childList: true, subtree: true });
  return [note, link];
}

/** Goes to the part the address names: charts have come since the browser looked for it. */
function showAsked(): void {
  // They take their height once they know their width: two frames from now.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const asked = document.querySelector(":target");
      unfold(asked);
      asked?.scrollIntoView();
    })
  );
}

/** Puts the page's address on the clipboard, or where the browser forbids that, up for copying by hand. */
async function copied(): Promise<Node> {
  try {
    await navigator.clipboard.writeText(location.href);
    return html`Link copied${carried().size > 0 ? ", with its filters" : ""}.`;
  } catch {
    return html`<label>Copy from here <input readonly value=${location.href}></label>`;
  }
}

/** Choices of other pages that this one cannot follow. */
function unusedChoices(): Node {
  const choices = [...unused()];
  if (choices.length === 0) return nothing();
  const clear = html`<button type="button" class="quiet">Clear</button>` as HTMLButtonElement;
  clear.onclick = () => writeAddress(Object.fromEntries(choices.map(([name]) => [name, null])));
  const said = choices.map(([name, value]) =>
    `${words(name)} ${name === "metric" ? capital(metricName(value)) : words(value)}`
  );
  return html`<span>Chosen elsewhere, not used on this page: ${list(said)}.</span>${clear}`;
}
