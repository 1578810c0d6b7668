// How people tell birthdays.
import { dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { lunarDay } from "../../understanding/parser/lunar-day.ts";

export const birthdayPhrases: Phrases["phrases"] = [
  {
    say: [
      "?@note {who} (跟|和|同|与) <other> ?是? (同一天|一天|同天|同日) ?(的|过)? ?@birthdayWord? ?(，|,)? ?(@lunar|@solar) {date} ?(过|的)* ?@birthdayWord",
      "?(登记|更新|新增|补录|录入|补充|修改|更正|记录)* ?(@lunar|@solar) (生日|生辰|出生日期|生日信息) ?(登记|更新|录入|补录|记录|修改|更正|信息)* ?: {who} ?: ?(@lunar|@solar) {date}",
      "?@note {who} ?(家里|家里人|家人|家里都|家里一直)? ?(给她|给他)? ?(都|一直|是|只|向来|从小|每年)* 过 (@lunar|@solar) ?(生日|的)* ?(，|,)? ?是? {date}",
      "?(看到|发现|刚看到|刚发现|才发现|问了|核对了|我看|我发现)? {who} ?的? ?(@lunar|@solar) @birthdayWord ?(写|记|登|填|录|弄|搞|输|登记|存)* (错了|错|不对|有误|反了|错啦) ?(，|,)? (应该|其实|实际|改成|改为|是|应|为|实际上|正确)+ ?(@lunar|@solar) ({date}|{number:dotted})",
      "?{who} ?的? ?(@lunar|@solar) @birthdayWord ?(，|,)? ?(帮我|帮|给|给她|给他|麻烦|你|替我|也)* (记|写|填|登|录|记录|登记|补|改|记下|记上|备注)+ ?(一下|下|上|成|为|到|在|个)? ?(@lunar|@solar) {date}",
      "?@note {who} ?(本人|自己|她自己|他自己)? ?的? ?(@lunar|@solar) {date} ?(的|过|做|办)* @birthdayWord ?(，|,)? (别|不要|可别|不是) ?(跟|和|把)? <other> ?(搞混|弄混|记混|搞错|弄错|混了|搞反|的)",
      "?@note {who} (本人|自己) ?的? ?(@lunar|@solar) {date} ?(的|过|做|办)* @birthdayWord",
      "(登记|记|录|补|加|写|登|填|存|添|更新|备注)+ ?(个|一下|下|一个)? ?(@lunar|@solar) (生日|生辰|生日信息|出生日期) ?(吧|哈|一下)? ?: {who} ?: ?(@lunar|@solar) {date}",
      // 方小姐不是五月生日 是六月三号
      "?(更正|纠正|改|改一下|订正|修正|改下|更正一下|勘误)? ?: {who} (不是|并不是) ?(在)? ?(@lunar|@solar) {date:was} ?(的|过)* @birthdayWord ?, ?而? (是|应该是|改成|为|应为|其实是|改) ?(@lunar|@solar) {date}",
      "?(更正|纠正|改|改一下|订正|修正|改下|更正一下|勘误)? ?: {who} ?的? ?(@lunar|@solar) @birthdayWord (不是|不对) ?(@lunar|@solar) {date:was} ?(，|,|号)? ?而? (是|应该是|改成|为|应为) ?(@lunar|@solar) {date}",
      "?(更正|纠正|改|改一下|订正|修正|改下|更正一下|勘误)? ?: {who} ?的? ?(@lunar|@solar) @birthdayWord (不是|不对) {number:was} ?(，|,|号)? ?而? (是|应该是|改成|为|应为) ?(@lunar|@solar) {number:dotted}",
      "?(更正|纠正|改|改一下|订正|修正|改下|更正一下)? ?: {who} ?的? ?(@lunar|@solar) @birthdayWord ?(应该|应)? (改成|改为|应为|应是|应该是|更正为|改到) ?(@lunar|@solar) {date} ?(，|,)? ?(不是 {date:was})",
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?(就|正好|刚好|是|在|赶|逢|过)* {date} ?(那天|当天)",
    ],
    make: birthday,
    instead: (said) => ({ kind: "customers.card", who: whoOf(said), part: "birthday" }),
    cost: 0.1,
    tells: true,
  },
  {
    // 忘了怎么记生日了 顺便记尤美四月十九号: a day to be kept where birthdays were spoken of.
    say: [
      "?(顺便|那|就|先|帮我|再|请|麻烦)* (@note|@keep|记|登|录|写) ?(一下|上|个)? {who} ?的? ?是? ?(@lunar|@solar) {date} ?的",
      // 钱姐农历八月初六生日 汤姐是3月8号
      "?(还有|另外|然后)? {who} ?(的|呢|则) 是 ?(@lunar|@solar) {date} ?的",
    ],
    make: (said) =>
      SPOKEN_OF.test(said.text.slice(0, said.captures[0]?.start ?? 0)) && said.captures.at(-1)?.end === said.text.length
        ? birthday(said)
        : null,
    yields: true,
    cost: 0,
    tells: true,
  },
  {
    // 汤阿姨身份证上是1958/4/6: only a full date is one of birth.
    say: [
      "?@note {who} ?的? (身份证|证件|档案|户口本|驾照|护照|会员卡|会员资料) ?(上|里|上面)? ?(的)? ?(写的|写着|显示|登记的|填的|日期|出生日期|生日)* ?(是|为)? {date}",
      "?@note {who} ?的? (出生日期|出生年月|出生年月日|生年) ?(是|为)? {date}",
      // 她是90年6月18的
      "?@note {who} 是 ?(@lunar|@solar) {date} 的 ?人",
    ],
    make: (said) =>
      /(?:19|20)\d{2}|^[4-9]\d年.+月./u.test(said.words("date") ?? "") && dateOf(said.get("date"))?.grain === "day"
        ? birthday(said)
        : null,
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?我? doubt=( ?我? (听着像|听着像是|听着是|好像|记得|记得是|像|像是|应该是|大概是|大概|估计|估计是|印象中|印象中是|印象里是|听说是|不太确定|八成是|可能是|似乎是|没听清|没听清好像|也许是|差不多是|多半是) ) ?是 ?(@lunar|@solar) {date}",
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?(好像|大概|可能|应该|似乎|记得|估计|差不多)? ?是? ?(@lunar|@solar) {date} ?(，|,)? doubt=( ?(我|但|不过|还|也)? @unsure )",
    ],
    make: birthday,
    cost: 0,
    tells: true,
  },
  {
    say: [
      // 生日问到了 农历五月十二; 生日记成了9月6 其实是6月9; 跟她儿子同一天 8月8.
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?(，|,)? @learned ?(，|,)? ?是? ?(@lunar|@solar) {date}",
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?(我|之前|以前|上次|我们|系统|系统里|档案|档案里)* (写|记|登|填|录|输|登记|存)(成|的是|的|为|着|成了) ?(了)? {date:was} ?(，|,)? (其实|应该|实际|实际上|正确|正确的|应|真正|改成|改为)+ ?(是|为)? ?(@lunar|@solar) {date}",
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?是? ?(@lunar|@solar) {date} ?(，|,)? ?(而)? (不是|可不是|并不是) {date:was}",
      "?@note {who} ?的? ?(@lunar|@solar) @birthdayWord ?是? (跟|和|同|与) <other> ?是? (同一天|一天|同天|同日) ?(的|过)* ?(，|,)? ?都? ?是? ?(@lunar|@solar) {date}",
      // 阳历生日4月5 农历不知道
      "?@note {who} %told ?的? solar=( (阳历|公历|新历) ) @birthdayWord ?是? {date} ?(，|,)? ?(她|他|的)* (农历|阴历|旧历) ?(的|生日|我|她|他|还|就)* (不知道|不清楚|没问|忘了|不晓得|没说|不记得)",
      // 农历十月十八 别记成阳历
      "?@note {who} %told ?的? @birthdayWord ?是? ?(@lunar|@solar) {date} ?(，|,)? (别|不要|可别|千万别) ?(给)? (记|弄|写|搞|当|看|算)(成|错成) (阳历|公历|新历|农历|阴历)",
      "?@note {who} ?的? (身份证|证件|户口本|驾照|护照) ?(上|里|上面)? ?(的)? ?(写的|写着|显示|登记的|生日|出生日期)* ?(是|为)? {number:mmdd}",
      "?@note {who} ?的? {number:dotted} ?的 ?(过|是|做)? (生日|过生日|生辰|生的)",
      "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord ?改 ?为 ?(@lunar|@solar) {date}",
      "?@note {who} ?(@lunar|@solar) {date} ?的 @birthdayWord",
      "?@note ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {date}",
      "?@note {date} ?(@lunar|@solar) @birthdayWord 是 {who}",
      "?@note ?(@lunar|@solar) {date} ?(是|为)? {who} ?的 @birthdayWord",
      "?@note {who} ?的 @birthdayWord ?(就|正好|刚好)? (跟|和|与|在|是) @feast ?(同一天|一天|当天|那天|同天)",
      "?@note {who} @feast ?(当天|那天)? ?的 @birthdayWord",
      "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {number:mmdd}",
      "?@note {who} %told ?是 ?(@lunar|@solar) {date} (生|生的|生人|出世|出生|出生的|生出来的)",
      "?@note {who} %told ?的? ?(@lunar|@solar) @birthdayWord ?(@lunar|@solar) {date}",
      // 生日是五月二十，阳历的
      "?@note {who} %told ?的? @birthdayWord ?是? {date} ?(，|,)? ?(过|是|算|按|说的是|我说的是)* (@lunar|@solar) ?的",
      // 她88年的 生日10月1
      "?@note {who} ?是? {date:year} ?(的|生|生的|生人|出生|出生的) ?(，|,)? ?(她|他)? ?的? ?(@lunar|@solar) @birthdayWord ?是? ?(@lunar|@solar) {date}",
      "?@note {who} ?(这|马上|快|也)* {date:when} ?(就|要|是)? (过生日|生日) ?(，|,|是|就是)* ?(@lunar|@solar) {date}",
      "?@note {who} ?的 ?(@lunar|@solar) @birthdayWord (改一下|改下|更正|更正一下|改) ?: ?(@lunar|@solar) {date} ?(，|,)? ?不是 ?{date:was}",
      "?@note {who} (跟|和|同) 我 ?是? (一天|同一天|同天) ?的 ?过? @birthdayWord ?是? {date}",
    ],
    make: birthday,
    instead: (said) => ({ kind: "customers.card", who: whoOf(said), part: "birthday" }),
    cost: 0.36,
    tells: true,
  },
  {
    say: [
      "?@note {who} ?的 @birthdayWord doubt=( (好像|大概|可能|应该|似乎|记得) ) ?是 ?(@lunar|@solar) {date}",
      "?@note {who} doubt=( (好像|大概|可能|应该|似乎|记得) ) ?是 ?(@lunar|@solar) {date} ?的 @birthdayWord ?( ?(，|,)? ?(我|但|不过|还|也|反正)? @unsure )",
    ],
    make: birthday,
    cost: 0.1,
    tells: true,
  },
];

