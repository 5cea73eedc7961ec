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
  // Before Framework's own listener, which would fold the sidebar away once the search is left.
  document.addEventListener("keydown", (event) => {
    if (!isSearchKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
    reveal(field);
    field.focus();
    field.select();
  }, true);
  // First the results go, then the list of pages.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return;
    event.stopPropagation();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
}

function isSearchKey({ code, key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean {
  if (code === "KeyK") return ctrlKey !== metaKey && !altKey && !shiftKey;
  return key === "/" && !ctrlKey && !metaKey && !altKey && !isWriting(target);
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"));
}

/** Opens the sidebar where it does not fit beside the page. */
function reveal(field: HTMLElement): void {
  const toggle = document.querySelector<HTMLInputElement>("#observablehq-sidebar-toggle");
  if (toggle !== null && !toggle.checked && field.getBoundingClientRect().right <= 0) toggle.click();
}
