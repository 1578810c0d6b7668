// Puts a backup back: `npm run -s restore -- FILE [--replace]`. Refuses a database that holds anything unless told.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { restore } from "../db/backup.ts";
import { openDatabase } from "../db/open.ts";
import { loadKey } from "../db/personal.ts";
import { InputError } from "../errors.ts";
import { command, commandLog, readArguments } from "./run.ts";

const USAGE = "usage: npm run -s restore -- FILE [--replace]";

await command(async () => {
  const { values, positionals } = readArguments({ replace: { type: "boolean" } }, USAGE);
  const [file] = positionals;
  if (file === undefined) throw new InputError(USAGE);
  if (!existsSync(file)) throw new InputError(`${file}: no such file`);
  const config = readConfig(process.env);
  const db = await openDatabase({
    ...(config.databaseUrl ? { url: config.databaseUrl } : {}),
    dataDir: config.dataDir,
    log: commandLog(),
  });
  try {
    const done = await restore(db, file, { replace: values.replace === true });
    const keyFile = join(config.dataDir, "secret.key");
    if (done.secretKey && !config.dataKey && !existsSync(keyFile)) {
      mkdirSync(config.dataDir, { recursive: true });
      writeFileSync(keyFile, `${done.secretKey}\n`, { mode: 0o600 });
    }
    console.log(`${done.rows} rows of ${done.madeAt.toISOString()} restored`);
    const key = loadKey({ dataDir: config.dataDir, value: config.dataKey });
    if (done.keyId && done.keyId !== key.id)
      console.log(
        `Phones were sealed with another key (${done.keyId}): put that installation's secret.key into ${config.dataDir}, or set DATA_KEY.`,
      );
  } finally {
    await db.close();
  }
});
