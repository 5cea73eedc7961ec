/** Which fleet a built site is of, as the files it offers say: checks choose from what there is. */
import { parseCsv } from "hucre/csv";

/** Attributes by which several pages narrow what they show. */
export const SHARED = ["business_unit", "region", "criticality"] as const;
export type Shared = typeof SHARED[number];

export interface BuiltFleet {
  servers: readonly string[];
  metrics: readonly string[];
  /** What the plan would have done, each action once. */
  actions: readonly string[];
  /** Attributes that tell servers apart, with their values; pages offer a menu of each. */
  attributes: ReadonlyMap<Shared, readonly string[]>;
  /** A value of each of these attributes that no server has together; undefined when every combination occurs. */
  absent: Readonly<Record<string, string>> | undefined;
}

type Line = Readonly<Record<string, string>>;

/** The fleet of the site built into a folder. */
export async function builtFleet(root: string): Promise<BuiltFleet> {
  const servers = await lines(`${root}/downloads/servers.csv`);
  const risk = await lines(`${root}/downloads/risk.csv`);
  const plan = await lines(`${root}/downloads/recommendations.csv`);
  const distinct = (rows: readonly Line[], name: string) =>
    [...new Set(rows.map((row) => row[name]!))].sort();
  const attributes = new Map(
    SHARED.map((name) => [name, distinct(servers, name)] as const).filter(([, values]) => values.length > 1),
  );
  return {
    servers: servers.map((row) => row["server_id"]!),
    metrics: distinct(risk, "metric"),
    actions: distinct(plan, "action"),
    attributes,
    absent: absentFrom(servers, attributes),
  };
}

/** The first combination of values, in order, that no server has. */
export function absentFrom(
  servers: readonly Line[],
  attributes: ReadonlyMap<string, readonly string[]>,
): Record<string, string> | undefined {
  const names = [...attributes.keys()];
  const key = (row: Line) => names.map((name) => row[name]).join("\n");
  const present = new Set(servers.map(key));
  const combinations = [...attributes].reduce<Record<string, string>[]>(
    (found, [name, values]) => found.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
  return combinations.find((row) => !present.has(key(row)));
}

async function lines(file: string): Promise<Line[]> {
  const [head, ...rest] = parseCsv(await Deno.readTextFile(file), { delimiter: "," });
  return rest.map((values) =>
    Object.fromEntries(head!.map((name, place) => [String(name), String(values[place])]))
  );
}
