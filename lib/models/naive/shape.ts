/** A season that repeats: what models of no more than a shape save and forecast by. */
import { z } from "zod";
import { lastStep, phaseOf, type Series } from "../series.ts";

/** A value for each position in the season, and the last step before the forecast. */
export const seasonShape = z.strictObject({
  shape: z.array(z.number()).min(1),
  end: z.number().int(),
});

export type SeasonShape = z.infer<typeof seasonShape>;

/** The shape after a series. */
export const shapeAfter = (series: Series, shape: Float64Array): SeasonShape => ({
  shape: [...shape],
  end: lastStep(series),
});

/** The season, over and over. */
export const repeatShape = ({ shape, end }: SeasonShape, horizon: number): Float64Array =>
  Float64Array.from({ length: horizon }, (_, h) => shape[phaseOf(end + h + 1, shape.length)]!);
