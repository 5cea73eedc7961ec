import { z } from "zod";

interface Bounds {
  min: number;
  max: number;
}

const pair = ({ min, max }: Bounds) =>
  z.tuple([z.number().min(min).max(max), z.number().min(min).max(max)])
    .refine(([low, high]) => low <= high, { message: "the first must not exceed the second" });

const named = (description: string) => `${description}: lowest and highest`;

/** Lowest and highest value of something drawn evenly between them. */
export const range = (description: string, bounds: Bounds) => pair(bounds).describe(named(description));

/** A range of whole numbers. */
export const wholeRange = (description: string, bounds: Bounds) =>
  pair(bounds).refine((both) => both.every(Number.isInteger), { message: "must be whole numbers" })
    .describe(named(description));
