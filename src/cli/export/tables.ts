// The seven tables of the shop as one workbook. Import reads it back.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dayOf, isDay } from "../../calendar/day.ts";
import { system } from "../../db/actor.ts";
import type { Db } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { InputError } from "../../errors.ts";
import type { Settings } from "../../settings.ts";
import { writeSheets } from "../../skills/members/handle-sheets.ts";
import { sheetTables } from "../../skills/members/rules.ts";
import { loadTable } from "../../skills/members/store.ts";

export interface TablesOptions {
  dir: string;
  zone: string;
  now: Date;
  phones: "clear" | "masked";
  /** "2026-09": whose birthdays are listed; null for this month. Everything else is exported whole. */
  month: string | null;
  settings: Pick<Settings, "dormantAfterDays">;
}

/** A sheet holds 1,048,576 rows; the workbook is made in memory, and this many take some hundreds of megabytes. */
const rowsMax = 200_000;

export async function exportTables(
  db: Db,
  vault: Vault,
  { dir, zone, now, phones, month, settings }: TablesOptions,
): Promise<{ file: string; tables: { zh: string; rows: number }[] }> {
  const today = dayOf(now, zone);
  const first = month === null ? today : `${month}-01`;
  if (!isDay(first)) throw new InputError(`--month ${month}：写成 2026-09`);
  const scope = { range: null, month: first, today, zone, phones, vault, limit: rowsMax, ...settings };
  const sheets = await db.transaction(system, async (tx) => {
    const filled = [];
    for (const table of sheetTables) filled.push({ table, rows: await loadTable(tx, table.key, scope) });
    const detail = { phones, rows: Object.fromEntries(filled.map(({ table, rows }) => [table.key, rows.length])) };
    await tx.auditEntry.createMany({ data: [{ at: now, actorId: "system", action: "export.tables", detail }] });
    return filled;
  });
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, `门店七张表_${first.slice(0, 7)}.xlsx`);
  await writeFile(`${file}.part`, await writeSheets(sheets, null), { mode: 0o600 });
  await rename(`${file}.part`, file);
  return { file, tables: sheets.map(({ table, rows }) => ({ zh: table.zh, rows: rows.length })) };
}
