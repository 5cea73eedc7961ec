/** Puts a finished site in place of the last one, all at once. */

/**
 * Replaces `site` by `fresh`. Readers see the old site or the new one, never a mixture.
 * @throws Error when the fresh site cannot take its place; the old one is then back in its own
 */
export async function publish(fresh: string, site: string): Promise<void> {
  const old = `${site}.old.tmp`;
  await remove(old);
  const replaced = await renameIfPresent(site, old);
  try {
    await Deno.rename(fresh, site);
  } catch (error) {
    if (replaced) await Deno.rename(old, site);
    throw error;
  }
  await remove(old);
}

/** Removes a file or folder, if there is one. */
export async function remove(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function renameIfPresent(from: string, to: string): Promise<boolean> {
  try {
    await Deno.rename(from, to);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
