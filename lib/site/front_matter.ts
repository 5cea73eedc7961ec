/** What a page says of itself in YAML before its text. */
import { parse, YAMLParseError } from "yaml";
import { z } from "zod";

const shape = z.looseObject({
  claims: z.array(z.strictObject({ sentence: z.string().min(10), sql: z.string().min(10) })).optional(),
  answer: z.strictObject({
    sentence: z.string().min(10),
    sql: z.string().min(10),
    otherwise: z.string().min(10).optional(),
  }).optional(),
});
export type FrontMatter = z.infer<typeof shape>;

const MATTER = /^---\n([\s\S]*?)\n---\n/;

/**
 * The front matter of a page, empty where it has none.
 * @throws Error when it is no YAML, or a part that the build reads is not as it must be
 */
export function frontMatter(page: string): FrontMatter {
  const [, text] = MATTER.exec(page) ?? [];
  try {
    // The line above it counts, so that faults name lines of the page.
    return text === undefined ? {} : shape.parse(parse(`\n${text}`) ?? {});
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw unreadable(`it must be YAML: ${error.message.split("\n")[0]?.replace(/:$/, "")}`);
    }
    if (error instanceof z.ZodError) throw unreadable(z.prettifyError(error).replaceAll("\n", " "));
    throw error;
  }
}

const unreadable = (rule: string): Error => new Error(`Cannot read its front matter as ${rule}`);

/** The page without it. */
export const withoutMatter = (page: string): string => page.replace(MATTER, "");
