// What is said about notes, facts and birthdays: all Chinese wording of this skill. It decides nothing.
import { type Day, dayOf, diffDays, splitDay } from "../../calendar/day.ts";
import { unreachable } from "../../errors.ts";
import type { Refusal, Turn, Words } from "../../skill.ts";
import { claimWords } from "../customers/claim-words.ts";
import type { ClaimResult } from "../customers/handle-claims.ts";
import { sayBirthday, sayDay } from "../customers/say.ts";
import type { NotesResult, Source } from "./result.ts";
import { type BirthdaySaid, CORRECT_WITHIN_MINUTES, DISLIKE } from "./rules.ts";

type When = Pick<Turn, "now" | "zone" | "today" | "staff">;

export function words(result: NotesResult | Refusal, turn: When): Words {
  switch (result.kind) {
    case "claimed":
    case "claim-settled":
    case "no-claim":
    case "claims":
      return claimWords(result, turn);
    default:
      return { text: sentence(result, turn) };
  }
}

function sentence(result: Exclude<NotesResult, ClaimResult> | Refusal, turn: When): string {
  switch (result.kind) {
    case "noted":
      return `记下了：${result.name} ${result.text}${phoneHint(result.phonesHidden, result.name)}`;
    case "tagged":
      return tagged(result);
    case "preferred":
      return preferred(result, turn);
    case "known":
      return `${result.name}的「${said(result.fact)}」早就记着了${source(result.fact, turn)}，不用再记一遍。`;
    case "need-noted":
      return needNoted(result, turn.today);
    case "pinned":
      return `记下了：${result.name} ⚠ ${said({ ...result, dislike: false })}\n以后看${result.name}，这条永远排在最前面。${careOf(result.topic)}`;
    case "pin-set":
      return result.on
        ? `已置顶：${result.name} ⚠ ${result.value}，以后看${result.name}先看到它。`
        : `好，${result.name}的「${result.value}」不再置顶，记录还在。`;
    case "birthday-set": {
      const old = result.old ? `\n原来记的是${birthdayWords(result.old)}，已经换掉。` : "";
      return `记下了：${result.name} ${birthdayWords(result.birthday)}生日，${nextWords(result.next, turn.today)}。${old}`;
    }
    case "birthday-asked": {
      const old = result.old ? `现在记的是${birthdayWords(result.old)}。` : `${result.name}还没记过生日。`;
      return `${old}${birthdayQuestion(result.name, result.birthday)}？确定就回「是」，拿不准我就先不动。`;
    }
    case "birthday-known":
      return `${result.name}的生日记的就是${birthdayWords(result.birthday)}，${nextWords(result.next, turn.today)}。`;
    case "birthday-impossible":
      return impossible(result);
    case "family-noted": {
      const care = result.minor ? "\n孩子的事只放心里用，聊起来自然些就好。" : "";
      return `记下了：${result.name} ${result.text}${phoneHint(result.phonesHidden, result.name)}${care}`;
    }
    case "anniversary-set":
      return `记下了：${result.name} ${result.topic} ${result.month}月${result.day}日，${nextWords(result.next, turn.today)}。到时候只送祝福，不提买东西。`;
    case "notes-shown":
      return shown(result, turn);
    case "moved":
      return moved(result);
    case "not-correctable":
      return notCorrectable(result);
    case "missing":
      return `还差一点内容，我没法记。可以这样说：「${result.example}」`;
    case "not-found":
      return `没找到「${result.said}」。`;
    case "not-allowed":
      return result.why;
    default:
      return unreachable(result);
  }
}

function tagged(result: Extract<NotesResult, { kind: "tagged" }>): string {
  const lines: string[] = [];
  if (result.added.length > 0) lines.push(`给${result.name}打上了标签：${result.added.join("、")}`);
  if (result.already.length > 0) lines.push(`${result.already.join("、")} 本来就有，没重复打。`);
  if (result.removed.length > 0) lines.push(`去掉了${result.name}的标签：${result.removed.join("、")}`);
  if (result.byRule.length > 0)
    lines.push(`${result.byRule.join("、")} 是系统按买过的、来往的自动打的，条件还在的话明早会再打上。`);
  if (result.absent.length > 0) lines.push(`${result.name}身上没有「${result.absent.join("、")}」这个标签，不用去。`);
  return lines.join("\n");
}

