// Start: configuration → app → listen → stop cleanly. The only file that reads the real clock and the environment.
import { type App, createApp } from "./app.ts";
import { type Config, readConfig } from "./config.ts";
import { ConfigError } from "./errors.ts";
import { createLog, describe } from "./log.ts";

/** What process managers grant between asking and killing. */
const STOP_MS_MAX = 10_000;

const realNow = () => new Date();
const log = createLog((line) => process.stderr.write(`${line}\n`), realNow);

try {
  const config = readConfig(process.env);
  const app = await createApp({ config, log, realNow });
  console.log(greeting(app, config));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void leave(signal, app.stop));
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : describe(error));
  process.exitCode = 1;
}

async function leave(signal: string, stop: () => Promise<void>): Promise<void> {
  log.info("stopping", { signal });
  const late = setTimeout(() => process.exit(1), STOP_MS_MAX);
  await stop();
  clearTimeout(late);
  log.info("stopped");
  process.exit(0);
}

function greeting({ url, simulator, context, ownerCode }: App, { wecom, robot }: Config): string {
  const lines = simulator
    ? ["知客已启动（试用：本机模拟的企业微信，演示门店）", `  打开  ${url}`]
    : [
        "知客已启动（企业微信）",
        ...(wecom ? [`  回调地址  ${url}/wecom/callback （对外的域名换成你自己的）`] : []),
        ...(robot ? ["  智能机器人：长连接，不需要公网地址。在企业微信里找到它，说「帮助」"] : []),
        ...(ownerCode ? [`  还没有店主：对机器人说「我是店主 ${ownerCode} 你的名字」`] : []),
      ];
  if (context.db.engine === "embedded")
    lines.push("  数据在本机文件夹里；停下后可以 npm run -s backup 备份。正式使用请设置 DATABASE_URL 连接 PostgreSQL");
  return lines.join("\n");
}
