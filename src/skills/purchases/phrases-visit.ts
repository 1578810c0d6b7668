// How people tell that somebody was in the shop.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { isNoDay, pastDay } from "./said.ts";

/** 「周三来拿裤子」: what she will come for, and no visit yet. */
const COMES_FOR = /^(?:店里)?(?:拿|取|试|改|换|退|量|挑|提货)(?!了|过)/u;

/** 试了两件大衣 → 试两件大衣: what she came for, without the tense. */
const purposeOf = (said: Said): string | null => {
  const moved = said.words("moved");
  const done = said.groupWords("fetch");
  if (moved !== null && done !== null) return `${done.replace(/[走了回来去过]+$/u, "")}${moved}`;
  const words = (said.groupWords("purpose") ?? "")
    .replace(/^(\S{1,2}?)(?:走?了下?|过|完了?|一?下)/u, "$1")
    .replace(/[，,\s].*$|(?<=.)就?走了?$|[都也就]+$/u, "");
  // 试了五六件, 喝了杯茶: how she passed the time is no purpose.
  if (
    /^(?:试了?|看了?|试穿了?)[一两几好三四五六七八九十半\d]+[件条双套身款]$|^[喝品](?:杯|口|点|会儿|两泡|一泡|几泡|壶)?(?:茶|水|咖啡)$/u.test(
      words,
    )
  )
    return null;
  return [...words].length < 2 ? null : words;
};
/** 「来了没」 asks, 「说好来」 and 「要来」 tell of what was not; 「啥也没买」 is what the pattern says. */
const NO_VISIT =
  /(?<![试看了好挑选逛])几|[谁哪吗]|什么(?!.{0,2}没)|啥(?!.{0,2}没)|没来|要来|会来|想来|再来(?![了过])|说好/u;
const visited = (said: Said) => {
  const text = said.text
    .slice(0, Math.max(...said.captures.map(({ end }) => end)))
    .replace(/(?:说|讲|想)?(?:是|要)?(?:下次|改天|过几天|过两天|过阵子|等.{1,8}?|回头)再(?:来|说|看|买|定|下单)/u, "");
  return isNoDay(said) || NO_VISIT.test(text)
    ? null
    : { kind: "purchases.visit", who: whoOf(said), on: pastDay(said), purpose: purposeOf(said) };
};

/** 丁姐上午来取改好的裤子了: the 了 says that she was here. */
const fetched = (said: Said) => {
  const purpose = (said.groupWords("purpose") ?? "").replace(/[，,\s].*$/u, "");
  const plan = visited(said);
  return plan === null || /[吗么没？?]|什么|提醒|记得|要$/u.test(purpose) ? null : { ...plan, purpose };
};

/** 前天下午张姐来看戒指 嫌贵没要: what she came for, without 那只 and what came of it. */
const visitedFor = (said: Said) => {
  const words = (said.groupWords("purpose") ?? "").replace(/[，,\s].*$/u, "");
  const plan = visited(said);
  if (plan === null || /[吗么没？?几谁哪她他我]|什么|啥|提醒|记得|要$|时候|时间|预约|\d{3}|买/u.test(words))
    return null;
  // 王芳上午来拿裤子: 明天, or this morning? Only where it is told as done.
  const day = said.get("date");
  if (
    day !== null &&
    /^(?:周|星期|礼拜|下|明|后)/u.test(said.words("date") ?? "") &&
    !/[了过的没]/u.test(said.text.slice(day.end))
  )
    return null;
  const purpose = words
    .replace(/^(\S{1,2}?)(?:走?了一?[下眼圈]?|过|完了?|一?[下眼])(?=.)/u, "$1")
    .replace(/(?<=^\S{1,2})(?:那|这)[只条件双个款套枚块]?(?=.)/u, "")
    .replace(/(?<=..)[了的]+$/u, "");
  return { ...plan, purpose: [...purpose].length < 2 || [...purpose].length > 12 ? null : purpose };
};

/** 昨天来取裤子: a day that can only be gone by says that she was here; 周三 may be the next one. */
const GONE_BY = /昨|前[天日晚]|上(?:一?个?|上个?)(?:周|星期|礼拜)/u;
const cameThatDay = (said: Said) => {
  const words = said.groupWords("purpose") ?? "";
  const rest = said.text.slice(Math.max(...said.captures.map(({ end }) => end)));
  // 昨天来取裤子的客户 asks who.
  const asks = !said.has("who") && !/^[\s，,。；;！!]*$/u.test(rest);
  return asks || !GONE_BY.test(said.words("date") ?? "") || /[了要会]|的(?:客户|客人|会员|人)/u.test(words)
    ? null
    : visitedFor(said);
};

/** 没买 说再想想: what she said of it is kept beside. */
const saidOfIt = (said: Said) => {
  const plan = visited(said);
  const told = said.groupWords("said");
  return plan === null || told === null ? null : [plan, { kind: "notes.add", who: plan.who, text: told }];
};

