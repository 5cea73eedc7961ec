import { z } from "zod";

export const site = z.strictObject({
  title: z.string().min(1).describe("Name shown on every page"),
  port: z.number().int().min(1).max(65535).describe("First port tried when the site is served"),
});
