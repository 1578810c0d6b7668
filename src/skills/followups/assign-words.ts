// What is said when follow-ups go to a colleague: to whoever gives them and to whoever gets them. Wording only.
import type { Day } from "../../calendar/day.ts";
import { sayDay } from "../customers/say.ts";
import { dueWords, namedWords } from "./item-words.ts";
import type { Due, FollowUpsResult, Given, Giving, Kept, Named } from "./result.ts";

type Of<K extends FollowUpsResult["kind"]> = Extract<FollowUpsResult, { kind: K }>;

/** More lines than this are a list, and that is asked for. */
const LINES_MAX = 10;

/** 好，转给陈晨了：张丽华：问问婚宴礼服（9月16日（周三）10:00）。已经告诉陈晨。 */
export function givenWords(result: Of<"follow-ups-given">, today: Day): string {
  const { items, to, mine, of, tellsAt, repeats, left } = result;
  const [only, ...others] = items;
  const what = only && others.length === 0 ? `：${lineWords(only, today)}` : `，一共${items.length}件`;
  const told = mine ? "" : tellsAt ? `${to}上班时（${dueWords(tellsAt, today)}）会收到。` : `已经告诉${to}。`;
  const again = repeats ? `定期的那件，以后都由${whom(result)}接着做。` : "";
  return `好，${of ? `${of}的` : ""}跟进转给${whom(result)}了${what}。${told}${again}${keptWords(left, result)}`;
}

/** 把林悦的12件跟进转给陈晨吗？ */
export function askedWords(result: Given, today: Day): string {
  const { items, left } = result;
  const lines = items.slice(0, LINES_MAX).map((item) => `· ${lineWords(item, today)}`);
  const more = items.length > LINES_MAX ? [`还有${items.length - LINES_MAX}件`] : [];
  const kept = keptWords(left, result).trim();
  return [
    `把${result.of ?? "你"}的这${items.length}件跟进转给${whom(result)}吗？回「是」就转。`,
    ...lines,
    ...more,
    ...(kept === "" ? [] : [kept]),
  ].join("\n");
}

export function refusedWords(result: Of<"give-refused">, today: Day): string {
  const { left, to, of } = result;
  const { unseen, away, on, back, manages } = left;
  if (unseen.length === 0 && on !== null && back !== null)
    return `${to}${sayDay(on, today)}休息，${sayDay(back, today)}回来，${away === 1 ? "这件" : "这几件"}先没转。可以换一位同事，或先推到${to}回来以后。`;
  const [first = ""] = unseen;
  const whole = of === null ? first : `${of}的客户都`;
  const way = manages
    ? `说「把${whole}转给${to}」，客户和跟进一起过去。`
    : `请店长说「把${first}转给${to}」，客户和跟进一起过去；只是休息几天，就说「我明天请假，${to}帮我盯着」，要办的事会告诉${to}。`;
  return `${namesWords(unseen)}的资料${to}看不到，光转跟进没法做，先没转。${way}`;
}

function keptWords({ unseen, away, back, manages }: Kept, { to, of }: Giving): string {
  const whole = of === null ? unseen[0] : `${of}的客户都`;
  const parts = [
    unseen.length > 0
      ? `${namesWords(unseen)}的资料${to}看不到，没转；要转就连客户一起，${manages ? "" : "请店长"}说「把${whole}转给${to}」。`
      : "",
    away > 0 && back !== null ? `${to}休息那天的${away}件没转，${monthDay(back)}回来再说。` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `\n${parts.join("\n")}`;
}

/** 张丽华、王芳等5位 */
function namesWords(names: readonly string[]): string {
  return names.length <= NAMES_MAX ? names.join("、") : `${names.slice(0, NAMES_MAX).join("、")}等${names.length}位`;
}
const NAMES_MAX = 3;

const monthDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
/** 9月16日（周三）10:00 张丽华：问问婚宴礼服 */
const lineWords = (item: Named & { due: Due }, today: Day): string =>
  `${dueWords(item.due, today)} ${namedWords(item)}`;
const whom = ({ mine, to }: Giving): string => (mine ? "你" : to);

export function alreadyWords({ items, to, mine }: Of<"given-already">): string {
  const [only, ...others] = items;
  const what = only && others.length === 0 ? namedWords(only) : "这几件";
  return `${what}本来就在${mine ? "你" : to}手上，不用转。`;
}

export function nothingToGiveWords({ of, open }: Of<"nothing-to-give">): string {
  const whose = of ?? "你";
  return open === 0
    ? `${whose}手上没有待办的跟进，不用转。`
    : `${whose}手上没有这样的跟进。说「${of === null ? "我" : of}的待办」看有哪些。`;
}

/** To whoever gets them: 林悦转给你1件跟进… */
export function givenText(
  { by, of, items }: { by: string; of: string | null; items: readonly (Named & { due: Due })[] },
  today: Day,
): string {
  const lines = items.slice(0, LINES_MAX).map((item) => `· ${lineWords(item, today)}`);
  const more = items.length > LINES_MAX ? `还有${items.length - LINES_MAX}件。` : "";
  return [
    `${by}把${of === null ? "" : `${of}的`}${items.length}件跟进转给你：`,
    ...lines,
    `${more}说「我的待办」看全部。`,
  ].join("\n");
}
