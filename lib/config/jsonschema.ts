/** JSON schemas of the config files, by which editors complete and check them. */
import { z } from "zod";
import { FOLDERS, type Section, sections } from "./settings.ts";

type Json = { [key: string]: unknown };

/** The same schema with nothing required: a profile gives only what it changes. */
function partial(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(partial);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !(key === "required" && Array.isArray(value)))
      .map(([key, value]) => [key, partial(value)]),
  );
}

export const sectionSchema = (section: Section): Json => z.toJSONSchema(sections[section]) as Json;

export function profileSchema(): Json {
  const properties = Object.fromEntries(
    (Object.keys(sections) as Section[]).map((name) => [name, partial(sectionSchema(name))]),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties,
    additionalProperties: false,
  };
}

/** One entry of a section that is a folder: what each of its files holds. */
function entrySchema(name: Section): Json {
  const { $schema, additionalProperties } = sectionSchema(name);
  return { $schema, ...additionalProperties as Json };
}

/** All schema files by their name in config/schema/. */
export function schemaFiles(): Record<string, Json> {
  const names = Object.keys(sections) as Section[];
  return {
    ...Object.fromEntries(
      names.map((name) => [`${name}.json`, FOLDERS.has(name) ? entrySchema(name) : sectionSchema(name)]),
    ),
    "profile.json": profileSchema(),
  };
}
