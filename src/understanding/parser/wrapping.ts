// What a message is wrapped in: whom it calls (知客), a sigh (哦对), 我想问下 and 查一下 before a question, 帮我看下 and 等着用
// after it. Cut off before anything is read, so that no phrase has to allow for it and no free words swallow it.
// Only where what is left says by itself what is wanted; 「查一下张姐」 keeps its verb, and a note its last words.
import { isApart, type Normalised } from "./normalise.ts";

/** 请问下周 asks about a week. */
const XIA = "(?:一下(?!子)|下(?![午周个月旬星礼半季回次一班单]))";
const CALL =
  "(?:知客|小知|小助手|助手|小秘书|机器人|小机器人)(?:同学|你好|您好|在吗|在不在|在么)?(?!能(?!不能帮|帮我)|会|是|怎|咋|的|可以|里|这|那|真|太|好|不|也|都|还|支持|懂|有[什啥哪多]|跟|和|上|自|消息|群)";
const SIGH = `(?:(?:哦|噢|啊|哎|诶)?对了(?![吗没的账])|[哦噢啊](?:对|那个)(?![的不吗比面账付接])|话说|那个什么(?=[给把帮查看我])|诶诶?|欸|嗯嗯?(?!嗯)|呃|[哈嘻嘿呵]{2,}(?![哈嘻嘿呵])|em{2,}(?![a-z])|打扰${XIA}|打扰了|请问${XIA}?|请教${XIA}?|(?:我|就)?想(?:请)?(?:问|打听|请教|咨询)(?:你|您)?(?:${XIA}|问|个事|一句|一声)(?:你|您)?)`;
const PLEASE = `(?:(?:能不能|可不可以|能否|可以)?(?:麻烦|劳烦|拜托|辛苦)(?:你|您)?(?:帮忙|帮我|帮)?(?:${XIA}|了)?(?![的事死大精得吗了些])|(?:能不能|可不可以|能否|请|烦请|你|您)?(?:帮我|帮忙|帮咱|[给替]我(?=[写拟编列查看找拉报算数统翻搜筛调挑排捞整理起]))(?:个忙)?(?![的忙们]))`;
/** Nobody says more of them; their number has an end because 帮我 may be parted in two ways, and many in a million. */
const LOOK = `(?:我|你|您|想|要|来|去|先|再|快|帮我|帮忙|帮|给我|麻烦|请|能不能|可不可以|可以|能|辛苦){0,6}(?:看${XIA}|看看|看一看|看一眼|瞧${XIA}|瞧瞧|查${XIA}|查查|查一查|查看${XIA}?|查询${XIA}?|了解${XIA}|统计${XIA}|翻${XIA}|翻翻|数数|数${XIA}|算算|算${XIA}|搜${XIA}|问问|问${XIA}(?!她|他|张|王))`;
const GAP = "[\\s，,、：:。！!~～]*";
const OPENING = new RegExp(`^${GAP}(?:(?:${CALL}|${SIGH}|${PLEASE})${GAP})+`, "u");
/** 「能帮我改成金卡吗」 is no question while 帮我 stands in it. */
const CALLING = new RegExp(`^${GAP}(?:(?:${CALL}|${SIGH})${GAP})+`, "u");
const REQUESTED = /[吗么嘛没否不?？][\s。！!?？]*$/u;
const LOOKING = new RegExp(`^(?:${LOOK})${GAP}`, "u");
const ASKS =
  /谁|哪|几(?:个|位|名|人|单|条|次|家|天|号|点|月|成|件|款|笔|层|岁|回|趟|斤)|多少|什么|啥|怎么|怎样|咋|有没有|分别|最[多高少低勤久]|吗|呢$/u;
/** What is to be looked at is what somebody is to be reminded of or told. */
const ERRAND =
  /提醒|[叫喊催让]我|记得|别忘|待办|记一?下|备注|发(?:个|条|一|给|消|微|信|下)|写(?:个|条|一|段|篇|给)|回(?:复|她|他|个|一)|告诉|通知|转告|顺便|然后|再/u;

const WANTS_IT =
  "(?:老板|店长|领导|经理|区域|区经|督导|总部|公司|上面|财务)(?:还|都|又|一直|正|就|现在|已经|在|等着|急着)*(?:等|催|要|问|要看|要查|想看|想知道|催我|问我|要的|催着要|要用)";
const SOON =
  "(?:现在|今天|马上|立刻|等下|等会儿?|等一下|一会儿?|待会儿?|下午|晚上|晚点|回头|过会儿|稍后|开会|明天)(?:开会|做表|汇报|对账)?(?:就|还)?(?:要用|要的|急用|得用|要看|有用|用得着|用|要)";
