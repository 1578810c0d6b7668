// Looks at what a start needs and says what to mend: `npm run -s doctor`. Exit code 1 when something is wrong.
// It never prints a secret.
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { system } from "../db/actor.ts";
import type { Db } from "../db/db.ts";
import { lineHeld } from "../db/line-holder.ts";
import { openDatabase } from "../db/open.ts";
import { loadKey, open } from "../db/personal.ts";
import { ConfigError } from "../errors.ts";
import { describe } from "../log.ts";
import { tryDrawing } from "../skills/insights/draw-jobs.ts";
import { checkPlatform, type Finding } from "../wecom/checkup.ts";
import { checkRobot } from "../wecom/robot/checkup.ts";
import { commandLog, readArguments } from "./run.ts";

const usage = "npm run -s doctor [-- --url https://your.domain] [--apply]";
const { values } = readArguments({ url: { type: "string" }, apply: { type: "boolean" } }, usage);
/** The address that WeCom calls, to be tried with real crypto. */
const askedUrl = values.url ?? null;
/** Create what is missing in WeCom and harmless: the app's menu. */
const apply = values.apply ?? false;
let robotInUse = false;
const findings: Finding[] = [];
const good = (what: string) => findings.push({ ok: true, what });
const bad = (what: string, mend: string) => findings.push({ ok: false, what, mend });

/** A year of a small shop with daily backups. */
const FREE_GIB_MIN = 2;

checkNode();
const config = checkConfig();
if (config) {
  await checkDatabase(config);
  await checkDisk(config);
  await checkPictures();
  await checkLines(config);
}
for (const { ok, what, mend } of findings)
  console.log(`${ok === null ? "注意" : ok ? "好" : "坏"}  ${what}${mend ? `\n      → ${mend}` : ""}`);
process.exitCode = findings.some((finding) => finding.ok === false) ? 1 : 0;

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) good(`Node ${process.versions.node}`);
  else bad(`Node ${process.versions.node}`, "需要 Node 20.19 或更新的版本：https://nodejs.org");
}

function checkConfig(): Config | null {
  try {
    const read = readConfig(process.env);
    good(`环境变量（时区 ${read.zone}，${linesOf(read)}，${read.model ? `模型 ${read.model.model}` : "不用模型"}）`);
    return read;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) bad("环境变量", fault);
    return null;
  }
}

function linesOf({ wecom, robot }: Config): string {
  return [wecom && "企业微信应用", robot && "智能机器人"].filter(Boolean).join("、") || "本机模拟的企业微信";
}

async function checkDatabase({ databaseUrl, dataDir, dataKey, wecom, robot }: Config): Promise<void> {
  let db: Db | null = null;
  try {
    db = await openDatabase({ ...(databaseUrl ? { url: databaseUrl } : {}), dataDir, log: commandLog() });
    const [stores, staff, customers] = await db.transaction(system, async (tx) => [
      await tx.store.count(),
      await tx.staff.count(),
      await tx.customer.count(),
    ]);
    good(
      `数据库（${db.engine === "embedded" ? `内置，${dataDir}/db` : "PostgreSQL"}）：${stores} 家店，${staff} 位同事，${customers} 位客户`,
    );
    if (robot) robotInUse = await lineHeld(db, `robot:${robot.botId}`, new Date());
    if (db.engine === "embedded" && wecom)
      bad(
        "正式使用的是内置数据库：断电可能丢最后几秒的数据",
        "设置 DATABASE_URL 指向 PostgreSQL 15 或更新的版本；先 npm run -s backup",
      );
    if (databaseUrl && !dataKey && !existsSync(join(dataDir, "secret.key")))
      bad("手机号的密钥还没有", "多台机器共用数据库时，把同一个 DATA_KEY 设到每一台");
    const key = loadKey({ dataDir, value: dataKey });
    const sample = await db.transaction(system, (tx) =>
      tx.customer.findFirst({ where: { phoneCipher: { not: null } }, select: { phoneCipher: true } }),
    );
    if (sample?.phoneCipher && !opens(key, sample.phoneCipher)) {
      bad(
        "手机号的密钥对不上：现有的手机号打不开",
        `把原来那台机器的 secret.key 放进 ${dataDir}，或把 DATA_KEY 设成原来的值`,
      );
      return;
    }
    good("手机号的密钥");
  } catch (error) {
    bad(
      `数据库：${describe(error)}`,
      databaseUrl
        ? "检查 DATABASE_URL 的主机、库名、账号，以及数据库是否在运行"
        : `检查文件夹 ${dataDir} 能否写入；若知客正在运行，先停下它`,
    );
  } finally {
    await db?.close();
  }
}

function opens(key: ReturnType<typeof loadKey>, sealed: Uint8Array): boolean {
  try {
    open(key, sealed);
    return true;
  } catch {
    return false;
  }
}

async function checkLines({ wecom, robot, publicUrl: ours }: Config): Promise<void> {
  if (wecom)
    findings.push(...(await checkPlatform(wecom, { publicUrl: askedUrl ?? ours, apply, now: () => new Date() })));
  if (!robot) return;
  if (robotInUse) good("智能机器人：正由运行中的知客连着");
  else findings.push(await checkRobot(robot));
}

/** The report's picture brings its own letters, so no system font is needed; what draws it is a native library. */
async function checkPictures(): Promise<void> {
  try {
    await tryDrawing();
    good("日报图片：字体和画图都能用");
  } catch (error) {
    bad(
      `日报图片画不出来：${describe(error).slice(0, 120)}`,
      "在这台机器上重新运行 npm ci（不要从别的机器拷 node_modules）；之前日报只发文字",
    );
  }
}

/** The disk has to hold data, pictures and backups. */
async function checkDisk({ dataDir }: Config): Promise<void> {
  try {
    const { bavail, bsize } = await statfs(existsSync(dataDir) ? dataDir : ".");
    const freeGib = (bavail * bsize) / 1024 ** 3;
    if (freeGib >= FREE_GIB_MIN) good(`磁盘还有 ${freeGib.toFixed(0)} GB`);
    else bad(`磁盘只剩 ${freeGib.toFixed(1)} GB`, `清理 ${dataDir} 所在的磁盘，或把 DATA_DIR 换到别处`);
  } catch (error) {
    bad(`磁盘：${describe(error)}`, `检查文件夹 ${dataDir}`);
  }
}
