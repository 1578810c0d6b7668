// What is said about records that may be one person. It decides nothing.
import type { Card } from "../../message.ts";
import type { Plan, Words } from "../../skill.ts";
import type { MergeResult } from "./handle-merge.ts";
import type { Reason } from "./merge-rules.ts";
import { type Half, PAIRS_MAX, type Twins } from "./twins-store.ts";

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  phone: "手机号相同",
  "name-birthday": "同名同生日",
  "sound-birthday": "名字同音、生日相同",
  "sound-tail": "名字同音、手机尾号相同",
  "sound-company": "名字同音、公司相同",
};

/** What moved, in the order people care about it; the rest is not worth a word. */
const TABLE_WORDS: readonly (readonly [table: string, words: (count: number) => string])[] = [
  ["orders", (count) => `${count}笔订单`],
  ["fact", (count) => `${count}条档案信息`],
  ["note", (count) => `${count}条备注`],
  ["customer_tag", (count) => `${count}个标签`],
  ["follow_up", (count) => `${count}件待办`],
  ["care_message", (count) => `${count}条关怀`],
  ["complaint", (count) => `${count}件投诉`],
];

export function isMergeResult(result: { kind: string }): result is MergeResult {
  return KINDS.has(result.kind);
}
const KINDS: ReadonlySet<string> = new Set<MergeResult["kind"]>([
  "twins",
  "same-asked",
  "merged",
  "proposed",
  "apart",
  "split-asked",
  "split-done",
  "never-merged",
  "one-person",
]);

export function mergeWords(result: MergeResult, now: Date): Words {
  switch (result.kind) {
    case "twins":
      return twinsWords(result, now);
    case "same-asked":
      return {
        text: `${pairWords(result.pair)}\n合并后留下${result.kept}这份，两份的记录都在她名下，共${result.orders}笔订单。确认合并吗？`,
      };
    case "merged": {
      const moved = TABLE_WORDS.flatMap(([table, words]) => (result.rows[table] ? [words(result.rows[table])] : []));
      const what = moved.length > 0 ? `，${moved.join("、")}一起过来了` : "";
      const text = `已合并成一份：${result.kept}${result.gone === result.kept ? "" : `（又名${result.gone}）`}${what}。要分开就说「把${result.kept}拆开」。`;
      return { text: withLeft(text, result), cards: nextCard(result, now), settled: "✔ 已合并" };
    }
    case "apart":
      return {
        text: withLeft(`记下了，${result.a}和${result.b}是两个人，以后不再提。`, result),
        cards: nextCard(result, now),
        settled: "✖ 不是同一人",
      };
    case "proposed":
      return {
        text:
          result.to.length > 0
            ? `${pairWords(result.pair)}\n已经请${result.to.join("、")}确认，确认后就合并。`
            : `${pairWords(result.pair)}\n记下了，等店长确认后合并。`,
      };
    case "split-asked":
      return { text: `把${result.kept}和${result.gone}拆回两份吗？合并以后新记的留在${result.kept}名下。` };
    case "split-done":
      return { text: `拆开了：${result.kept}和${result.gone}各是各的档案，原来的记录都回去了。` };
    case "never-merged":
      return { text: `${result.name}没有合并过别的档案。` };
    case "one-person":
      return {
        text: `说的都是${result.name}这一份档案，不用合并。名字相近时可以加上手机尾号，比如「张丽0000和张丽1111是同一个人」。`,
      };
  }
}

function twinsWords({ pairs, total, mayDecide, name }: Extract<MergeResult, { kind: "twins" }>, now: Date): Words {
  const [first] = pairs;
  const of = name === null ? "" : `叫${name}的`;
  if (!first) return { text: `${of === "" ? "" : of}没有发现疑似同一人的档案。` };
  const lines = pairs.map((pair, index) => `${index + 1} ${pairWords(pair)}`);
  const more = total > pairs.length ? `（先看${pairs.length}对）` : "";
  const how = mayDecide
    ? "一对一对确认，点✔合并、点✖跳过；合并了也能拆开。"
    : "是同一个人就说「某某和某某是同一个人」，店长确认后合并。";
  return {
    text: [`${of}疑似同一人的有${total}对${total >= PAIRS_MAX ? "以上" : ""}${more}：`, ...lines, how].join("\n"),
    ...(mayDecide ? { cards: [pairCard(first, String(now.getTime()))] } : {}),
  };
}

/** Two records side by side with ✔ and ✖. `mark` makes its id one that was never shown. */
export function pairCard(pair: Twins, mark: string): Card {
  const { a, b } = pair;
  const ids = `${a.id},${b.id}`;
  return {
    id: `twins-${a.id}-${b.id}-${mark}`.replace(/[^0-9A-Za-z_\-@]/g, "_").slice(0, CARD_ID_MAX),
    title: "疑似同一人",
    subtitle: pair.proposedBy === null ? reasonWords(pair) : `${pair.proposedBy}说是同一个人`,
    fields: [
      { name: a.name, value: halfWords(a) },
      { name: b.name, value: halfWords(b) },
    ],
    buttons: [
      { key: `customers:same:${ids}`, text: "✔ 是，合并", style: "primary" },
      { key: `customers:different:${ids}`, text: "✖ 不是", style: "plain" },
    ],
  };
}
/** The platform's limit for ids of cards. */
const CARD_ID_MAX = 128;

/** What a pressed card of a pair means; null for keys that are not of such a card. */
export function mergeButton(key: string): Plan | null {
  const [skill, verb, rest = ""] = key.split(":", 3);
  const [a, b] = rest.split(",");
  if (skill !== "customers" || !a || !b) return null;
  const pair = { who: `#id:${a}`, other: `#id:${b}` };
  if (verb === "same") return { kind: "customers.same", ...pair, confirmed: true };
  return verb === "different" ? { kind: "customers.different", ...pair } : null;
}

function nextCard({ next }: { next: Twins | null }, now: Date): Card[] {
  return next ? [pairCard(next, String(now.getTime()))] : [];
}

function withLeft(text: string, { next, left }: { next: Twins | null; left: number }): string {
  return next ? `${text}\n还有${left}对：` : text;
}

function pairWords(pair: Twins): string {
  const said = pair.proposedBy === null ? "" : `（${pair.proposedBy}说的）`;
  return `${pair.a.name}（${halfWords(pair.a)}）和${pair.b.name}（${halfWords(pair.b)}）：${reasonWords(pair)}${said}`;
}

function reasonWords({ reasons }: Twins): string {
  return reasons.length > 0 ? reasons.map((reason) => REASON_WORDS[reason]).join("、") : "资料里没有相同的地方";
}

function halfWords({ phoneTail, ownerName, orders }: Half): string {
  const parts = [phoneTail ? `尾号${phoneTail}` : "没留手机", ownerName ?? "没有归属", `${orders}单`];
  return parts.join("，");
}
