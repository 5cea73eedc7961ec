/** Elements from templates. Framework resolves "npm:" to the version in package-lock.json. */
// deno-lint-ignore no-import-prefix no-unversioned-import -- how Framework names a browser package
import { html as htmlTag, svg as svgTag } from "npm:htl";

type Fragments = (strings: TemplateStringsArray, ...values: unknown[]) => Node;

/**
 * HTML: the element when the template holds one, else a fragment of its nodes. White space around them, which a
 * formatter may put there, counts for nothing.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): Node {
  return trimmed((htmlTag.fragment as Fragments)(strings, ...values));
}

/** SVG that stands inside an svg element; like {@link html} otherwise. */
export function svg(strings: TemplateStringsArray, ...values: unknown[]): Node {
  return trimmed((svgTag.fragment as Fragments)(strings, ...values));
}

/** Nothing to show: a cell must show something, and an empty text shows as one. */
export function nothing(): Node {
  return document.createTextNode("");
}

function trimmed(fragment: Node): Node {
  while (isSpace(fragment.firstChild)) fragment.removeChild(fragment.firstChild!);
  while (isSpace(fragment.lastChild)) fragment.removeChild(fragment.lastChild!);
  const { firstChild, lastChild } = fragment;
  return firstChild !== null && firstChild === lastChild ? fragment.removeChild(firstChild) : fragment;
}

function isSpace(node: ChildNode | null): boolean {
  return node?.nodeType === 3 && node.textContent?.trim() === "";
}
