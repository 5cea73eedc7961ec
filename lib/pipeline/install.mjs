// Installs the packages when they are missing or package-lock.json has moved on. Plain Node, since nothing else
// can be counted on yet: it stands before every command in package.json.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const stamp = `${root}node_modules/.headroom-lock`;
const wanted = createHash("sha256").update(readFileSync(`${root}package-lock.json`)).digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  process.stderr.write("installing packages, once…\n");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    process.stderr.write("Cannot install the packages as npm ci failed; see above\n");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}
