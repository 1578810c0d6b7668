// Looks at what a start needs and says what to mend: `npm run -s doctor`. Exit code 1 when something is wrong.
// It never prints a secret.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Config, readConfig } from "../config.ts";
import { system } from "../db/actor.ts";
import type { Db } from "../db/db.ts";
import { openDatabase } from "../db/open.ts";
import { loadKey, open } from "../db/personal.ts";
import { ConfigError } from "../errors.ts";
import { describe } from "../log.ts";
import { ruleOfCode } from "../wecom/codes.ts";
import { commandLog } from "./run.ts";

type Finding = { ok: boolean; what: string; mend?: string };
const findings: Finding[] = [];
const good = (what: string) => findings.push({ ok: true, what });
const bad = (what: string, mend: string) => findings.push({ ok: false, what, mend });

/** The platform refuses calls of a clock that is far off; so do signed callbacks elsewhere. */
const SKEW_MS_MAX = 60_000;
const CALL_MS_MAX = 5_000;

checkNode();
const config = checkConfig();
if (config) {
  await checkDatabase(config);
  await checkWecom(config);
}
for (const { ok, what, mend } of findings)
  console.log(`${ok ? "好" : "坏"}  ${what}${mend ? `\n      → ${mend}` : ""}`);
process.exitCode = findings.every((finding) => finding.ok) ? 0 : 1;

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) good(`Node ${process.versions.node}`);
  else bad(`Node ${process.versions.node}`, "需要 Node 20.19 或更新的版本：https://nodejs.org");
}

function checkConfig(): Config | null {
  try {
    const read = readConfig(process.env);
    good(
      `环境变量（时区 ${read.zone}，${read.wecom ? "企业微信" : "本机模拟的企业微信"}，${read.model ? `模型 ${read.model.model}` : "不用模型"}）`,
    );
    return read;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) bad("环境变量", fault);
    return null;
  }
}

async function checkDatabase({ databaseUrl, dataDir, dataKey, wecom }: Config): Promise<void> {
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

async function checkWecom({ wecom }: Config): Promise<void> {
  if (!wecom) return;
  try {
    const query = new URLSearchParams({ corpid: wecom.corpId, corpsecret: wecom.secret });
    const before = Date.now();
    const response = await fetch(`${wecom.apiBase}/cgi-bin/gettoken?${query}`, {
      signal: AbortSignal.timeout(CALL_MS_MAX),
    });
    const { errcode = 0, access_token: token } = (await response.json()) as { errcode?: number; access_token?: string };
    if (errcode !== 0 || !token) {
      bad(`企业微信 gettoken：错误 ${errcode}`, ruleOfCode(errcode).advice);
      return;
    }
    good("企业微信：企业 ID 和 Secret 正确");
    checkClock(response.headers.get("date"), before);
    const agent = await fetch(
      `${wecom.apiBase}/cgi-bin/agent/get?access_token=${encodeURIComponent(token)}&agentid=${wecom.agentId}`,
      { signal: AbortSignal.timeout(CALL_MS_MAX) },
    );
    const { errcode: agentCode = 0 } = (await agent.json()) as { errcode?: number };
    if (agentCode === 0) good(`企业微信：应用 ${wecom.agentId} 可用`);
    else bad(`企业微信：应用 ${wecom.agentId}，错误 ${agentCode}`, ruleOfCode(agentCode).advice);
  } catch (error) {
    bad(
      `企业微信连不上（${wecom.apiBase}）：${error instanceof Error ? error.name : "error"}`,
      "检查本机能否访问外网，以及 WECOM_API_BASE",
    );
  }
}

function checkClock(date: string | null, before: number): void {
  const theirs = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(theirs)) return;
  const skewMs = Math.abs(theirs - before);
  if (skewMs <= SKEW_MS_MAX) good("本机时钟");
  else bad(`本机时钟差 ${Math.round(skewMs / 1000)} 秒`, "打开系统的自动对时");
}