export const visitPhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note ?{date} {who} ?{date} (%cameBy|@dropsIn) ?了 ?%stayed ?(，|,)? ?(就|但|但是|不过|可|可惜|最后|结果|又|也)* %nothing ?(就|又)? ?(走了|离开了|回去了|走|走的|回了)? ?(，|,)? ?(她|他)? said=( (说|讲|说是|说要|说得) ?(她|他|再|要|还要|得|回去|回家|先|下次|过两天)* ?(跟|和|问|找)? ?(老公|家里|家里人|家人|闺蜜|朋友|先生|女儿|儿子|妈妈)? ?(再)? (想想|想一想|看看|看一看|考虑|考虑考虑|考虑一下|考虑下|商量|商量商量|商量一下|商量下|比较|比较一下|比比|比一比|转转|逛逛|等等|问问|比较比较|对比一下) ?(看|再说|别家)* )",
    ],
    make: saidOfIt,
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?@note ?{date} {who} ?{date} ?(自己|专门|特意|顺路|刚|刚才)* (来|过来|来店里|到店|进店|上门) purpose=( (取|领|拿|提|改|修|试|量|换|送|洗|保养) <x> ) 了 ?%logVisit",
    ],
    make: fetched,
    cost: 0.45,
    tells: true,
  },
  {
    say: [
      "?@note ?{date} {who} ?{date} (%cameBy|@dropsIn) ?了 ?%stayed ?(，|,)? ?%cameFor ?(，|,)? ?(就|但|但是|不过|可|可惜|最后|结果|又|也)* %nothing ?(就|又)? ?(走了|离开了|回去了|走|走的|回了)? ?(，|,)? ?%cameFor ?( (说|讲|她说|说是|说要|想)+ (下次|改天|过几天|过两天|过阵子|回头|等 <till>) 再 (来|说|看|买|定|下单|考虑) ) ?(，|,)? ?%logVisit",
      "?@note ?{date} {who} ?{date} (带|带着|带了|领着|拉着) ?(她|他)? ?个? (朋友|闺蜜|家人|同事|姐妹|同学|邻居|亲戚|@kin) (来|过来|到店|来店里|来逛|来看) (的|了|过)+",
      "?@note ?{date} {who} ?{date} %cameBy ?了 %stayed ?(，|,)? ?(就|又|才)* ?(走了|离开了|回去了|走的|回了)? ?(，|,)? ?%logVisit",
      "?@note ?{date} {who} ?{date} (%cameBy|@dropsIn) ?了 ?%stayed ?(，|,)? ?(就|又)* ?(走了|走的)? ?(，|,)? %logVisit",
      "?@note ?{date} {who} ?{date} ?%with %cameBy %cameFor ?%logVisit",
      // 石太太和她妹妹一块儿来的
      "?@note ?{date} {who} ?{date} %with (一起|一块|一块儿|一道|一同|今天|刚才|也|都)+ (来|过来|到店|来店里|来逛|来看|来逛街) (的|了|过|逛逛|看看)+",
      "?@note ?{date} {who} ?{date} %cameBy (把|将) <moved> fetch=( (取走|取|取走了|取了|取回去了|取回|拿走了|拿走|拿回去了|领走了|领走|送来了|送来|送修了|送来修了|改了|清洗了|保养了|修了) ) ?了 ?%logVisit",
    ],
    make: visited,
    cost: 0.35,
    tells: true,
  },
  {
    // …，你帮她记个到店吧: the visit was told before.
    say: ["%logVisit"],
    make: (said) =>
      (said.captures[0]?.start ?? 0) > 0 &&
      /来|到店|进店|转|逛|坐/u.test(said.text.slice(0, said.captures[0]?.start ?? 0))
        ? []
        : null,
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?@note ?{date} {who} ?{date} ?(又|也|还|刚|刚才|专门|特意|%with)* (到店|到店里|进店|来店|来店里|来过店里|来我们店|来店铺) ?了? ?(，|,)? purpose=( %doing <x> ) ?(的|了)? ?(，|,)? ?%notTaken",
      "?@note ?{date} {who} ?{date} ?(又|也|还|刚|刚才|专门|特意|%with)* (来|过来) purpose=( %doing <x> ) ?了? ?(，|,)? %notTaken %nothing",
      "?@note {date} {who} ?(又|也|还|刚|刚才|专门|特意|%with)* (来|过来) purpose=( %doing <x> ) (了|的) ?(，|,)? ?%notTaken",
      "?@note {who} {date} ?(又|也|还|刚|刚才|专门|特意|%with)* (来|过来) purpose=( %doing <x> ) (了|的) ?(，|,)? ?%notTaken",
      "?@note ?{date} {who} ?{date} (又|刚|刚才|专门|特意|%with)+ (来|过来) purpose=( %doing <x> ) 了 ?(，|,)? ?%notTaken",
      "?@note ?{date} {who} ?{date} ?%with (来过|来过了|来过店里|来逛过|到过店) ?(，|,)? ?(是来|来|主要|是|专门|为了)* purpose=( %doing <x> ) ?的? ?(，|,)? ?%notTaken",
      "?@note ?{date} {who} ?{date} (来了一趟|来过一趟|跑了一趟|来了一次|来过一次|来了一下|来了会儿|来逛了一趟) ?(，|,)? ?%notTaken",
    ],
    make: visitedFor,
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?@note {who} {date} ?(又|也|还|专门|特意|%with)* (来|过来|来店里|到店里) purpose=( %doing <x> ) ?(，|,)? ?%notTaken",
      // Of her who was named before; 昨天来取裤子的 would ask who.
      "{date} ?(又|也|还|专门|特意)* (来|过来|来店里|到店里) purpose=( %doing ?(那|这)? ?@countWord (@worn|{goods}|衣服|东西|货|包|包包|戒指|项链|手镯|镯子|手表) ) ?(，|,)? ?%notTaken",
    ],
    make: cameThatDay,
    yields: true,
    cost: 0.35,
    tells: true,
  },
  {
    // 补个到店 阮姐 周五下午; 进店登记 4127.
    say: [
      "(补|补个|补记|补一个|补登|补录|补一下|记|记个|记一个|记一次|登记|登记一下|登个|登一个|录|录个|录一下|加个|加一个|记录|记一下|算个|算一次|补一次|记一笔|帮我记|签个)+ ?(一次|个|一个|一条|下)? (到店|进店|来店|到访|来访|上门|到店记录|进店记录|到店登记|来访登记) ?(一次|一下)? ?: {who} ?{date} ?(来的|来过|来过的|到的|进的店|进店的|到店的|来的店里)",
      "(进店登记|到店登记|来访登记|来店登记|进店记录|到店记录|来访记录|到店打卡|进店打卡|到店签到|到访登记) ?: {who} ?{date}",
      "{who} ?{date} (补|补个|补记|补登|记|记个|登记|登个|录个|加个)+ ?(一次|个|一个|一条|下)? (到店|进店|来店|到访|来访|到店记录|进店记录) ?(一次|一下)? ?{date}",
      "{who} ?: ?{date} (到店|进店|到访|来访) (一次|登记|记录|打卡|签到)",
    ],
    make: visited,
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "@note ?{date} {who} ?{date} @dropsIn ?没买",
      "{date} {who} @dropsIn ?没买",
      "{who} {date} @dropsIn ?(没买|没买东西|试了试|逛逛)",
      "?{date} {who} ?刚才 ?{date} @dropsIn ?了 ?试了试 (没买|没买东西|没买成|没成交|没下单|啥也没买|什么都没买|什么也没买|光看没买|空手走了|没看中|没挑中)",
      "?@note ?{date} {who} ?{date} @dropsIn ?了 ?(一圈|一下|一会儿|半天|好久|一趟|一遍) ?(没|也没|都没)? ?试? %nothing ?(就|又)? ?(走了|离开了|回去了|走)",
      "@note ?{date} {who} ?{date} %with @dropsIn",
      "{date} {who} %with @dropsIn ?%nothing",
      "{who} {date} %with @dropsIn ?%nothing",
      "{who} (来过|来过了|来逛了|来逛过|到店了没买|来了没买)",
      "@note {who} @dropsIn",
      "(@note|登记|登记一下|帮) {who} (@note|登记|登记一下)? ?(个|一次)? ?{date} (到店|来店|进店|来过)",
      "(登记|登记一下) ?{date} {who} ?{date} (到店|来店|进店|来过)",
      "{who} {date} (来逛过|来过店里|来店里了|来试过|来看过)",
    ],
    make: (said) =>
      isNoDay(said) || COMES_FOR.test(said.text.slice(Math.max(...said.captures.map(({ end }) => end))))
        ? null
        : {
            kind: "purchases.visit",
            who: whoOf(said),
            on: pastDay(said),
            purpose: null,
          },
    cost: 0.5,
    tells: true,
  },
  {
    // What she came for is told: 登记到店 江姐 试戒指; 龚叔上午来看样 没定下来.
    say: [
      "(@note|登记|登记一下|补登)? (到店|来店|进店|来访) {who} purpose=( (试|看|挑|选|量|取|逛) <x> )",
      "?@note ?{date} {who} ?{date} (来|过来|来店里|到店|到店里) purpose=( (看样|看货|看款|看门|看砖|看板材|看料|看样品) ) ?了 ?(一圈|一下|半天|好久)? (没定|没定下来|没定下|没买|没看中|没下单|没成交|没决定|没看上|没选好)",
    ],
    make: (said) =>
      isNoDay(said)
        ? null
        : { kind: "purchases.visit", who: whoOf(said), on: pastDay(said), purpose: said.groupWords("purpose") },
    cost: 0.2,
    tells: true,
  },
];
