/** Which of a built site's pages are tested and drawn, by their names without extension. */

/** Every page of the report; of the pages of single servers, which one module makes, a sample. */
export async function pagesOf(root: string): Promise<string[]> {
  return [...await named(root), ...(await serverSample(root)).map((name) => `servers/${name}`)];
}

/** What the answers of server pages say that are worth a visit each: one at risk, one that was not assessed. */
const TELLING = [/Ordering is overdue|Order by/, /could not be judged/];

/** The first server by name, and the first of each telling kind that the fleet has. */
export async function serverSample(root: string): Promise<string[]> {
  const servers = await named(`${root}/servers`);
  const sample = new Set(servers.slice(0, 1));
  for (const telling of TELLING) {
    for (const name of servers) {
      if (!telling.test(answerIn(await Deno.readTextFile(`${root}/servers/${name}.html`)))) continue;
      sample.add(name);
      break;
    }
  }
  return [...sample];
}

const answerIn = (page: string): string => page.match(/<p class="answer">([\s\S]*?)<\/p>/)?.[1] ?? "";

async function named(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(folder)) {
      if (isFile && name.endsWith(".html")) names.push(name.slice(0, -".html".length));
    }
  } catch (error) {
    // A large fleet has one page for all of its servers.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}
