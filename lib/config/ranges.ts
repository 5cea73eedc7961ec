import { z } from "zod";

/** Lowest and highest value of something drawn evenly between them. */
export const range = (description: string, { min = -Infinity, max = Infinity } = {}) =>
  z.tuple([z.number().min(min).max(max), z.number().min(min).max(max)])
    .refine(([low, high]) => low <= high, { message: "the first must not exceed the second" })
    .describe(`${description}: lowest and highest`);

/** A range of whole numbers. */
export const wholeRange = (description: string, { min = -Infinity, max = Infinity } = {}) =>
  range(description, { min, max })
    .refine(([low, high]) => Number.isInteger(low) && Number.isInteger(high), {
      message: "must be whole numbers",
    });
