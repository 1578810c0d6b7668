// The whole shop in one file: `npm run -s backup -- FILE [--with-key]`. Phones in it are sealed: keep secret.key too.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { backup } from "../db/backup.ts";
import { loadKey } from "../db/personal.ts";
import { command, openFromEnvironment, readArguments } from "./run.ts";

const USAGE = "usage: npm run -s backup -- [FILE] [--with-key]";

await command(async () => {
  const { values, positionals } = readArguments({ "with-key": { type: "boolean" } }, USAGE);
  const { house, config } = await openFromEnvironment({ demo: false });
  try {
    const now = new Date();
    const file = positionals[0] ?? `zhike-${now.toISOString().slice(0, 16).replace(/[-:T]/gu, "")}.backup`;
    const key = loadKey({ dataDir: config.dataDir, value: config.dataKey });
    const secretKey = values["with-key"]
      ? (config.dataKey ?? readFileSync(join(config.dataDir, "secret.key"), "utf8").trim())
      : undefined;
    const { rows } = await backup(house.db, file, { now, keyId: key.id, ...(secretKey ? { secretKey } : {}) });
    console.log(`${file}: ${rows} rows`);
    if (!secretKey)
      console.log(
        `Phones and addresses in it open only with this installation's key (${config.dataKey ? "DATA_KEY" : join(config.dataDir, "secret.key")}): keep a copy of it elsewhere.`,
      );
  } finally {
    await house.close();
  }
});
