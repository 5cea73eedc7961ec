/** A line at the foot of a page of the live notebook: what is being made, and what is wrong with an edit. */

interface Notice {
  state: "working" | "failed" | "shown";
  text: string;
}

/** Milliseconds after which good news goes. */
const READ = 4000;
/** Framework has pages load anew for another title, all but those that load just then: they see to it after so long. */
const MISSED = 2000;

const STYLE = `
.live-notice { position: fixed; inset: auto 1rem 1rem auto; z-index: 10; box-sizing: border-box;
  max-width: min(44rem, calc(100vw - 2rem)); max-height: 60vh; overflow: auto; padding: 0.5rem 0.75rem;
  border: 1px solid var(--theme-foreground-fainter); border-radius: 4px;
  background: var(--theme-background); color: var(--theme-foreground);
  font: 13px/1.5 var(--sans-serif); white-space: pre-wrap; overflow-wrap: anywhere; }
.live-notice:empty { padding: 0; border: 0; }
.live-notice[data-state="failed"] { border-left: 4px solid var(--level-very-high, currentColor);
  font-family: var(--monospace); font-size: 12px; }
@media print { .live-notice { display: none; } }`;

/** @param title  that the page carries, as its head has it */
function follow(address: string, title: string | undefined): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  const line = document.createElement("div");
  line.className = "live-notice";
  // Whoever connects is told of anything else at once.
  line.dataset.state = "shown";
  line.setAttribute("role", "status");
  line.ariaLabel = "Live notebook";
  document.body.append(line);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const events = new EventSource(address);
  let missed: ReturnType<typeof setTimeout> | undefined;
  events.addEventListener("title", ({ data }: MessageEvent<string>) => {
    clearTimeout(missed);
    if (data !== title) missed = setTimeout(() => location.reload(), MISSED);
  });
  events.addEventListener("message", ({ data }: MessageEvent<string>) => {
    const { state, text }: Notice = JSON.parse(data);
    clearTimeout(timer);
    line.dataset.state = state;
    line.textContent = text;
    // A long complaint is scrolled by keyboard, too.
    line.tabIndex = state === "failed" ? 0 : -1;
    if (state === "shown") timer = setTimeout(() => line.textContent = "", READ);
  });
}

const live = document.querySelector<HTMLMetaElement>('meta[name="live-notices"]');
if (live !== null) follow(live.content, live.dataset.title);
