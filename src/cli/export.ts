// The shop into CSV files: `npm run -s export -- DIR [--mask-phones]`, or its seven tables into one workbook:
// `npm run -s export -- --tables DIR [--month 2026-09]`. Both can be imported again.
import { InputError } from "../errors.ts";
import { exportShop } from "./export/export.ts";
import { exportTables } from "./export/tables.ts";
import { command, openFromEnvironment, readArguments } from "./run.ts";

const USAGE =
  "用法：npm run -s export -- 文件夹 [--mask-phones]\n     npm run -s export -- --tables 文件夹 [--month 2026-09] [--mask-phones]   门店七张表，一个工作簿";

await command(async () => {
  const { values, positionals } = readArguments(
    // Phones are in clear anyway; the word is taken so that a script can say what it means.
    {
      "mask-phones": { type: "boolean" },
      "with-phones": { type: "boolean" },
      tables: { type: "string" },
      month: { type: "string" },
    },
    USAGE,
  );
  const [dir = values.tables, ...more] = positionals;
  if (!dir || more.length > 0 || (values.tables !== undefined && positionals.length > 0)) throw new InputError(USAGE);
  const phones = values["mask-phones"] ? "masked" : "clear";
  const { house, config } = await openFromEnvironment({ demo: false });
  try {
    if (values.tables !== undefined) {
      const options = { dir, phones, zone: config.zone, now: new Date(), month: values.month ?? null } as const;
      const settings = await house.context.settings();
      const { file, tables } = await exportTables(house.db, house.context.vault, { ...options, settings });
      for (const { zh, rows } of tables) console.log(`${file}「${zh}」：${rows} 行`);
      return;
    }
    const files = await exportShop(house.db, house.context.vault, { dir, phones, zone: config.zone, now: new Date() });
    for (const { file, zh, rows } of files) console.log(`${file}：${zh}，${rows} 行`);
    if (phones === "clear") {
      console.error(`注意：${dir} 里有客户的完整电话和地址。文件只有当前用户能读；用完请删除，不要发到群里。`);
    }
  } finally {
    await house.close();
  }
});
