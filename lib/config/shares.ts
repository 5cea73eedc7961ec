import { z } from "zod";

const SUM_TOLERANCE = 1e-9;

/** A share of a whole, 0 to 1. */
export const share = (description: string) => z.number().min(0).max(1).describe(description);

/** Whether shares make up a whole, but for rounding. */
export const sumToOne = (shares: Iterable<number>): boolean =>
  Math.abs([...shares].reduce((sum, value) => sum + value, 0) - 1) < SUM_TOLERANCE;

/** Shares by name that together make up a whole. */
export const shares = (description: string) =>
  z.record(z.string().min(1), z.number().min(0).max(1))
    .refine((value) => sumToOne(Object.values(value)), { message: "shares must sum to 1" })
    .describe(description);
