/** What a server is, what it belongs to, and who stands beside it. */
import { html } from "../dom.js";
import { capital, day, number, quantity } from "../format.js";
import { serverLink } from "../server_link.js";
import { siteHref } from "../site_link.js";
import type { ServerDetail } from "./detail.js";

type Shown = Node | string | null;

/** Owner, place, work, size and price; what nobody recorded is left out. */
export function identity({ server, cluster }: ServerDetail): HTMLElement {
  const word = (name: string) => server[name] === "unknown" ? null : server[name] as string | null;
  const amount = (name: string, unit: string): Shown =>
    server[name] === null ? null : quantity(server[name] as number, unit);
  const price = server["usd_per_month"] as number | null;
  const facts: [string, Shown][] = [
    ["Business unit", total("business_unit", word("business_unit"))],
    ["Region", total("region", word("region"))],
    ["Archetype", total("archetype", word("archetype"))],
    ["Service", word("service")],
    ["Environment", word("environment")],
    ["Criticality", word("criticality")],
    ["Size", word("instance_type")],
    ["CPU", amount("vcpu", "vCPU")],
    ["Memory", amount("memory_gib", "GiB")],
    ["Disk", amount("disk_gib", "GiB")],
    ["Network", amount("network_mbps", "Mbit/s")],
    ["Costs", price === null ? null : `USD ${number(price)} a month`],
    ["Telemetry since", day(server["in_service_from"] as string)],
    ["Group", cluster === null ? null : group(cluster)],
  ];
  return html`<dl class="facts facts-short">${
    facts.flatMap(([name, value]) =>
      value === null ? [] : [html`
        <div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>
      `]
    )
  }</dl>` as HTMLElement;
}

/** A group the server's load counts in, linked to what all of it will need. */
function total(scope: string, value: string | null): Shown {
  if (value === null) return null;
  const group = new URLSearchParams({ group: `${scope}/${value}` });
  return html`<a href=${siteHref(`forecasts.html?${group}`)}>${value}</a>`;
}

function group({ cluster, label }: NonNullable<ServerDetail["cluster"]>): Node {
  const text = cluster === null ? "none" : `${number(cluster as number)}: ${String(label)}`;
  return html`<a href=${siteHref("clusters.html")}>${capital(text)}</a>`;
}

/** Links to the servers before and after in the order of names. */
export function neighbours({ previous, next }: ServerDetail, label: string): HTMLElement {
  const link = (label: string, server: string | null) =>
    html`<span>${server === null ? "" : html`${label} ${serverLink(server)}`}</span>`;
  return html`<nav class="neighbours" aria-label=${label}>
    ${link("Previous:", previous)}
    <a href=${siteHref("server.html")}>Find a server</a>
    ${link("Next:", next)}
  </nav>` as HTMLElement;
}
