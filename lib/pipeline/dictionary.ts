import type { z } from "zod";
import { describeSettings } from "../config/describe.ts";
import type { Dictionary } from "./schemas/dictionary.ts";
import { columnRules } from "./schemas/rules.ts";
import type { DocumentSchema, SnapshotSchema } from "./schemas/snapshot.ts";

/** The data dictionary, from the schemas themselves. */
export function dictionaryOf(
  snapshots: readonly SnapshotSchema[],
  documents: readonly DocumentSchema[],
  sections: Readonly<Record<string, z.ZodType>>,
): Dictionary {
  return {
    snapshots: snapshots.map((schema) => ({
      name: schema.name,
      description: schema.description,
      key: [...schema.key],
      columns: columnRules(schema).map((
        { name, type, unit, nullable, description, values, minimum, maximum },
      ) => ({
        name,
        type,
        unit: unit ?? null,
        nullable,
        description,
        values: values === undefined ? null : [...values],
        minimum: minimum ?? null,
        maximum: maximum ?? null,
      })),
    })),
    documents: documents.map(({ name, description }) => ({ name, description })),
    settings: Object.entries(sections).flatMap(([name, schema]) => describeSettings(name, schema)),
  };
}
