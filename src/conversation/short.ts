// Short words that mean nothing by themselves: 下一个, 搞定了, 李雯也一样, 算了不要了. What was said and shown last says what
// they mean; where it does not, they are answered with how to say it whole. Pure.
import type { Plan, Shown } from "../skill.ts";
import { asksLatest } from "../skills/purchases/handle.ts";
import type { LastTurn } from "./memory.ts";

export type Short =
  | Plan
  | "nothing-next"
  | "last-of-list"
  | "what-done"
  | "what-same"
  | "what-day"
  | "what-wrong"
  | "what-give"
  | "say-undo"
  | "what-detail"
  | "no-looks"
  | "what-send"
  | "no-export"
  | "what-drop"
  | "what-shift"
  | null;

/** The plan meant by a short word, or why there is none; null where it is no short word. */
export function meantByShort(plan: Plan, text: string, shown: Shown, last: LastTurn | null): Short {
  switch (plan.kind) {
    case "talk.next":
      return next(shown);
    case "talk.done":
      return done(shown, last);
    case "talk.same":
      return same(String(plan.who ?? ""), last);
    case "talk.no":
      return dropped(text, shown, last);
    case "talk.give":
      return give(plan, shown, last);
    case "talk.detail":
      return detail(plan, shown, last);
    case "talk.send":
      return last?.wrote && about(last, "care.dismiss") ? { kind: "talk.send" } : "what-send";
    case "talk.drop":
      return last?.wrote ? { kind: "talk.undo" } : "what-drop";
    case "talk.export":
      return "no-export";
    case "talk.shift":
      return "what-shift";
    case "talk.wrong":
      return last?.wrote && about(last, writtenAs(String(plan.what))) ? { kind: "talk.undo" } : "what-wrong";
    case "talk.day":
      return otherDay(plan, last);
    case "customers.arrive":
      return /呢[？?]?$/u.test(text.trim()) ? sameOf(plan, last) : null;
    case "customers.card":
      return plan.part === "all" && HOW_IS_IT.test(text) && about(last, "complaints.")
        ? { kind: "complaints.show", who: plan.who }
        : null;
    case "followups.create":
      return plan.who === null && shown.focus !== null && WITH_HER.test(String(plan.text))
        ? { ...plan, who: "她" }
        : null;
    default:
      return null;
  }
}

/** The one after her who is looked at, in the list she stands in. */
function next({ customers, focus }: Shown): Short {
  const ids = customers.filter((id) => id !== "");
  if (ids.length < 2) return "nothing-next";
  const at = focus === null ? -1 : ids.indexOf(focus);
  const id = ids[at + 1];
  return id === undefined ? "last-of-list" : { kind: "customers.arrive", who: `#id:${id}` };
}

/** A complaint that was just spoken of, or the thing to do that is on show: hers who was looked at since, or it is asked. */
function done({ followUps, focus }: Shown, last: LastTurn | null): Short {
  if (about(last, "complaints.")) return { kind: "complaints.close", who: "" };
  const isOnShow = followUps.length > 0 && (about(last, "followups.") || (focus !== null && looked(last)));
  return isOnShow ? { kind: "followups.done", which: "", outcome: null } : "what-done";
}
const looked = (last: LastTurn | null): boolean => about(last, "customers.card") || about(last, "customers.arrive");

/** What may be said of another as well. */
const OF_ANOTHER =
  /^(?:notes\.(?:add|prefer|negative|tag|family)|followups\.create|purchases\.(?:record|visit)|contact\.log|care\.draft)$/u;

function same(who: string, last: LastTurn | null): Short {
  const [only, ...others] = last?.plans ?? [];
  if (!only || others.length > 0 || !OF_ANOTHER.test(only.kind) || typeof only.who !== "string" || who === "")
    return "what-same";
  const { who: before, text } = only;
  // What was asked of the first and answered with 是 is asked of the other anew.
  const asked = "confirmed" in only ? { confirmed: false } : {};
  return {
    ...only,
    ...asked,
    who,
    ...(typeof text === "string" && before !== "" ? { text: text.replaceAll(before, who) } : {}),
  };
}

