// Ways to say the same a little differently: other words for the same thing, an opener, a closer, blanks for commas,
// figures for numerals, another name, the characters of Hong Kong. What a sentence means must not hang on any of them.
import * as OpenCC from "opencc-js";
import type { GoldenLine } from "../support/golden.ts";

/** [what is typed, what others type]; only where the word stands in no plan of the sentence, so that the plans stay. */
const WORDS: readonly (readonly [string, string])[] = [
  ["客户", "客人"],
  ["客户", "顾客"],
  ["客人", "客户"],
  ["哪些客户", "谁"],
  ["有谁", "都有谁"],
  ["多少个", "几个"],
  ["没买过", "没有买过"],
  ["买过", "买了"],
  ["买过", "拿过"],
  ["花了", "消费了"],
  ["消费了", "花了"],
  ["以上", "往上"],
  ["超过", "多于"],
  ["超过", "大于"],
  ["不到", "少于"],
  ["喜欢", "喜爱"],
  ["喜欢", "中意"],
  ["不喜欢", "不爱"],
  ["提醒我", "叫我"],
  ["提醒我", "记得提醒我"],
  ["明天", "明儿"],
  ["今天", "今日"],
  ["昨天", "昨儿"],
  ["上周", "上星期"],
  ["下周", "下礼拜"],
  ["周三", "礼拜三"],
  ["周五", "星期五"],
  ["上个月", "上月"],
  ["这个月", "本月"],
  ["本月", "这个月"],
  ["三个月", "仨月"],
  ["两个月", "俩月"],
  ["一个月", "1个月"],
  ["怎么", "怎样"],
  ["怎么", "咋"],
  ["什么", "啥"],
  ["为什么", "为啥"],
  ["看看", "看下"],
  ["看看", "看一下"],
  ["查一下", "查下"],
  ["记一下", "记下"],
  ["写条", "写个"],
  ["发条", "发个"],
  ["发消息", "发信息"],
  ["打标签", "贴标签"],
  ["去掉", "拿掉"],
  ["改成", "改为"],
  ["转给", "交给"],
  ["导购", "店员"],
  ["还有", "以及"],
  ["和", "跟"],
  ["没有", "没"],
];
const OPENERS = ["帮我", "麻烦", "那个，", "对了 ", "请", "知客，"];
const OPENERS_OF_QUESTIONS = ["我想问下", "查一下", "我想看看"];
const CLOSERS = ["谢谢", "哈", "呗", "呀", "，我等下要用", " 急", " 麻烦了"];
/** Customers' names by which a sentence may call somebody else. */
const NAMES: readonly (readonly [string, string])[] = [
  ["张姐", "王太太"],
  ["张姐", "李总"],
  ["张姐", "米粒妈"],
  ["李姐", "孙先生"],
  ["王姐", "刘阿姨"],
];

const toHongKong = OpenCC.Converter({ from: "cn", to: "hk" });
const ASKS = /谁|哪|几|多少|什么|啥|怎|吗/u;
/** 「查一下帮我看看」 nobody says. */
const HAS_OPENER = /^(?:帮|麻烦|请|给|替|你|查|看|问|我|那|这|她|能|可|对|哦|把)/u;
const HAS_CLOSER = /[？?吗呢吧。！!…]$/u;

/** The same sentence said otherwise, under the name of the way. */
export function waysOf(line: GoldenLine): { way: string; line: GoldenLine }[] {
  const { text, plans } = line;
  const said = JSON.stringify([plans, line.or ?? []]);
  const ways: { way: string; text: string }[] = [];
  for (const [typed, other] of WORDS)
    if (text.includes(typed) && !said.includes(typed))
      ways.push({ way: `${typed} → ${other}`, text: text.replace(typed, other) });
  const openers = HAS_OPENER.test(text) ? [] : ASKS.test(text) ? [...OPENERS, ...OPENERS_OF_QUESTIONS] : OPENERS;
  for (const opener of openers) ways.push({ way: `${opener}…`, text: opener + text });
  if (!HAS_CLOSER.test(text)) for (const closer of CLOSERS) ways.push({ way: `…${closer}`, text: text + closer });
  if (text.includes("，")) ways.push({ way: "，→ blank", text: text.replaceAll("，", " ") });
  const hongKong = toHongKong(text);
  if (hongKong !== text) ways.push({ way: "Hong Kong", text: hongKong });
  const same = ways.map(({ way, text: otherwise }) => ({ way, line: { ...line, text: otherwise } }));
  const named = NAMES.filter(([name]) => text.includes(name)).map(([name, other]) => ({
    way: `${name} → ${other}`,
    line: JSON.parse(JSON.stringify(line).replaceAll(name, other)) as GoldenLine,
  }));
  return [...same, ...named];
}
