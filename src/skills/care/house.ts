// The templates that come with the house, read once from prompts/templates when first asked for.
import { readdirSync, readFileSync } from "node:fs";
import { parseTemplates, type Template } from "./templates.ts";

const folder = new URL("../../../prompts/templates/", import.meta.url);
let read: readonly Template[] | null = null;

/** Throws InputError with file and line when one of them is wrong. */
export function houseTemplates(): readonly Template[] {
  read ??= readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .flatMap((file) => parseTemplates(`prompts/templates/${file}`, readFileSync(new URL(file, folder), "utf8")));
  return read;
}