const HURRY = `(?:我|我们|咱|咱们|店里)?(?:${SOON}|急用|等着用|急着用|急着要|在线等|等着要|[挺很]?急的?|急急急?|快点?|快快|速度|赶紧|尽快)|${WANTS_IT}`;
const END = "[哈啊呀呢哦噢啦嘛吧了呗咯哟~～!！。.？?…\\s]*";
const HURRIED = new RegExp(`[\\s，,。；;!！?？]+(?:${HURRY})${END}$`, "u");
const HURRIED_APART = new RegExp(`(?:${HURRY})${END}$`, "u");
const AFTER = new RegExp(
  `${GAP}(?:(?:你|能不能|快)?(?:帮我|帮忙|麻烦|给我|帮)(?:快)?(?:看${XIA}|看看|查${XIA}|查查|瞧瞧|列${XIA}|拉${XIA}|找${XIA}|找找|数数|数${XIA}|翻翻)|来着|谢谢你?|多谢|谢啦|谢了|感谢|麻烦了|辛苦了?)${END}$`,
  "u",
);
/** 「李姐是谁在跟呀，我看她在门口转」: why it is asked. */
const WONDERED = /[，,]我(?:看|怕|担心|刚看见?|看见|瞧|寻思)[^，,。；;：:\d]{2,20}(?:[，,][^，,。；;：:\d]{2,20})?$/u;
/** 「…一共2360忘了记」: why it is told only now. */
const FORGOTTEN = new RegExp(
  `(?<![别不怕免莫会容])(?:[我都又]?忘(?:记)?了?|没来得及|没顾上|没顾得上)(?:去|给)?(?:记|登|录|登记|录入)(?:了|上)?${END}$`,
  "u",
);
/** A smile at the end, where no words are to be sent or kept as they stand. */
const SMILE = /[哈啊呀哦噢呗哟~～]+$/u;
const AS_SAID = /[:："「]|[发写回改说告复]/u;
/** What she answers to, as the platform puts it before her words. */
const QUOTE = /^\s*「[^「」]{1,400}」\s*(?:-[\s-]{2,60})?\n\s*/u;
/** 「明天有人过生日没」「还有不」: said for 吗. 「有三个还没」 tells something. */
const OR_NOT =
  /(?:还有|(?:有没|(?<![没所只])有(?!没))[^，,。；;:：\s]{1,20}(?<![都还也从并又全就什怎这那多]))(没有?|不|么)[啊呀哈呢哦]*$/u;
const ASKS_WHICH = /谁|哪|啥|什么|几|多少/u;
/** No less is a message of its own. */
const LEAST = 3;

export function unwrapped(normal: Normalised): Normalised {
  const { text } = normal;
  let from = 0;
  let to = text.length;
  const rest = () => text.slice(from, to);
  const cut = (length: number) => {
    if (length > 0 && to - from - length >= LEAST) from += length;
  };
  cut(QUOTE.exec(rest())?.[0].length ?? 0);
  cut((REQUESTED.test(text) ? CALLING : OPENING).exec(rest())?.[0].length ?? 0);
  const looking = LOOKING.exec(rest())?.[0].length ?? 0;
  const looked = text.slice(from + looking, to);
  if (looking > 0 && ASKS.test(looked) && !ERRAND.test(looked)) cut(looking);
  const ended = (length: number) => {
    if (length > 0 && to - from - length >= LEAST) to -= length;
  };
  if (!/投诉|客诉/u.test(text)) {
    const stopped = HURRIED.exec(rest())?.[0].length ?? 0;
    const blank = stopped > 0 ? 0 : (HURRIED_APART.exec(rest())?.[0].length ?? 0);
    ended(stopped > 0 || isApart(normal, to - blank) ? Math.max(stopped, blank) : 0);
  }
  const after = AFTER.exec(rest())?.[0].length ?? 0;
  const asked = text.slice(from, to - after);
  if (after > 0 && ASKS.test(asked) && !ERRAND.test(asked)) ended(after);
  const wondered = WONDERED.exec(rest())?.[0] ?? "";
  const wonders = text.slice(from, to - wondered.length).replace(/[呀啊呢？?]+$/u, "");
  if (wondered !== "" && ASKS.test(wonders) && !ERRAND.test(wonders + wondered)) ended(wondered.length);
  if (!ERRAND.test(rest().replace(FORGOTTEN, ""))) ended(FORGOTTEN.exec(rest())?.[0].length ?? 0);
  if (!AS_SAID.test(text)) ended(SMILE.exec(rest())?.[0].length ?? 0);
  const question = ERRAND.test(rest().replace("有备注", "")) ? null : OR_NOT.exec(rest());
  if (question) {
    const end = from + question.index + question[0].lastIndexOf(question[1] as string);
    return ASKS_WHICH.test(question[0]) ? part(normal, from, end) : asking(part(normal, from, to), end - from);
  }
  return from === 0 && to === text.length ? normal : part(normal, from, to);
}

/** What follows from there on is 吗. */
const asking = (normal: Normalised, from: number): Normalised => ({
  ...part(normal, 0, from + 1),
  text: `${normal.text.slice(0, from)}吗`,
});

function part({ text, raw, at, slice }: Normalised, from: number, to: number): Normalised {
  return {
    text: text.slice(from, to),
    raw,
    at: (index) => at(index + from),
    slice: (start, end) => slice(start + from, end + from),
  };
}
