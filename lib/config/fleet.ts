import { z } from "zod";

export const fleet = z.strictObject({});
