/** Settings as a list a person can read: path, type, rule and meaning of each. */
import { z } from "zod";

interface JsonType {
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  properties?: Record<string, JsonType>;
  additionalProperties?: JsonType | boolean;
  items?: JsonType;
  anyOf?: JsonType[];
}

export interface SettingDescription {
  path: string;
  type: string;
  rule: string;
  description: string;
}

function ruleOf(type: JsonType): string {
  if (type.enum !== undefined) return `one of ${type.enum.join(", ")}`;
  const bounded = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  return [
    bounded(type.minimum) ? `at least ${type.minimum}` : "",
    bounded(type.exclusiveMinimum) ? `above ${type.exclusiveMinimum}` : "",
    bounded(type.maximum) ? `at most ${type.maximum}` : "",
    bounded(type.exclusiveMaximum) ? `below ${type.exclusiveMaximum}` : "",
  ].filter((part) => part !== "").join(", ");
}

function typeOf(type: JsonType): string {
  if (type.anyOf !== undefined) return type.anyOf.map(typeOf).join(" or ");
  if (type.items !== undefined) return `list of ${typeOf(type.items)}`;
  return type.type === undefined ? "text" : [type.type].flat().join(" or ");
}

function walk(path: string, type: JsonType, inherited: string): SettingDescription[] {
  const description = type.description ?? inherited;
  const below = [
    ...Object.entries(type.properties ?? {}).map((
      [key, inner],
    ): [string, JsonType] => [`${path}.${key}`, inner]),
    ...(typeof type.additionalProperties === "object"
      ? [[`${path}.<name>`, type.additionalProperties] as [string, JsonType]]
      : []),
    ...(type.items?.properties === undefined ? [] : [[`${path}[]`, type.items] as [string, JsonType]]),
  ];
  if (below.length > 0) return below.flatMap(([inner, innerType]) => walk(inner, innerType, description));
  return [{ path, type: typeOf(type), rule: ruleOf(type), description }];
}

/** The leaves of a section, in the order of its schema. A leaf without words of its own takes its map's. */
export function describeSettings(section: string, schema: z.ZodType): SettingDescription[] {
  return walk(section, z.toJSONSchema(schema) as JsonType, "");
}
