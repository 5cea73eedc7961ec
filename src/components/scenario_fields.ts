/** What each kind of step asks for. */
import { capital, inMetricOrder, metricName } from "./format.js";

export interface Place {
  server_id: string;
  business_unit: string;
  region: string;
  environment: string;
  service: string;
}

export type Option = { value: string; label: string };

export interface Field {
  /** Name in the step; "scope" stands for the part of the fleet. */
  name: string;
  label: string;
  /** A search is a menu too long to unroll: what is typed narrows it. */
  kind: "number" | "menu" | "scope" | "search";
  /** Number at first. */
  initial?: number;
  /** A number that may be left empty. */
  optional?: boolean;
  options?: readonly Option[];
}

export interface Kind {
  name: string;
  label: string;
  fields: readonly Field[];
}

const METRICS = ["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"];

const amount = (name: string, label: string, initial?: number): Field => ({
  name,
  label,
  kind: "number",
  optional: initial === undefined,
  ...(initial === undefined ? {} : { initial }),
});
const menu = (name: string, label: string, options: readonly Option[]): Field => ({
  name,
  label,
  kind: "menu",
  options,
});
/** Servers from which a menu of them is too long. */
const LONG = 200;

const serverField = (name: string, label: string, options: readonly Option[]): Field => ({
  name,
  label,
  kind: options.length > LONG ? "search" : "menu",
  options,
});

const plain = (values: Iterable<string>): Option[] =>
  [...new Set(values)].sort().map((value) => ({ value, label: value }));

/** Every kind of step that a fleet allows. */
export function kindsOf(
  servers: readonly Place[],
  { high, very_high }: { high: number; very_high: number },
): Kind[] {
  const ids = plain(servers.map(({ server_id }) => server_id));
  const where: Field[] = [
    { name: "scope", label: "Where", kind: "scope" },
    ...(ids.length <= LONG ? [] : [{ ...serverField("server", "Only this server", ids), optional: true }]),
  ];
  const regions = plain(servers.map(({ region }) => region));
  const pools = [
    ...new Map(
      servers.map(({ service, region, environment }) => {
        const label = `${service}, ${environment}, ${region}`;
        return [label, { value: JSON.stringify({ service, region, environment }), label }];
      }),
    ).values(),
  ].sort((a, b) => a.label < b.label ? -1 : 1);
  const metrics = inMetricOrder(METRICS).map((value) => ({ value, label: capital(metricName(value)) }));
  return [
    {
      name: "grow",
      label: "Load grows or shrinks",
      fields: [
        amount("percent", "By, %", 20),
        menu("per", "When", [{ value: "once", label: "From today" }, { value: "year", label: "Each year" }]),
        menu("metric", "Of", [{ value: "", label: "All resources" }, ...metrics]),
        ...where,
      ],
    },
    {
      name: "add_workload",
      label: "A new workload arrives",
      fields: [
        amount("vcpu", "vCPU", 2),
        amount("memory_gib", "Memory, GiB"),
        amount("disk_gib", "Disk, GiB"),
        amount("net_in_mbps", "In, Mbit/s"),
        amount("net_out_mbps", "Out, Mbit/s"),
        ...where,
      ],
    },
    {
      name: "shift",
      label: "Load moves to another server",
      fields: [
        amount("percent", "Part, %", 50),
        serverField("from", "From", ids),
        serverField("to", "To", ids),
      ],
    },
    { name: "remove_servers", label: "A server goes", fields: [serverField("servers", "Server", ids)] },
    {
      name: "add_servers",
      label: "Servers are added",
      fields: [amount("count", "How many", 1), menu("pool", "Pool", pools)],
    },
    ...(regions.length < 2 ? [] : [{
      name: "lose_region",
      label: "A region is lost",
      fields: [
        menu("region", "Region", regions),
        menu("to", "Load goes to", [{ value: "", label: "All others" }, ...regions]),
      ],
    }]),
    {
      name: "thresholds",
      label: "Thresholds change",
      fields: [amount("high", "High, %", high), amount("very_high", "Very high, %", very_high)],
    },
    { name: "prices", label: "Prices change", fields: [amount("percent", "By, %", 10), ...where] },
    { name: "lead_time", label: "Orders take longer", fields: [amount("days", "Days", 90), ...where] },
  ];
}

/** Parts of the fleet by what they are named after; servers only where a menu can hold them. */
export function scopes(servers: readonly Place[]): { label: string; options: Option[] }[] {
  const parts = [
    ["region", "Region"],
    ["business_unit", "Business unit"],
    ["service", "Service"],
    ["environment", "Environment"],
    ...(servers.length > LONG ? [] : [["server_id", "Server"]]),
  ] as [keyof Place, string][];
  return parts.map(([column, label]) => ({
    label,
    options: plain(servers.map((server) => server[column])).map((option) => ({
      ...option,
      value: JSON.stringify({ [column === "server_id" ? "server" : column]: option.value }),
    })),
  }));
}
