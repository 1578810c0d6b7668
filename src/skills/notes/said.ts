// What the builders of this skill share: how a statement differs from a question, a guess and an order.
import type { Said } from "../../understanding/parser/grammar.ts";

/** 「可能怀孕了」「是不是对羊毛过敏」: guessed or asked, and not to be written down. */
export const NOT_SURE =
  /^(?:是不是|是否|有没有|会不会|好像|可能|也许|应该|要是|如果|听说|大概|似乎|不会|估计|说不定|万一)|(?:吧|吗)$/u;
/** 「不吃辣的客户」 asks who. */
export const OF_MANY =
  /的(?:客户|顾客|会员|客人|人|女客户|男客户|女客|男客|女士|男士|女的|男的|妈妈|宝妈)?(?:都?有?(?:哪些|谁|几个|几位|多少))?$/u;
/** Beside a name only a word for many asks: 王芳老家四川的 tells. */
export const OF_MANY_NAMED =
  /的(?:客户|顾客|会员|客人|人|女客户|男客户|女客|男客|女士|男士|女的|男的|妈妈|宝妈)(?:都?有?(?:哪些|谁|几个|几位|多少))?$/u;
/** 「对羊毛过敏的」「穿38码的」: nobody is named and nothing is to be written down, so it asks who is like that. */
export const asksWho = (said: Said): boolean =>
  !said.has("who") &&
  !said.has("note") &&
  /^[^，,。；;]*的(?:客户|顾客|会员|客人|人)?(?:都?有?(?:哪些|谁|几个|几位|多少))?[？?]?$/u.test(said.text);
export const ASKS = /[吗么几哪谁？?]|什么|怎么|多少|多大|啥|咩|为何|有没有|是不是|能不能|要不要|好不好|可不可以/u;
/** Orders that hide in what looks like a statement; a sentence with one of them is not written down as a note. */
export const ORDERS = /提醒|查|看看|看下|发给|发条|打标签|转给|退货|退款|撤销|推荐几|列出|统计|导出|帮我|帮忙/u;
export function findFact(words: string, kind: "preference" | "negative" | "family") {
  const like = words.replace(OF_MANY, "").trim();
  if (like === "" || like.length > 20 || /^[过了]/u.test(like)) return null;
  return {
    kind: "customers.find",
    where: [{ field: "fact", like, kind }],
  };
}
/** 不喜欢蕾丝 下次别拿, 不吃牛肉 茶歇注意下: what follows from it goes without saying. */
const URGED = "(?:所以|以后|下次|今后|往后|千万|一定|务必|大家|各位|记得|切记|接待|到店|都|也|就|请|可|再|要|得)*";
const ADVICE = new RegExp(
  `^${URGED}(?:[^\\s，,]{0,6}(?:的时候|时候?)${URGED}){0,2}(?:别|不要|不用|甭|少|勿|莫|避开|绕开|避着|注意|小心|当心|留意|留神)|^给[她他](?:倒|上|换|拿|备|准备|泡|端)|(?:注意|小心|当心|留神|留意|避开)(?:点|些|一?下|哈|啊)*$|^[^\\s，,]{1,8}(?:别|不要|不能)(?:再|给|跟|[她他])*(?:推荐?|提|拿|送|上|放|说|聊|加|点|试|来)(?:了|[她他])*$`,
  "u",
);
export function withoutAdvice(value: string): string {
  const [first = "", ...clauses] = value.trim().split(/[\s，,]+/u);
  return first !== "" && clauses.length > 0 && clauses.every((clause) => ADVICE.test(clause)) ? first : value;
}
export function aboutOf(text: string): string | null {
  if (/忌|过敏|注意|避|小心|当心/u.test(text)) return "忌讳";
  if (/喜|爱|偏好|口味/u.test(text)) return "喜好";
  if (/标签/u.test(text)) return "标签";
  if (/码|尺|多大|穿几|几号|size/iu.test(text)) return "尺码";
  return null;
}
