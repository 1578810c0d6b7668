// The shop into CSV files: `npm run -s export -- DIR [--mask-phones]`. They can be imported again.
import { InputError } from "../errors.ts";
import { exportShop } from "./export/export.ts";
import { command, openFromEnvironment, readArguments } from "./run.ts";

const USAGE = "用法：npm run -s export -- 文件夹 [--mask-phones]";

await command(async () => {
  const { values, positionals } = readArguments(
    // Phones are in clear anyway; the word is taken so that a script can say what it means.
    { "mask-phones": { type: "boolean" }, "with-phones": { type: "boolean" } },
    USAGE,
  );
  const [dir, ...more] = positionals;
  if (!dir || more.length > 0) throw new InputError(USAGE);
  const phones = values["mask-phones"] ? "masked" : "clear";
  const { house, config } = await openFromEnvironment({ demo: false });
  try {
    const files = await exportShop(house.db, house.context.vault, { dir, phones, zone: config.zone, now: new Date() });
    for (const { file, zh, rows } of files) console.log(`${file}：${zh}，${rows} 行`);
    if (phones === "clear") {
      console.error(`注意：${dir} 里有客户的完整电话和地址。文件只有当前用户能读；用完请删除，不要发到群里。`);
    }
  } finally {
    await house.close();
  }
});
