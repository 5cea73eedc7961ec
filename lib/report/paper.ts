/** Charts drawn as on a page, but for paper: in a document without a browser, at one width, in the light colours. */
import { JSDOM } from "jsdom";

/** A chart as it is printed. */
export interface Picture {
  /** The finding. */
  title: string;
  takeaway: string;
  /** Unit, days covered, model and source. */
  caption: string;
  legend: readonly { sample: string; label: string }[];
  /** The drawing as SVG, without style sheets or colours by name. */
  svg: string;
}

/** Colours and lengths by their name in the theme, such as "--series-1". */
export type Tokens = ReadonlyMap<string, string>;

/** Width at which charts are laid out, in pixels, and the size of their letters: the page's own. */
const WIDTH = 680;
const LETTERS = 12;

/** What chart functions expect of a browser. */
const BROWSER = ["document", "Node", "NodeList", "HTMLCollection"] as const;

/** Tells at once how wide an element is, since paper never changes its width. */
class FixedWidth {
  constructor(private readonly tell: (entries: { contentRect: { width: number } }[]) => void) {}
  observe(): void {
    this.tell([{ contentRect: { width: WIDTH } }]);
  }
}

/** Runs something that expects a browser's document, and takes the document away again. */
function withDocument<T>(run: (window: JSDOM["window"]) => T): T {
  const { window } = new JSDOM("<!doctype html>");
  const given: Record<string, unknown> = { window, ResizeObserver: FixedWidth };
  for (const name of BROWSER) given[name] = window[name];
  const before = Object.keys(given).map((name) =>
    [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const
  );
  Object.assign(globalThis, given);
  try {
    return run(window);
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
    window.close();
  }
}

/** Custom properties of the first, light part of a style sheet. */
export function lightTokens(css: string): Tokens {
  const light = css.slice(0, css.includes("@media") ? css.indexOf("@media") : css.length);
  return new Map([...light.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]));
}

/**
 * The same colours written out.
 * @throws RangeError when a colour is none of the theme's
 */
function inColour(svg: string, tokens: Tokens): string {
  const named = svg.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => {
    const value = tokens.get(name);
    if (value === undefined) {
      throw new RangeError(`Cannot print a chart as its colours must be the theme's: ${name}`);
    }
    return value;
  });
  return named.replaceAll("currentColor", tokens.get("--theme-foreground") ?? "black");
}

/** A drawing without what paper does not know: style sheets, and arrows its letters lack. */
function drawn(svg: Element, serialise: (node: Node) => string, tokens: Tokens): string {
  for (const style of svg.querySelectorAll("style")) style.remove();
  if (svg.hasAttribute("font-size")) svg.setAttribute("font-size", String(LETTERS));
  return inColour(serialise(svg).replaceAll(/ ?[→←↑↓] ?/g, ""), tokens);
}

const textOf = (figure: Element, selector: string): string =>
  (figure.querySelector(selector)?.textContent ?? "").replaceAll(/[ \t\n]+/g, " ").trim();

/**
 * Draws charts by the functions of the page.
 * @param draw    makes a chart's figure, as src/components/chart.ts does
 * @throws RangeError when a figure has no drawing
 */
export function onPaper<Chart>(
  charts: readonly Chart[],
  draw: (chart: Chart) => Element,
  tokens: Tokens,
): Picture[] {
  return withDocument((window) => {
    const serialiser = new window.XMLSerializer();
    const serialise = (node: Node) => serialiser.serializeToString(node);
    return charts.map((chart) => {
      const figure = draw(chart);
      const svg = figure.querySelector(".chart-body svg");
      if (svg === null) {
        throw new RangeError(`Cannot print a chart as it must have a drawing: ${textOf(figure, "h3")}`);
      }
      return {
        title: textOf(figure, ".chart-title"),
        takeaway: textOf(figure, ".chart-takeaway"),
        caption: textOf(figure, "figcaption"),
        legend: [...figure.querySelectorAll(".legend li")].map((item) => ({
          sample: drawn(item.querySelector("svg")!, serialise, tokens),
          label: textOf(item, "span:last-child"),
        })),
        svg: drawn(svg, serialise, tokens),
      };
    });
  });
}
