/** The list of pages, for the keyboard. */

/** Where the list does not fit beside the page: it covers the page, and Esc takes it away. */
const COVERING = "not all and (min-width: calc(640px + 6rem + 272px))";

/** Taking the list away hides what had the keyboard, which goes back to the switch that had brought the list. */
export function returnToSwitch(): void {
  const toggle = document.querySelector<HTMLElement>("#observablehq-sidebar-toggle");
  const list = document.querySelector<HTMLElement>("#observablehq-sidebar");
  list?.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && matchMedia(COVERING).matches) toggle?.focus();
  });
}
