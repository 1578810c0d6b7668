// Asks the platform whether everything is set up as this program needs it, and says for each fault which page of the
// admin console mends it. Changes nothing, except the app's menu when told to. Findings carry codes, never a secret.
import { randomBytes } from "node:crypto";
import { describe } from "../log.ts";
import { ruleOfCode } from "./codes.ts";
import { type CallbackKeys, decodeAesKey, seal } from "./crypto.ts";
import { appMenu, isAppMenu } from "./menu.ts";

export interface Finding {
  /** null: not looked at, or a choice that only its owner can judge. */
  ok: boolean | null;
  what: string;
  /** Where and how, for a person who has the admin console open. */
  mend?: string;
}

export interface CheckupConfig {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
  apiBase: string;
}

export interface CheckupOptions {
  /** https://your.domain, without the path; null: the callback is not checked. */
  publicUrl: string | null;
  /** Creates what is missing and harmless: the menu. */
  apply: boolean;
  now: () => Date;
}

/** The platform refuses calls of a clock that is far off; so do signed callbacks elsewhere. */
const SKEW_MS_MAX = 60_000;
const CALL_MS_MAX = 8_000;
/** On saving the address the platform waits one second. */
const VERIFY_MS_MAX = 1_000;

type Answer = { errcode: number; body: Record<string, unknown>; date: string | null; ip: string | null };

