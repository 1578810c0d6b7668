// How people ask who moved from one group to another, and how the groups are defined.
import { dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

/** A group as people call it: the system and the name under which moves of it are kept. */
const GROUPS: Readonly<Record<string, readonly [field: "life" | "class" | "rfm", group: string]>> = {
  新客: ["life", "新客"],
  老客: ["life", "老客"],
  老客户: ["life", "老客"],
  流失: ["life", "流失"],
  流失客户: ["life", "流失"],
  重要客户: ["class", "重要"],
  重要: ["class", "重要"],
  主要客户: ["class", "主要"],
  主要: ["class", "主要"],
  普通客户: ["class", "普通"],
  小客户: ["class", "小"],
  冠军: ["rfm", "冠军"],
  沉睡: ["rfm", "沉睡"],
  即将沉睡: ["rfm", "即将沉睡"],
  有流失风险: ["rfm", "有流失风险"],
  不能失去: ["rfm", "不能失去"],
};
const GROUP = `(${Object.keys(GROUPS).join("|")})`;
const WHO = "(谁|哪些客户|哪些人|哪些|有谁|有哪些客户|哪几位|哪位)";
const BECAME =
  "(变成|变为|变成了|变为了|成了|成为|成为了|升到|升到了|升成|升成了|掉到|掉到了|掉成|掉成了|降到|降到了|降成|转成|转成了|转为)";

const RULES: readonly [of: string, say: string][] = [
  ["class", "(重要客户|主要客户|小客户|购买分类|客户分类|重要主要普通小)"],
  ["rfm", "(rfm|冠军客户|流失预警|流失风险|沉睡客户)"],
  ["life", "(流失|流失客户|新客|老客|新老客|沉睡)"],
  ["layer", "(核心客户|潜力客户|三层|客户分层)"],
  ["frequency", "(高频|中频|低频|高频客户|购买频率)"],
  ["value", "(高价值|高价值客户|客户价值)"],
  ["stage", "(客户阶段|生命周期|阶段)"],
  ["cycle", "(回购周期|复购周期|回购时间)"],
  ["all", "(客户口径|分类口径|口径|客户定义|分类规则|分类标准|客户标准)"],
];

function moves(said: Said) {
  const from = GROUPS[said.groupWords("from") ?? ""];
  const to = GROUPS[said.groupWords("to") ?? ""];
  const range = daysOf(dateOf(said.get("date")), "past");
  const field = to?.[0] ?? from?.[0] ?? null;
  return { kind: "segments.moves", field, from: from?.[1] ?? null, to: to?.[1] ?? null, range };
}

export const historyPhrases: Phrases["phrases"] = [
  {
    say: [
      `?{date} ${WHO} ?从 from=( ?${GROUP} ) ${BECAME} ?了 to=( ${GROUP} ) ?了`,
      `?{date} ${WHO} ${BECAME} ?了 to=( ${GROUP} ) ?了`,
      `?{date} ?有 (多少|几个|几位) (客户|人)? ${BECAME} ?了 to=( ${GROUP} ) ?了`,
      `?{date} 从 from=( ${GROUP} ) ${BECAME} ?了 to=( ${GROUP} ) ?了 ?的 ?(客户|人)? ?(有哪些|有谁|有多少)?`,
      `{date} ${WHO} ?新 to=( 流失 ) ?了`,
    ],
    make: moves,
    cost: 0,
  },
  {
    say: [
      "?(看看|看下|查)? ?{date} ?的 客户 ?的? ?(阶段|分类|分层|等级|分群|rfm)? ?的? (变化|变动|流转|迁移|变动情况|变化情况)",
      "?{date} ?的 stage=( (阶段|新老客|购买分类) ) (变化|变动|流转|变化情况)",
    ],
    make: (said) => ({
      kind: "segments.moves",
      field: said.text.includes("阶段") ? "stage" : null,
      from: null,
      to: null,
      range: daysOf(dateOf(said.get("date")), "past"),
    }),
    cost: 0.1,
  },
  ...RULES.map(([of, say]) => ({
    say: [
      `${say} ?(是|到底)? (怎么|如何|咋|怎样) ?(定义|算|分|划分|定|判断|界定|来)? ?(出来)? ?的`,
      `${say} ?的? (定义|口径|标准|规则|门槛|算法) ?(是)? (什么|啥|多少|怎样|看看)`,
      `${say} (改过|变过|动过) (吗|没有|没)`,
      `(怎么|如何|咋|什么样的|多久|几天) 才? ?(就)? ?算 ?是? ${say}`,
      `(什么|啥) ?(叫|是|叫做|样的叫) ${say}`,
    ],
    make: () => ({ kind: "segments.rules", of }),
    cost: 0.05,
  })),
  {
    say: [
      "?现在 (多少天|几天|多久) ?(没来|不来|没买) ?(就|才) 算 ?是 流失",
      "(看看|看下|查看) (口径|客户口径|分类口径|分类规则)",
    ],
    make: (said) => ({ kind: "segments.rules", of: said.text.includes("流失") ? "life" : "all" }),
    cost: 0.05,
  },
];
