import { z } from "zod";

export const cleaning = z.strictObject({});