export async function checkPlatform(config: CheckupConfig, options: CheckupOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  const good = (what: string) => findings.push({ ok: true, what });
  const bad = (what: string, mend: string) => findings.push({ ok: false, what, mend });

  async function call(path: string, query: Record<string, string>, body?: unknown): Promise<Answer> {
    const url = `${config.apiBase}/cgi-bin/${path}?${new URLSearchParams(query)}`;
    const response = await fetch(url, {
      signal: AbortSignal.timeout(CALL_MS_MAX),
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    const read = (await response.json()) as Record<string, unknown>;
    const errmsg = typeof read.errmsg === "string" ? read.errmsg : "";
    return {
      errcode: typeof read.errcode === "number" ? read.errcode : 0,
      body: read,
      date: response.headers.get("date"),
      ip: /from ip: ([\d.]{7,15})/u.exec(errmsg)?.[1] ?? null,
    };
  }

  /** A call that has to go through; false when it did not, which is then among the findings. */
  async function needs(what: string, path: string, query: Record<string, string>): Promise<Answer | null> {
    const answer = await call(path, query);
    if (answer.errcode === 0) return answer;
    bad(`${what}：错误 ${answer.errcode}`, mendOf(answer));
    return null;
  }

  try {
    const before = options.now().getTime();
    const login = await needs("企业微信登录（gettoken）", "gettoken", {
      corpid: config.corpId,
      corpsecret: config.secret,
    });
    if (login) {
      good("企业微信登录：企业 ID 和 Secret 正确");
      clock(login.date, before);
      const access = { access_token: String(login.body.access_token ?? "") };
      await checkAgent(access);
      await checkDirectory(access);
      await checkCustomerContact(access);
      await checkMenu(access);
      if (options.publicUrl !== null) await checkSidebar(access);
    }
  } catch (error) {
    bad(`企业微信连不上（${config.apiBase}）：${faultName(error)}`, "检查本机能否访问外网，以及 WECOM_API_BASE");
  }
  await checkCallback();
  return findings;

  function clock(date: string | null, before: number): void {
    const theirs = date ? Date.parse(date) : Number.NaN;
    if (Number.isNaN(theirs)) return;
    const skewMs = Math.abs(theirs - before);
    if (skewMs <= SKEW_MS_MAX) good("本机时钟和企业微信一致");
    else bad(`本机时钟差 ${Math.round(skewMs / 1000)} 秒`, "打开系统的自动对时（NTP）");
  }

  /** The first call that a trusted IP is needed for. */
  async function checkAgent(access: Record<string, string>): Promise<void> {
    const agent = await needs(`应用 ${config.agentId}`, "agent/get", { ...access, agentid: String(config.agentId) });
    if (!agent) return;
    const users = listAt(agent.body, "allow_userinfos", "user").length;
    const parties = listAt(agent.body, "allow_partys", "partyid").length;
    const tags = listAt(agent.body, "allow_tags", "tagid").length;
    if (agent.body.close === 1) bad(`应用 ${config.agentId} 已停用`, "应用管理 → 打开这个应用 → 启用");
    else if (users + parties + tags === 0)
      bad(`应用 ${config.agentId} 的可见范围是空的`, "应用管理 → 打开这个应用 → 可见范围，选上所有要用的人");
    else good(`应用 ${config.agentId}：可见范围 ${users} 人、${parties} 个部门、${tags} 个标签；本机 IP 可信`);
  }

  async function checkDirectory(access: Record<string, string>): Promise<void> {
    const answer = await needs("通讯录", "department/simplelist", access);
    if (!answer) return;
    const departments = Array.isArray(answer.body.department_id) ? answer.body.department_id.length : 0;
    if (departments > 0) good(`通讯录：看得到 ${departments} 个部门`);
    else bad("通讯录：一个部门也看不到", "应用管理 → 打开这个应用 → 可见范围，选上门店所在的部门");
  }

  async function checkCustomerContact(access: Record<string, string>): Promise<void> {
    const answer = await call("externalcontact/get_follow_user_list", access);
    if (answer.errcode !== 0) {
      bad(
        `客户联系：错误 ${answer.errcode}`,
        `客户与上下游 → 客户联系 → API → 可调用应用，勾上这个应用。${ruleOfCode(answer.errcode).advice}`,
      );
      return;
    }
    const members = Array.isArray(answer.body.follow_user) ? answer.body.follow_user.length : 0;
    if (members > 0) good(`客户联系：${members} 位成员可以加客户`);
    else bad("客户联系：还没有成员开通", "客户与上下游 → 客户联系 → 权限配置 → 使用范围，选上导购");
  }

  async function checkMenu(access: Record<string, string>): Promise<void> {
    const query = { ...access, agentid: String(config.agentId) };
    const answer = await call("menu/get", query);
    if (answer.errcode === 0 && isAppMenu(answer.body.button)) return void good("应用菜单");
    if (!options.apply) {
      bad(
        "应用菜单还没有，或不是知客的",
        "运行 npm run -s doctor -- --apply 来创建（今日待办、本周生日、我的客户、帮助）",
      );
      return;
    }
    const made = await call("menu/create", query, appMenu);
    if (made.errcode === 0) good("应用菜单：建好了（重新进入应用后显示）");
    else bad(`应用菜单：错误 ${made.errcode}`, mendOf(made));
  }

  /** The page beside a chat signs with these two; without them it cannot ask the client whose chat it is. */
  async function checkSidebar(access: Record<string, string>): Promise<void> {
    const corp = await call("get_jsapi_ticket", access);
    const app = await call("ticket/get", { ...access, type: "agent_config" });
    const refused = [corp, app].find(({ errcode }) => errcode !== 0);
    if (refused === undefined) good("侧边栏的签名");
    else
      bad(
        `侧边栏的签名：错误 ${refused.errcode}`,
        `${mendOf(refused)}；应用管理 → 打开这个应用 → 网页授权及JS-SDK，把 ${new URL(options.publicUrl ?? "").host} 设为可信域名`,
      );
  }

  /** Knocks at the own door as the platform does on saving: right signature in, plain text out; a wrong one stays out. */
  async function checkCallback(): Promise<void> {
    if (options.publicUrl === null) {
      findings.push({
        ok: null,
        what: "回调地址没有敲过门，不知道对外的地址",
        mend: "运行 npm run -s doctor -- --url https://你的域名（或设 PUBLIC_URL），它会用真的加密去敲",
      });
      return;
    }
    const url = `${options.publicUrl.replace(/\/+$/u, "")}/wecom/callback`;
    const keys: CallbackKeys = {
      token: config.token,
      aesKey: decodeAesKey(config.encodingAesKey),
      receiveId: config.corpId,
    };
    const echo = BigInt(`0x${randomBytes(8).toString("hex")}`).toString();
    const timestamp = String(Math.floor(options.now().getTime() / 1000));
    const sealed = seal(keys, echo, { timestamp, nonce: randomBytes(6).toString("hex") });
    const query = { timestamp, nonce: sealed.nonce, echostr: sealed.encrypt };
    const hint = "检查域名解析、HTTPS 证书、反向代理是否把 /wecom/callback 转给知客，知客是否在运行";
    try {
      const started = performance.now();
      const right = await knock(url, { ...query, msg_signature: sealed.signature });
      const ms = Math.round(performance.now() - started);
      const wrong = await knock(url, { ...query, msg_signature: "0".repeat(40) });
      if (right.status !== 200 || right.text !== echo)
        bad(
          `回调地址 ${url}：应答不对（HTTP ${right.status}）`,
          "知客那边的 WECOM_TOKEN、WECOM_ENCODING_AES_KEY、WECOM_CORP_ID 要和这里一致；中间的代理不能改内容",
        );
      else if (wrong.status === 200 && wrong.text === echo)
        bad(`回调地址 ${url}：签名不对也放行了`, "这个地址背后不是知客，检查反向代理");
      else if (ms > VERIFY_MS_MAX)
        bad(`回调地址 ${url}：应答用了 ${ms} 毫秒，企业微信只等 1 秒`, "看服务器负载，或把服务器放得离用户近一些");
      else good(`回调地址 ${url}：应答正确，${ms} 毫秒`);
    } catch (error) {
      bad(`回调地址 ${url} 打不开：${faultName(error)}`, hint);
    }
  }
}

async function knock(url: string, query: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}?${new URLSearchParams(query)}`, { signal: AbortSignal.timeout(CALL_MS_MAX) });
  return { status: response.status, text: await response.text() };
}

/** 60020 tells the address that has to be trusted, which nobody behind a router knows otherwise. */
function mendOf({ errcode, ip }: Answer): string {
  const { advice } = ruleOfCode(errcode);
  return ip === null ? advice : `${advice}（企业微信看到的出口 IP：${ip}，填到 应用 → 企业可信IP）`;
}

function listAt(body: Record<string, unknown>, outer: string, inner: string): unknown[] {
  const found = (body[outer] as Record<string, unknown> | undefined)?.[inner];
  return Array.isArray(found) ? found : [];
}

function faultName(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : describe(error).slice(0, 80);
}
