// The topics that come with the house, read once from prompts/coaching; the shop's owner edits them.
import { readdirSync, readFileSync } from "node:fs";
import { parseTopics, type Topic } from "./topics.ts";

const folder = new URL("../../../prompts/coaching/", import.meta.url);
let read: readonly Topic[] | null = null;

/** Throws InputError with file and line when one of them is wrong: at the start, which reads their names. */
export function houseTopics(): readonly Topic[] {
  read ??= parseTopics(
    readdirSync(folder)
      .filter((file) => file.endsWith(".md"))
      .sort()
      .map((file) => ({ name: `prompts/coaching/${file}`, text: readFileSync(new URL(file, folder), "utf8") })),
  );
  return read;
}
