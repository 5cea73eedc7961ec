import { z } from "zod";

export const calendar = z.strictObject({});
