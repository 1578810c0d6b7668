// Published samples of the platform, read where they lie and never copied: ZHIKE_TEST_DATA, by default next to the
// repository. Without them the suites that need them are skipped, loudly.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
export const publishedFolder = resolve(root, process.env.ZHIKE_TEST_DATA ?? "../shared/data");

export function hasPublished(name: string): boolean {
  const found = existsSync(join(publishedFolder, name));
  if (!found) process.stderr.write(`\n!!! SKIPPED: ${name} is not in ${publishedFolder}; set ZHIKE_TEST_DATA\n\n`);
  return found;
}

export function readPublished(name: string): unknown {
  return JSON.parse(readFileSync(join(publishedFolder, name), "utf8"));
}
