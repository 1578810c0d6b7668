// The shop's settings as stored: versioned rows, the highest version of a key counts. A bad row is ignored, not obeyed.
import type { Tx } from "./db/db.ts";
import { type Settings, settingsSchema } from "./settings.ts";

export async function loadSettings(tx: Tx): Promise<Settings> {
  const rows = await tx.setting.findMany({ orderBy: [{ key: "asc" }, { version: "asc" }] });
  const latest = new Map(rows.map((row) => [row.key, row.value]));
  const values: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(settingsSchema.shape)) {
    const stored = latest.get(key);
    if (stored !== undefined && schema.safeParse(stored).success) values[key] = stored;
  }
  return settingsSchema.parse(values);
}
