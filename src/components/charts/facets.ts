/** Names of facets where there is no room beside them. */
import * as Plot from "../plot.js";

/** Writes each facet's name above it. */
export function aboveFacets(facets: readonly string[], name: (facet: string) => string): Plot.Markish {
  return Plot.text(facets, {
    fy: (facet: string) => facet,
    text: name,
    frameAnchor: "top-left",
    dy: -14,
    fill: "var(--theme-foreground-muted)",
    fontWeight: 600,
  });
}