const NOT_WANTED = /不要|算了|不发|免了|拉倒|作罢|罢了|不用|不必|不弄|取消|不写/u;
/** 「算了不要了」 with a draft just shown drops it; after anything else that was written, 撤销 takes it back. */
function dropped(text: string, { careMessages }: Shown, last: LastTurn | null): Short {
  if (!NOT_WANTED.test(text)) return null;
  const drafted = last?.outcomes.some((kind) => kind === "drafted" || kind === "edited") === true;
  if (drafted && careMessages.length === 1) return { kind: "care.dismiss", which: null };
  return last?.wrote ? "say-undo" : null;
}

const about = (last: LastTurn | null, skill: string): boolean =>
  last?.plans.some(({ kind }) => kind.startsWith(skill)) === true;
const HOW_IS_IT = /(?:怎么样|怎样|咋样|如何|到哪一?步|处理得?怎么样|有进展)了?[？?]?$/u;
/** 「周六提醒我联系」 with somebody on show: her. 「联系厂家」 is somebody else. */
const WITH_HER =
  /^(?:再|去|给她|给他|跟她|跟他)*(?:联系|回访|跟进|打(?:个)?电话|发(?:个|条)?(?:消息|微信)|约)(?:一下|一次|下|她|他|她来|他来)*$|^(?:再)?问(?:问|一下|下)?(?:她|他|穿|用|效果|怎么样|合不合|考虑|要不要|满意|喜)/u;

/** 「李雯呢」 after a question about somebody else: the same of her. */
const OF_ONE = /^(?:customers\.card|purchases\.list|notes\.show|contact\.why|complaints\.show|members\.show)$/u;
function sameOf({ who }: Plan, last: LastTurn | null): Short {
  const [only, ...others] = last?.plans ?? [];
  return only && others.length === 0 && OF_ONE.test(only.kind) && typeof only.who === "string"
    ? { ...only, who }
    : null;
}

/** 「记错了 是3月6号」 after a birthday, 「不是周三是周四」 after a reminder. */
function otherDay({ until }: Plan, last: LastTurn | null): Short {
  const { at } = until as { at: string };
  if (about(last, "notes.birthday")) {
    const [, month, day] = at.slice(0, 10).split("-").map(Number);
    const [before] = last?.plans.filter(({ kind }) => kind === "notes.birthday") ?? [];
    return { ...before, kind: "notes.birthday", who: "", month, day };
  }
  return about(last, "followups.create") || about(last, "followups.snooze")
    ? { kind: "followups.snooze", which: "", until }
    : "what-day";
}

const WRITTEN_AS: readonly [RegExp, string][] = [
  [/标签/u, "notes.tag"],
  [/生日/u, "notes.birthday"],
  [/购买|消费|单|退货|充值|储值/u, "purchases."],
  [/提醒|跟进/u, "followups."],
  [/投诉/u, "complaints."],
  [/会员|积分/u, "members."],
  [/联系/u, "contact."],
];
const writtenAs = (entry: string): string => WRITTEN_AS.find(([words]) => words.test(entry))?.[1] ?? "notes.";

/** 「转给陈晨」: the complaint or the things to do that were just spoken of, the customers on show, or her who is. */
function give({ to, all }: Plan, { customers, focus, followUps }: Shown, last: LastTurn | null): Short {
  if (about(last, "complaints.")) return { kind: "complaints.assign", who: "", to };
  if (about(last, "followups.") && followUps.length > 0) return { kind: "followups.assign", which: "全部", to };
  if (all === true || about(last, "customers.find"))
    return customers.length > 0 ? { kind: "staff.assign", who: "她们", to } : "what-give";
  return focus === null ? "what-give" : { kind: "staff.assign", who: "她", to };
}

/** 「多少钱」 after what she bought: her last purchase says it, with its day. */
function detail({ of }: Plan, { focus }: Shown, last: LastTurn | null): Short {
  const [only, ...others] = last?.plans ?? [];
  if (!only || others.length > 0 || focus === null || !BOUGHT.test(only.kind)) return "what-detail";
  if (of === "look") return "no-looks";
  return only.kind === "purchases.list"
    ? { ...only, who: "她", latest: only.latest === true || asksLatest(last?.text ?? "") }
    : { kind: "purchases.list", who: "她", latest: true };
}
const BOUGHT = /^(?:purchases\.(?:list|record)|customers\.(?:arrive|card))$/u;