function preferred(result: Extract<NotesResult, { kind: "preferred" }>, turn: When): string {
  const lines = [`记下了：${result.name} ${said(result)}`];
  for (const old of result.replaced) lines.push(`原来记的「${said(old)}」${source(old, turn)}换掉了。`);
  if (result.others.length > 0) {
    const both = result.others.map((old) => `「${said(old)}」${source(old, turn)}`).join("、");
    lines.push(`之前记的是${both}，两条都留着。要是变了，说「${result.name}${changeExample(result)}」，我就换掉旧的。`);
  }
  return lines.join("\n");
}

function needNoted(result: Extract<NotesResult, { kind: "need-noted" }>, today: Day): string {
  const { name, value, by, askOn, old } = result;
  const lines = [`记下了：${name}想要${value}${by === null ? "" : `，${sayDay(by, today)}前要`}`];
  if (old.length > 0) lines.push(`原来记的「${old.join("、")}」换掉了。`);
  if (askOn !== null) lines.push(`${sayDay(askOn, today)}会提醒跟进，免得错过。`);
  return lines.join("\n");
}
/** What stands on the list of things to do. */
export function needTaskText(value: string, by: Day | null): string {
  const day = by === null ? "" : `${splitDay(by).month}月${splitDay(by).day}日前要，`;
  return `问问${value}看得怎么样了（${day}有没有合适的先给她留着）`;
}

function changeExample(result: { topic: string | null; value: string; dislike: boolean }): string {
  if (result.dislike) return `现在不喜欢${result.value}`;
  return result.topic ? `${result.topic}改成${result.value}` : `现在喜欢${result.value}`;
}

export function preferenceWords(fact: { topic: string | null; value: string }): string {
  return said({ ...fact, dislike: fact.topic === DISLIKE });
}

/** 尺码：M码 · 不喜欢红色 · 喜欢真丝 · 女儿下月结婚: the topic only where the words do not tell it. */
function said(fact: { topic: string | null; value: string; dislike: boolean }): string {
  const { topic, value } = fact;
  if (/^(不|讨厌|喜欢|偏好)/.test(value)) return value;
  if (fact.dislike) return `${DISLIKE}${value}`;
  return topic === null || topic === DISLIKE || value.includes(topic) ? value : `${topic}：${value}`;
}

/** （林悦 9月10日记） */
function source(from: Source, turn: When): string {
  const who = from.by === null ? ORIGINS[from.origin] : from.by === turn.staff.name ? "你" : from.by;
  return `（${who ?? ""}${sayDay(dayOf(from.at, turn.zone), turn.today)}${from.by === null ? "" : "记的"}）`;
}
const ORIGINS: Readonly<Record<string, string>> = {
  import: "导入 ",
  channel: "企业微信同步 ",
  rule: "系统归纳 ",
  person: "同事记的 ",
};

function careOf(topic: string): string {
  if (topic === "丧亲") return "这阵子说话多体贴一点，喜庆的祝福先放一放。";
  if (topic === "过敏" || topic === "忌口") return "推荐东西之前先看它一眼。";
  return "";
}

function phoneHint(hidden: number, name: string): string {
  if (hidden === 0) return "";
  return `\n手机号不放在备注里，只留了尾号。要存电话，请先征得同意，再说「${name}电话改成……」，会加密保存。`;
}

/** 农历闰五月初十 · 5月3日 · 1988年5月3日 · 农历1975年八月十五 */
export function birthdayWords(birthday: BirthdaySaid): string {
  const words = sayBirthday(birthday);
  return birthday.year === null ? words : words.replace(/^(农历)?/, `$1${birthday.year}年`);
}

export const birthdayQuestion = (name: string, birthday: BirthdaySaid): string =>
  `把${name}的生日记成${birthdayWords(birthday)}`;

