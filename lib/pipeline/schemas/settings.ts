import { z } from "zod";
import { document } from "./snapshot.ts";

export const settings = document({
  name: "settings",
  description: "Every setting in force: config/*.yaml with the profile and the environment laid over it.",
  shape: z.record(z.string(), z.unknown()),
});
