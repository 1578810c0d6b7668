// Words that belong to no single skill: politeness that means nothing, joints between commands, and a matcher that
// finds all words of all lists in one walk over the sentence. Skills bring their own words in phrases.ts.
import { createPairs } from "./tables.ts";

const split = (words: string) => words.split(" ");

/** Words that change nothing where they stand between the parts of a command. Never a negation. */
export const FILLERS: readonly string[] = [
  // joints of conditions
  ...split(
    "而且 且 又 并 既 同时又 以及 此外 瞧瞧 瞅瞅 瞧一下 帮瞧 只看 只要 只要看 具体 详细 统计 询 最好 尤其 刚 刚刚 以前 从前 曾经 逛 刚好 已经 协助 协助查询 兹",
  ),
  // politeness
  ...split(
    "麻烦 麻烦你 帮我 帮忙 帮 请 请问 劳驾 拜托 辛苦 辛苦了 谢谢 谢谢啦 谢啦 谢了 感谢 一下 一下子 " +
      "下 替我 给咱 烦请 烦劳 劳烦 不好意思 打扰一下 顺手 帮我看看 来着 辛苦帮忙",
  ),
  // particles
  ...split("咯 咧 嘞 喔 哒 哩 啵 捏 哈 吧 呀 啊 呢 哦 噢 嘛 啦 喽 哟 诶 欸 嗯 额 呃 呗 吗 么 哎 唉 嘿 喂"),
  // little words
  ...split(
    "上次那个 上回那个 上次那位 上次来的那个 上次来那个 那个 那 就是 就 的话 𠮶 嗰 的 了 得 地 着 过 是 都 还 也 又 才 之 其",
  ),
  // wishes and me
  ...split(
    "我想 我要 想 想要 我想要 能不能 可不可以 可以 能 会不会 现在 目前 给我 跟我说 告诉我 我 你 您 " +
      "能否 请帮 想请 想知道 想看 想问 想问下 想问一下 问下 问一下 想了解",
  ),
  // openings of a message
  ...split(
    "过完周末 过了周末 过完节 大家注意 各位注意 试穿注意 接待注意 特别注意 注意哈 注意了 注意啊 注意咯 注意噢 注意呀 请注意 先说一下 说一声 各位同事 同事们 姐妹们 各位 敲黑板 划重点 重要提醒 跟你说个事 跟你说件事 说个事 说件事 有个事 有件事 有个事儿 说个事儿 跟你讲 跟你讲个事 跟你汇报下 汇报一下 提个事",
  ),
  // places and all
  ...split(
    "里 里面 当中 之中 这边 那边 那儿 这儿 那里 这里 那头 店里 咱们 咱 我们 我这 我这边 手上 手头 所有 全部 一共 总共 大概",
  ),
  // joints and light verbs
  ...split(
    "然后 另外 顺便 再 并 并且 同时 接着 以及 还有 和 跟 与 对了 先 赶紧 快 快点 尽快 有没有 有没 有 " +
      "看 查一下 查下 查查 查一查 把 给 将 名下 名 位 但 但是 不过 客户 顾客 客人",
  ),
];

/** Of these, the ones that close a sentence. No question words among them: 吗 turns a statement into a question. */
export const FINAL_FILLERS = split(
  "咯 咧 嘞 喔 哒 哩 啵 捏 哈 吧 呀 啊 哦 噢 嘛 啦 喽 哟 诶 欸 呗 呢 谢谢 谢谢你 谢谢啦 谢啦 谢了 多谢 感谢 辛苦 辛苦了 辛苦啦 麻烦了 拜托了 拜托 哈哈 好吗 好不好 行吗 可以吗",
);

/** Joints: a new command is likely after them. */
export const PUNCTUATION = /[\s，,。；;！!？?、~～…:：()（）「」“”"'‘’【】\-—]/u;

/**
 * Words letter by letter: which of many words start at a place is found in one walk. A word so far is a number, and all
 * steps from one to the next stand in one table: a map for each would be a hundred thousand maps.
 */
export interface WordIndex {
  /** The word so far with one more letter; 0 when no word goes on so. */
  step(soFar: number, code: number): number;
  /** What a word is, by its number; undefined where none ends. */
  types: readonly (readonly WordType[] | undefined)[];
  /** All words, each once. */
  words: readonly string[];
}

/** What a word may be, and the class of that type where it is known (`classNamed` of the automaton). */
export interface WordType {
  type: string;
  class: number | undefined;
}

export function indexWords(
  lists: Iterable<{ type: string; words: readonly string[] }>,
  classOf: (type: string) => number | undefined = () => undefined,
): WordIndex {
  const types: (WordType[] | undefined)[] = [undefined];
  const words: string[] = [];
  const { get: step, set } = createPairs();
  for (const { type, words: list } of lists) {
    const own = { type, class: classOf(type) };
    for (const word of list) {
      let at = 0;
      for (let letter = 0; letter < word.length; letter++) {
        const code = word.charCodeAt(letter);
        at = step(at, code) || add(at, code);
      }
      if (at === 0) continue;
      const known = types[at];
      if (known === undefined) {
        types[at] = [own];
        words.push(word);
      } else if (!known.some((one) => one.type === type)) known.push(own);
    }
  }
  return { step, types, words };

  function add(soFar: number, code: number): number {
    const next = types.push(undefined) - 1;
    set(soFar, code, next);
    return next;
  }
}

/** All words at a position, shortest first: where each ends and what it is. */
export function wordsAt(
  { step, types }: WordIndex,
  text: string,
  position: number,
  found: (end: number, types: readonly WordType[]) => void,
): void {
  let soFar = 0;
  for (let end = position; end < text.length; ) {
    soFar = step(soFar, text.charCodeAt(end++));
    if (soFar === 0) return;
    const here = types[soFar];
    if (here !== undefined) found(end, here);
  }
}