/** 今年是9月25日 · 就是今天 · 今年的过了，下一次是2027年9月15日 */
function nextWords(next: Day, today: Day): string {
  const { year, month, day } = splitDay(next);
  const ahead = diffDays(today, next);
  if (ahead === 0) return "就是今天";
  if (ahead === 1) return "就是明天";
  if (year === splitDay(today).year) return `今年是${month}月${day}日`;
  return `下一次是${year}年${month}月${day}日`;
}

function impossible(result: Extract<NotesResult, { kind: "birthday-impossible" }>): string {
  const date = birthdayWords(result.said);
  switch (result.why) {
    case "no-such-day":
      return `${date}这一天不存在，我先没记。麻烦再确认一下${result.name}的生日，比如说「${result.name}生日5月3号」。`;
    case "no-such-leap-month":
      return `日历里没有${date}这个闰月，我先没记。再确认一下是不是普通月份？`;
    case "not-born-yet":
      return `${result.said.year}年还没到呢，我先没记。年份拿不准的话，只说月和日就行。`;
    case "too-long-ago":
      return `${result.said.year}年太早了，我先没记。年份拿不准的话，只说月和日就行。`;
    default:
      return unreachable(result.why);
  }
}

function shown(result: Extract<NotesResult, { kind: "notes-shown" }>, turn: When): string {
  const { name, about, facts, notes, tags } = result;
  if (facts.length + notes.length + tags.length === 0) {
    return about
      ? `${name}还没记过和「${about}」有关的事。听到什么随手告诉我，比如「${name}喜欢真丝」。`
      : `${name}还没有备注。听到什么随手告诉我，比如「${name}喜欢真丝」。`;
  }
  const lines = [about ? `${name} · ${about}` : `${name}记过的事`];
  for (const fact of facts) {
    const mark = fact.factKind === "negative" ? "⚠ " : "· ";
    const disputed = fact.disputed ? "（有两种说法，当面确认一下）" : "";
    lines.push(`${mark}${said(fact)}${source(fact, turn)}${disputed}`);
  }
  for (const note of notes) lines.push(`· ${note.text}${source(note, turn)}`);
  if (tags.length > 0)
    lines.push(
      `标签：${tags.map(({ name: tag, origin }) => `${tag}${origin === "rule" ? "（自动）" : ""}`).join("、")}`,
    );
  const more = result.factsTotal - facts.length + result.notesTotal - notes.length;
  if (more > 0) lines.push(`还有${more}条更早的。想找哪件事，可以说「${name} 关于……的备注」。`);
  return lines.join("\n");
}

const ROWS: Readonly<Record<string, string>> = {
  fact: "",
  note: "备注 ",
  visit: "到店 ",
  order: "购买 ",
  followUp: "跟进 ",
  customerTag: "标签 ",
};

function moved(result: Extract<NotesResult, { kind: "moved" }>): string {
  const what = result.rows.map((row) => `「${`${ROWS[row.table] ?? ""}${row.text}`.trim()}」`).join("");
  const left = result.left ? "\n生日、电话这类资料我没动，请单独说一遍正确的。" : "";
  return `改好了：${what}从${result.from}挪到了${result.to}名下。${left}`;
}

function notCorrectable(result: Extract<NotesResult, { kind: "not-correctable" }>): string {
  switch (result.why) {
    case "none":
      return `刚才没有可以挪的记录。直接说要给${result.to}记什么就行。`;
    case "too-old":
      return `上一条记录超过${CORRECT_WITHIN_MINUTES}分钟了，怕动错，我没有挪。可以直接给${result.to}重新记一条。`;
    case "same":
      return `刚才那条就是记在${result.to}名下的，不用改。`;
    case "several":
      return `刚才一次记了${result.names.join("、")}的事，我不确定要挪哪一条。先说「撤销」，再分开说一遍最稳妥。`;
    case "other":
      return `刚才改的是生日、电话这类资料，不能直接挪。先说「撤销」，再给${result.to}说一遍就好。`;
    default:
      return unreachable(result.why);
  }
}
