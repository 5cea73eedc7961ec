/** A trained global model as plain data, and back. */
import { z } from "zod";
import { load, save, savedModel } from "../../trees/saved.ts";
import type { TreesModel } from "../../trees/model.ts";
import { WORD_FEATURES, type Words } from "./words.ts";

const wordLists = Object.fromEntries(WORD_FEATURES.map((feature) => [feature, z.array(z.string())]));

export const savedGlobal = z.strictObject({
  format: z.literal("global-1").describe("Changes when older files can no longer be read"),
  words: z.strictObject(wordLists).describe("The words of training by feature; a code is a place among them"),
  trees: savedModel,
});

export const saveGlobal = (trees: TreesModel, words: Words): z.infer<typeof savedGlobal> => ({
  format: "global-1",
  words: Object.fromEntries(WORD_FEATURES.map((feature) => [feature, [...words[feature]]])),
  trees: save(trees),
});

/** @throws ZodError when it is not of the shape */
export function loadGlobal(saved: unknown): { trees: TreesModel; words: Words } {
  const { words, trees } = savedGlobal.parse(saved);
  return { trees: load(trees), words: words as unknown as Words };
}
