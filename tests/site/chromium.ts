/** Finds a Chromium: CHROMIUM_PATH, then the system's, then the one that comes with the npm packages. */
import { type Browser, chromium } from "playwright-core";
import { join } from "node:path";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const UNPACKED = "node_modules/.cache/headroom-chromium";

/**
 * Only switches that keep a test machine quiet. Those that @sparticuz/chromium suggests also switch off what we
 * test: web security and site isolation.
 */
const SWITCHES = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

interface Found {
  path: string;
  env: Record<string, string>;
}

/** Starts a headless Chromium. */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findChromium();
  return await chromium.launch({
    executablePath: path,
    args: SWITCHES,
    env: { ...Deno.env.toObject(), ...env },
  });
}

async function findChromium(): Promise<Found> {
  const asked = Deno.env.get("CHROMIUM_PATH");
  if (asked !== undefined && asked !== "") {
    if (await exists(asked)) return { path: asked, env: {} };
    throw new RangeError(`Cannot start Chromium as CHROMIUM_PATH must name a file: ${asked}`);
  }
  for (const path of SYSTEM) if (await exists(path)) return { path, env: {} };
  return await unpackedChromium();
}

/** The npm package's browser, unpacked once per version, with its fonts and, where the system lacks them, libraries. */
async function unpackedChromium(): Promise<Found> {
  const { version } = JSON.parse(await Deno.readTextFile("node_modules/@sparticuz/chromium/package.json"));
  const folder = join(Deno.cwd(), `${UNPACKED}-${version}`);
  const path = join(folder, "chromium");
  if (!await exists(path)) await unpack(folder);
  const env: Record<string, string> = { FONTCONFIG_FILE: await fontConfig(folder) };
  if (await lacksLibraries(path)) env.LD_LIBRARY_PATH = join(folder, "al2023", "lib");
  return { path, env };
}

/**
 * Unpacks beside the final folder and renames, so that two test runs cannot meet half a browser. The package
 * unpacks into the temporary folder, and its libraries only where it believes to be on Lambda.
 */
async function unpack(folder: string): Promise<void> {
  await Deno.mkdir("node_modules/.cache", { recursive: true });
  const fresh = await Deno.makeTempDir({ dir: join(Deno.cwd(), "node_modules/.cache") });
  const { success, stderr } = await new Deno.Command("node", {
    args: ["-e", 'import("@sparticuz/chromium").then((module) => module.default.executablePath())'],
    env: { TMPDIR: fresh, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) {
    throw new Error(`Cannot unpack Chromium from npm: ${new TextDecoder().decode(stderr)}`);
  }
  try {
    await Deno.rename(fresh, folder);
  } catch (error) {
    if (!await exists(join(folder, "chromium"))) throw error;
    await Deno.remove(fresh, { recursive: true });
  }
}

async function lacksLibraries(path: string): Promise<boolean> {
  const { stdout } = await new Deno.Command("ldd", { args: [path], stderr: "null" }).output();
  return new TextDecoder().decode(stdout).includes("not found");
}

/** Text in the package's Open Sans on every machine, so that pictures do not depend on what is installed. */
async function fontConfig(folder: string): Promise<string> {
  const file = join(folder, "headroom-fonts.conf");
  const prefer = (family: string, font: string) =>
    `<match target="pattern"><test name="family"><string>${family}</string></test>
      <edit name="family" mode="prepend" binding="strong"><string>${font}</string></edit></match>`;
  await Deno.writeTextFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
    <fontconfig>
      <dir>${join(folder, "fonts")}</dir><dir>/usr/share/fonts</dir>
      <cachedir>${join(folder, "font-cache")}</cachedir>
      ${prefer("system-ui", "Open Sans")}${prefer("sans-serif", "Open Sans")}${prefer("sans", "Open Sans")}
    </fontconfig>`,
  );
  return file;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
