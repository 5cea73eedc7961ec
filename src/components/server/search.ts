/** Finds a server by its name and goes to its page. */
import { html } from "../dom.js";
import { plural } from "../format.js";
import { serverHref } from "../server_link.js";

/** Names offered at once; a longer list is no help. */
const OFFERED = 50;

/** A field that offers the names holding what is typed; Enter goes to the one typed, or to the only one left. */
export function serverSearch(servers: readonly string[]): HTMLElement {
  const offers = html`<datalist id="server-names"></datalist>` as HTMLElement;
  const status = html`<span role="status" class="note-line"></span>` as HTMLElement;
  const input = html`
    <input type="search" name="server" list="server-names" autocomplete="off"
      placeholder="Name of a server">
  ` as HTMLInputElement;
  const form = html`<form class="filters"><label><span>Server</span>${input}</label>
    <button type="submit" class="quiet">Show</button>${status}${offers}</form>` as HTMLFormElement;
  const offer = () => {
    const found = matching(servers, input.value);
    offers.replaceChildren(...found.slice(0, OFFERED).map((name) => html`<option value=${name}></option>`));
    status.textContent = plural(found.length, "server");
  };
  input.oninput = offer;
  form.onsubmit = (event) => {
    event.preventDefault();
    const name = chosen(servers, input.value);
    if (name !== undefined) location.href = serverHref(name);
    else status.textContent = `${plural(matching(servers, input.value).length, "server")}: which one?`;
  };
  offer();
  return form;
}

/** Names that hold the text, whatever its case. */
export function matching(servers: readonly string[], text: string): readonly string[] {
  const wanted = text.trim().toLowerCase();
  return servers.filter((name) => name.toLowerCase().includes(wanted));
}

/** The server meant: the one of that name, or the only one whose name holds the text. */
export function chosen(servers: readonly string[], text: string): string | undefined {
  const found = matching(servers, text);
  const wanted = text.trim().toLowerCase();
  return found.find((name) => name.toLowerCase() === wanted) ?? (found.length === 1 ? found[0] : undefined);
}