const SPOKEN_OF = /生日|生辰/u;
/** 我妈生日: her who speaks, and no customer's. */
const MY_OWN = /我(?:妈|爸|老公|老婆|先生|太太|儿子|女儿|闺女|姐|妹|哥|弟|爷爷|奶奶|外婆|婆婆|同事|朋友|的)/u;

function birthday(said: Said) {
  if (!said.has("who") && MY_OWN.test(said.text)) return null;
  const date = dateOf(said.get("date"));
  const unsure = isDoubted(said);
  const feast = said.words("feast");
  const named = FEASTS[feast ?? (said.words("date") ?? "").replace(/(?:那天|当天)$/u, "")];
  if (named) return { kind: "notes.birthday", who: whoOf(said), year: null, leap: false, unsure, ...named };
  const dotted = said.words("dotted");
  if (dotted !== null) {
    const [month, day] = (/^(\d{1,2})\.(\d{1,2})$/u.exec(dotted) ?? []).slice(1).map(Number);
    const calendar = said.has("lunar") ? "lunar" : "solar";
    return month && day && month <= 12 && day <= 31
      ? { kind: "notes.birthday", who: whoOf(said), calendar, year: null, month, day, leap: false, unsure }
      : null;
  }
  const mmdd = said.words("mmdd");
  if (mmdd !== null)
    return /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/u.test(mmdd)
      ? {
          kind: "notes.birthday",
          who: whoOf(said),
          calendar: said.has("lunar") ? "lunar" : "solar",
          year: null,
          month: Number(mmdd.slice(0, 2)),
          day: Number(mmdd.slice(2)),
          leap: false,
          unsure,
        }
      : null;
  if (!date) return null;
  const words = said.words("date") ?? "";
  // 「13月5日」 leaves a bare 5日 to the date reader: without a month it is no birthday, and writing one would be worse.
  // 「好像是九月」「九月初」: a month is no day.
  if (date.grain === "month" || /月[初中底末](?![一二三四五六七八九十])|[上中下]旬/u.test(words)) return null;
  if (!/月|\d{1,2}[./-]\d{1,2}|除夕|腊八|[今明后]天|昨天|(?:周|星期|礼拜)[一二三四五六日天]/u.test(words)) return null;
  const lunar = date.lunar === true || said.has("lunar");
  const year = yearSaid(said.words("year") ?? words);
  if (date.lunar) {
    const read = lunarDay(words);
    return read
      ? {
          kind: "notes.birthday",
          who: whoOf(said),
          calendar: "lunar",
          year: year ? Number(year) : null,
          unsure,
          ...read,
        }
      : null;
  }
  // 周日生日: the next of that name, and not the one that is over.
  const day = dayOn(date, /周|星期|礼拜/u.test(words) ? "future" : "near");
  if (!day) return null;
  return {
    kind: "notes.birthday",
    who: whoOf(said),
    calendar: lunar ? "lunar" : "solar",
    year: year ? Number(year) : null,
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8, 10)),
    leap: false,
    unsure,
  };
}

