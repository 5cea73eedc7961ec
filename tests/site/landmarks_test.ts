import assert from "node:assert/strict";
import { nameLandmarks } from "../../lib/site/landmarks.ts";

const SIDEBAR = `<input id="observablehq-sidebar-toggle" type="checkbox" title="Toggle sidebar">
<nav id="observablehq-sidebar">
  <ol>
    <label id="observablehq-sidebar-close" for="observablehq-sidebar-toggle"></label>
    <li class="observablehq-link"><a href="./index.html">Headroom</a></li>
  </ol>
</nav>
<footer id="observablehq-footer">
<nav><a rel="next" href="./risk.html"><span>Risk</span></a></nav>
</footer>`;

Deno.test("nameLandmarks: both navigations and the switch have names", () => {
  const named = nameLandmarks(SIDEBAR);
  assert.match(named, /<nav id="observablehq-sidebar" aria-label="Pages">/);
  assert.match(named, /<nav aria-label="Previous and next page">/);
  assert.match(named, /<input id="observablehq-sidebar-toggle" aria-label="Show the list of pages"/);
});

Deno.test("nameLandmarks: a list holds nothing but items", () => {
  assert.match(
    nameLandmarks(SIDEBAR),
    /<ol>\s*<li class="observablehq-link"><label id="observablehq-sidebar-close"/,
  );
});

Deno.test("nameLandmarks: a page without them stays as it is", () => {
  assert.equal(nameLandmarks("<main><ol><li>one</li></ol></main>"), "<main><ol><li>one</li></ol></main>");
});
