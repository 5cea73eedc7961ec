/** Makes Framework's search of the site answer to the keyboard and to screen readers. */

/** Ctrl-K, ⌘-K and / lead to the search field; its results say that they have changed. */
export function searchShortcut(): void {
  const field = document.querySelector<HTMLInputElement>("#observablehq-search input");
  const box = document.querySelector<HTMLElement>("#observablehq-search");
  const results = document.querySelector<HTMLElement>("#observablehq-search-results");
  if (field === null || box === null || results === null) return;
  field.ariaLabel = "Search pages, servers and columns";
  field.setAttribute("aria-keyshortcuts", "/ Control+K");
  results.setAttribute("role", "region");
  results.ariaLabel = "Search results";
  results.ariaLive = "polite";
  if (field.value === "") box.dataset.shortcut = "/";
  // Framework takes its hint from here when the field is emptied, but names keys it does not heed.
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyK" || !event.ctrlKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const toggle = document.querySelector<HTMLInputElement>("#observablehq-sidebar-toggle");
    if (toggle !== null && !toggle.checked && field.getClientRects().length === 0) toggle.click();
    field.focus();
    field.select();
  });
}
