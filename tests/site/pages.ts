/** Names of a built site's pages, without their extension. */
export async function pagesOf(root: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(root)) {
    if (entry.isFile && entry.name.endsWith(".html")) names.push(entry.name.slice(0, -".html".length));
  }
  return names.sort();
}
