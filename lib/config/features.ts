import { z } from "zod";

export const features = z.strictObject({});
