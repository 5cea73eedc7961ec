/** Finds a server by its name and goes to its page. */
import { html } from "../dom.js";
import { matching, meant, OFFERED } from "../filter_menus.js";
import { plural } from "../format.js";
import { serverHref } from "../server_link.js";

/** A field that offers the names holding what is typed; Enter goes to the one typed, or to the only one left. */
export function serverSearch(servers: readonly string[]): HTMLElement {
  const names = servers.map((value) => ({ value, label: value }));
  const offers = html`<datalist id="server-names"></datalist>` as HTMLElement;
  const status = html`<span role="status" class="note-line"></span>` as HTMLElement;
  const input = html`
    <input type="search" name="server" list="server-names" autocomplete="off"
      placeholder="Name of a server">
  ` as HTMLInputElement;
  const form = html`<form class="filters"><label><span>Server</span>${input}</label>
    <button type="submit" class="quiet">Show</button>${status}${offers}</form>` as HTMLFormElement;
  const offer = () => {
    const found = matching(names, input.value);
    offers.replaceChildren(
      ...found.slice(0, OFFERED).map(({ value }) => html`<option value=${value}></option>`),
    );
    status.textContent = plural(found.length, "server");
  };
  input.oninput = offer;
  form.onsubmit = (event) => {
    event.preventDefault();
    const name = meant(names, input.value);
    if (name !== undefined) location.href = serverHref(name.value);
    else status.textContent = `${plural(matching(names, input.value).length, "server")}: which one?`;
  };
  offer();
  return form;
}
