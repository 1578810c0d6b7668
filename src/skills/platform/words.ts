// What is said about the platform. It decides nothing.
import { unreachable } from "../../errors.ts";
import type { Refusal, Words } from "../../skill.ts";
import { refusalWords } from "../staff/refusals.ts";
import { WELCOME_MAX, type WelcomeFault } from "../staff/welcome.ts";
import type { PlatformResult } from "./handle.ts";
import type { Difference, ReadRun } from "./store.ts";

export function words(result: PlatformResult | Refusal, { zone }: { zone: string }): Words {
  return { text: sentence(result, zone) };
}

function sentence(result: PlatformResult | Refusal, zone: string): string {
  switch (result.kind) {
    case "compared":
      return compared(result, zone);
    case "reading":
      return result.seen === null
        ? "好，这就去读企业微信的通讯录和客户，几分钟的事，读完告诉你。"
        : `正在读，已经读到第${result.seen}条，读完会说。`;
    case "welcome":
      return `${result.own ? "您的欢迎语" : "您用的是店里的欢迎语"}，新客户加您时看到：\n「${result.shown}」\n要换就说「我的欢迎语改成：…」，{店名}、{姓名}会自动填上。`;
    case "welcome-set": {
      const lead = result.reset
        ? "好，用回店里的欢迎语"
        : result.scope === "shop"
          ? "大家默认的欢迎语换好了"
          : "您的欢迎语换好了";
      const back = result.reset || result.scope === "shop" ? "" : "\n不想用了就说「恢复默认欢迎语」。";
      return `${lead}，新客户会看到：\n「${result.shown}」${back}`;
    }
    case "welcome-fault":
      return fault(result.fault);
    case "webhook-ask":
      return result.on
        ? "以后每天的日报也发到这个群（只有数字，没有客户名字），可以吗？回「是」就开始。"
        : "以后日报不再发到群里，可以吗？回「是」就停。";
    case "webhook-set":
      return result.on ? "好了，从下一份日报起也发到群里。" : "好了，日报不再发到群里。";
    case "webhook-fault":
      return "这个地址不像群机器人的。在群里「添加群机器人」后把它的 Webhook 地址整条发我，是 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=… 这样的。";
    case "not-allowed":
    case "not-found":
    case "missing":
      return refusalWords(result);
    default:
      return unreachable(result);
  }
}

export const readDoneWords = ({ seen, added, leftOut }: ReadRun) =>
  [
    `企业微信读完了：${seen}条好友关系，新登记了${added}位客户。`,
    leftOut.length > 0 ? `有${leftOut.length}位同事读不到，请管理员看她们在不在「客户联系」的使用范围里。` : null,
    seen > 0 ? "说「对账」看哪里对不上。" : "一条也没有的话，请管理员看「客户联系 → API → 可调用应用」勾上知客没有。",
  ]
    .filter((part) => part !== null)
    .join("\n");
export const readRefusedWords = (code: number | null) =>
  `企业微信这次没让读${code === null ? "" : `（错误 ${code}）`}。请管理员在装知客的电脑上运行 npm run -s doctor，它会说该改哪里；改好再跟我说一遍。`;

function fault(what: WelcomeFault): string {
  switch (what.kind) {
    case "empty":
      return "欢迎语还空着，可以这样说：「我的欢迎语改成：您好，我是{店名}的{姓名}」";
    case "too-long":
      return `欢迎语有${what.length}个字，手机上一屏看不完，请缩到${WELCOME_MAX}个字以内。`;
    case "field":
      return `{${what.field}}我填不上，欢迎语里能用的只有{店名}和{姓名}（您的名字）。`;
    default:
      return unreachable(what);
  }
}

function compared(result: Extract<PlatformResult, { kind: "compared" }>, zone: string): string {
  const { figures: f, readAt, running } = result;
  const at = new Intl.DateTimeFormat("zh-CN", {
    timeZone: zone,
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
  const lines = [
    `这边${f.customers}位客户，其中${f.linked}位在企业微信里（${f.contacts}条好友关系）。`,
    line("这边有、企业微信里没有", f.onlyHere),
    line("负责人和企业微信好友对不上", f.otherOwner),
    line("名字和备注对不上", f.otherName),
    line("企业微信没收下的改动", f.refused),
    f.waiting > 0 ? `还有${f.waiting}处改动正要写到企业微信。` : null,
    result.leftOut > 0 ? `有${result.leftOut}位同事读不到，请管理员看她们在不在「客户联系」的使用范围里。` : null,
    running !== null
      ? `正在重新读企业微信，读到第${running}条。`
      : readAt === null
        ? "还没有完整读过企业微信，今晚会读。"
        : `企业微信上次整份读于${at.format(readAt)}，共${result.readSeen}条；之后的增减随时记着。`,
  ].filter((part) => part !== null);
  const even = f.onlyHere.count + f.otherOwner.count + f.otherName.count + f.refused.count === 0;
  return [...(even ? ["对得上。"] : []), ...lines].join("\n");
}

function line(what: string, { count, names }: Difference): string | null {
  if (count === 0) return null;
  return `${what}：${count}位（${names.join("、")}${count > names.length ? "等" : ""}）`;
}
