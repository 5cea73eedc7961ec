import { z } from "zod";
import { document } from "./snapshot.ts";

const column = z.strictObject({
  name: z.string(),
  type: z.string(),
  unit: z.string().nullable(),
  nullable: z.boolean(),
  description: z.string(),
  values: z.array(z.string()).nullable(),
  minimum: z.number().nullable(),
  maximum: z.number().nullable(),
});

const table = z.strictObject({
  name: z.string(),
  description: z.string(),
  key: z.array(z.string()),
  columns: z.array(column),
});

const setting = z.strictObject({
  path: z.string(),
  type: z.string(),
  rule: z.string(),
  description: z.string(),
});

export const dictionary = document({
  name: "dictionary",
  description: "What every column and every setting means.",
  shape: z.strictObject({
    snapshots: z.array(table),
    documents: z.array(z.strictObject({ name: z.string(), description: z.string() })),
    settings: z.array(setting),
  }),
});

export type Dictionary = z.infer<typeof dictionary.shape>;
export type DictionarySetting = z.infer<typeof setting>;
