/** Keeps zod from compiling its checks: pages forbid it. Must come before any schema. */
import * as z from "zod";

z.config({ jitless: true });
