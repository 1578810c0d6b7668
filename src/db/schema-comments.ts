// Reads what each table is for from the schema file: the /// lines above a model.

/** Table name → comment, for every model of the schema text that has one. */
export function commentOf(schema: string): Map<string, string> {
  const comments = new Map<string, string>();
  for (const match of schema.matchAll(/((?:^\/\/\/.*\n)+)^model (\w+) \{([\s\S]*?)^\}/gm)) {
    const [, lines = "", model = "", body = ""] = match;
    const table = body.match(/@@map\("(\w+)"\)/)?.[1] ?? model;
    comments.set(
      table,
      lines
        .replaceAll(/^\/\/\/ ?/gm, "")
        .trim()
        .replaceAll("\n", " "),
    );
  }
  return comments;
}
