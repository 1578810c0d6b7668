// Wordings shown and changed, and what is drafted for whom, in words.
import { unreachable } from "../../errors.ts";
import { kindNames } from "../contact/words.ts";
import { findingLines } from "./finding-words.ts";
import type { CareResult, SwitchTold } from "./result.ts";
import { type Cause, fields, type Template, type TemplateFault } from "./templates.ts";

type Told = Extract<
  CareResult,
  {
    kind:
      | "templates"
      | "no-template"
      | "template-fault"
      | "template-lint"
      | "ask-template"
      | "template-set"
      | "ask-template-state"
      | "template-state"
      | "not-yours";
  }
>;

export const causeNames: Readonly<Record<Cause, string>> = {
  service: "服务没做好",
  need: "需求变了",
  competitor: "去了别家",
  dormant: "有阵子没来",
};

export function templateWords(told: Told): string {
  switch (told.kind) {
    case "templates":
      return listWords(told);
    case "no-template":
      return told.total === 0
        ? `${nameOf(told.occasion, null)}没有店里自己的模板，用的是系统自带的。`
        : `${nameOf(told.occasion, null)}的模板只有${told.total}条，说「看看${shortName(told.occasion)}模板」就能看到编号。`;
    case "template-fault":
      return faultWords(told.fault);
    case "template-lint":
      return [
        "这样写还不能用：",
        ...findingLines(told.preview.findings),
        `给${told.preview.name}的样子：「${told.preview.text}」`,
        "礼遇写成{礼遇}，发的时候会换成客户真能享受的原文。",
      ].join("\n");
    case "ask-template":
      return [
        `${nameOf(told.occasion, told.festival)}模板改成这样吗？`,
        `「${told.body}」`,
        `给${told.preview.name}的样子：「${told.preview.text}」`,
        ...findingLines(told.preview.findings),
        "确认后，新起草的都先用这条；已经起草的不变。",
      ].join("\n");
    case "template-set":
      return `改好了：${nameOf(told.occasion, told.festival)}模板第${told.version}版，明早起草就用它。要改回去，说「恢复${shortName(told.occasion)}模板」。`;
    case "ask-template-state":
      return `${told.action === "stop" ? "停用" : told.house ? "不用店里自己的，换回系统自带的" : "换回上一版"}这条${shortName(told.occasion)}模板吗？\n「${told.body}」`;
    case "template-state":
      return told.action === "stop" ? "停用了，以后不再用它起草。" : "换回去了。";
    case "not-yours":
      return told.what === "template"
        ? "全店的模板由客户关系主管来改。您自己的说法我会记住：改草稿时直接说「改成：……」，下次先用您的话。"
        : "全店发不发由店长来定。只管您自己的，可以说「别给我起草中秋的」。";
    default:
      return unreachable(told);
  }
}

function listWords(told: Extract<Told, { kind: "templates" }>): string {
  if (told.occasion === null && told.festival === null) {
    const lines = told.counts.map(({ occasion, count }) => `${shortName(occasion)}${count}条`);
    return `现有模板：${lines.join("、")}。\n说「看看生日模板」「春节的模板」看内容。`;
  }
  const name = nameOf(told.occasion ?? "holiday", told.festival);
  if (told.templates.length === 0) return `${name}还没有模板。`;
  const more = told.total > told.templates.length ? `，先看${told.templates.length}条` : "";
  const lines = told.templates.map((one, index) => `${index + 1}. ${labelOf(one)}${one.body}`);
  const tip = told.mayChange
    ? `要改，说「把${shortName(told.occasion ?? "holiday")}模板第2条改成：……」；能用的空格：${fields.map((field) => `{${field}}`).join("")}。〔〕里的话，缺了资料就整句不说。`
    : "〔〕里的话，缺了资料就整句不说。您自己改过的说法，下次会先用。";
  return [`${name}模板（${told.total}条${more}）：`, ...lines, tip].join("\n");
}

function labelOf(template: Template): string {
  const from = { own: "我的说法", shop: "本店", house: null }[template.origin];
  const when = template.when === null ? null : { ahead: "提前", today: "当天", late: "补发" }[template.when];
  const to = template.lifecycle === null ? null : { new: "新客", old: "老客", lost: "久未来" }[template.lifecycle];
  const why = template.cause === null ? null : causeNames[template.cause];
  const labels = [from, when, template.festival, to, why, template.formal ? "正式" : null].filter(
    (one) => one !== null,
  );
  return labels.length > 0 ? `【${labels.join("·")}】` : "";
}

export function faultWords(fault: TemplateFault): string {
  switch (fault.code) {
    case "unknown-field":
      return `没有${fault.names.map((name) => `{${name}}`).join("、")}这种空格，能用的有：${fields.map((field) => `{${field}}`).join("")}。`;
    case "open-clause":
      return "〔〕要成对，里面不能再套一层。";
    case "no-address":
      return "开头要有{称呼}，比如「{称呼}，{日子词}是您的生日……」。";
    case "day-word":
      return `「${fault.word}」写死了就会说错，换成{日子词}，我按发出的那天算。`;
    case "no-sample":
      return "这条模板要的资料现在没有客户能补齐，先换个写法。";
    default:
      return unreachable(fault);
  }
}

function nameOf(occasion: string, festival: string | null): string {
  return festival !== null ? `${festival}祝福` : ((kindNames as Record<string, string>)[occasion] ?? "消息");
}

/** As one says it before 模板: 生日, 节日. */
function shortName(occasion: string): string {
  return nameOf(occasion, null).replace(/祝福$/u, "");
}

// === Switches

export function switchWords(told: SwitchTold): string {
  const what = told.festival !== null ? `${told.festival}祝福` : occasionWords(told.occasion);
  const whom =
    told.scope === "customer" ? `${told.name}` : told.scope === "mine" ? "您这边" : told.house ? "各店" : "店里";
  if (told.kind === "ask-switch") return `${whom}以后${told.on ? "都" : "不再"}起草${what}，对吗？`;
  if (told.scope === "customer") {
    return told.on ? `好，${whom}可以发${what}了。` : `记下了：${whom}不要${what}，以后不起草也不发。`;
  }
  return told.on ? `好，${whom}会起草${what}。` : `好，${whom}不再起草${what}。想要时说一声「恢复」就行。`;
}

function occasionWords(occasion: string): string {
  const names: Record<string, string> = {
    ...kindNames,
    dormant: "久未到店的问候",
    gift: "生日礼提醒",
    greetings: "生日、节日和纪念日祝福",
    all: "任何消息",
  };
  return names[occasion] ?? "消息";
}