/** 1985年, 85年: nobody in the records was born in the two-digit years to come. */
function yearSaid(words: string): string | undefined {
  const short = /(?<!\d)(\d{2})年/u.exec(words)?.[1];
  if (short !== undefined) return `${Number(short) > 30 ? 19 : 20}${short}`;
  return /(?:19|20)\d{2}/u.exec(words)?.[0];
}

/** Feasts people tell a birthday by: 她生日跟国庆同一天. */
const FEASTS: Readonly<Record<string, { calendar: "solar" | "lunar"; month: number; day: number }>> = {
  元旦: { calendar: "solar", month: 1, day: 1 },
  情人节: { calendar: "solar", month: 2, day: 14 },
  妇女节: { calendar: "solar", month: 3, day: 8 },
  劳动节: { calendar: "solar", month: 5, day: 1 },
  五一: { calendar: "solar", month: 5, day: 1 },
  儿童节: { calendar: "solar", month: 6, day: 1 },
  六一: { calendar: "solar", month: 6, day: 1 },
  国庆: { calendar: "solar", month: 10, day: 1 },
  国庆节: { calendar: "solar", month: 10, day: 1 },
  双十一: { calendar: "solar", month: 11, day: 11 },
  平安夜: { calendar: "solar", month: 12, day: 24 },
  圣诞: { calendar: "solar", month: 12, day: 25 },
  圣诞节: { calendar: "solar", month: 12, day: 25 },
  大年初一: { calendar: "lunar", month: 1, day: 1 },
  春节: { calendar: "lunar", month: 1, day: 1 },
  元宵: { calendar: "lunar", month: 1, day: 15 },
  元宵节: { calendar: "lunar", month: 1, day: 15 },
  端午: { calendar: "lunar", month: 5, day: 5 },
  端午节: { calendar: "lunar", month: 5, day: 5 },
  七夕: { calendar: "lunar", month: 7, day: 7 },
  中秋: { calendar: "lunar", month: 8, day: 15 },
  中秋节: { calendar: "lunar", month: 8, day: 15 },
  重阳: { calendar: "lunar", month: 9, day: 9 },
  重阳节: { calendar: "lunar", month: 9, day: 9 },
  腊八: { calendar: "lunar", month: 12, day: 8 },
};
/** 「生日是11月12号吧」「大概是」: told with a doubt, and asked about before it is written. */
function isDoubted(said: Said): boolean {
  if (said.groupWords("doubt") !== null) return true;
  const end = Math.max(...said.captures.map((capture) => capture.end));
  return /^(?:的|了)?(?:吧|来着|好像|左右)/u.test(said.text.slice(end));
}
