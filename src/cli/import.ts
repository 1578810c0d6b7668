// Files into the shop: `npm run -s import -- FILE… [--map 表头=字段,…] [--source 名] [--errors FILE] [--dry-run]`.
import { InputError } from "../errors.ts";
import { openErrorFiles } from "./import/errors.ts";
import { describeFiles } from "./import/headers.ts";
import { importFiles } from "./import/import.ts";
import { reportText } from "./import/words.ts";
import { command, openFromEnvironment, readArguments } from "./run.ts";

const USAGE = `用法：npm run -s import -- 文件.xlsx 文件.csv … [选项]
  --map 表头=字段,表头=字段   文件里的列名不认识时指明
  --source 名字              编号来自哪个系统（几个系统的编号会重复时用）
  --errors 文件.csv          跳过的行和单元格写到这里（不写就放在原文件旁边，名字是 原文件.errors.csv）
  --dry-run                  只试，不写；说出会新增、更新多少
  --columns                  列出能导入的文件和表头`;

await command(async () => {
  const { values, positionals } = readArguments(
    {
      map: { type: "string", multiple: true },
      source: { type: "string" },
      errors: { type: "string" },
      "dry-run": { type: "boolean" },
      columns: { type: "boolean" },
      // A database that an import opens is never filled with the demo shop, with or without it.
      empty: { type: "boolean" },
    },
    USAGE,
  );
  if (values.columns) return console.log(describeFiles());
  if (positionals.length === 0) throw new InputError(USAGE);
  const { house, config } = await openFromEnvironment({ demo: false });
  const errors = openErrorFiles(positionals, values.errors ?? null);
  try {
    const report = await importFiles(house.db, house.context.vault, {
      files: positionals,
      zone: config.zone,
      now: new Date(),
      map: values.map ?? [],
      source: values.source ?? null,
      dryRun: values["dry-run"] ?? false,
      onIssue: errors.write,
      onProgress: ({ file, rows, bytes, bytesAll }) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${file} ${Math.round((bytes / bytesAll) * 100)}% ${rows} 行`);
      },
    });
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    console.log(reportText(report, await errors.close()));
  } finally {
    await house.close();
  }
});
