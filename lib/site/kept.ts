/** Files kept between builds: what tells whether they have to be made anew. */

/** What tells one state of a file from another without reading it. */
export async function stateOf(path: string): Promise<[string, number, number | undefined]> {
  const { size, mtime } = await Deno.stat(path);
  return [path, size, mtime?.getTime()];
}

/** Text of a file; null when there is none. */
export async function textOf(path: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
