// Words that belong to no single skill: politeness that means nothing, joints between commands, and a matcher that
// finds all words of all lists in one walk over the sentence. Skills bring their own words in phrases.ts.

/** Words that change nothing where they stand between the parts of a command. Never a negation. */
export const FILLERS: readonly string[] = [
  ...[
    "麻烦",
    "麻烦你",
    "帮我",
    "帮忙",
    "帮",
    "请",
    "请问",
    "劳驾",
    "拜托",
    "辛苦",
    "辛苦了",
    "谢谢",
    "谢谢啦",
    "谢啦",
    "谢了",
    "感谢",
    "一下",
    "一下子",
    "下",
  ],
  ...[
    "哈",
    "吧",
    "呀",
    "啊",
    "呢",
    "哦",
    "噢",
    "嘛",
    "啦",
    "喽",
    "哟",
    "诶",
    "欸",
    "嗯",
    "额",
    "呃",
    "呗",
    "吗",
    "么",
    "哎",
    "唉",
    "嘿",
    "喂",
  ],
  ...["那个", "那", "就是", "就", "的话", "的", "了", "得", "地", "着", "过", "是", "都", "还", "也", "又", "才"],
  ...[
    "我想",
    "我要",
    "想",
    "想要",
    "我想要",
    "能不能",
    "可不可以",
    "可以",
    "能",
    "会不会",
    "现在",
    "目前",
    "给我",
    "跟我说",
    "告诉我",
    "我",
    "你",
    "您",
  ],
  ...[
    "里",
    "里面",
    "当中",
    "之中",
    "这边",
    "那边",
    "店里",
    "咱们",
    "咱",
    "我们",
    "我这",
    "我这边",
    "手上",
    "手头",
    "所有",
    "全部",
    "一共",
    "总共",
    "大概",
  ],
  ...[
    "然后",
    "另外",
    "顺便",
    "再",
    "并",
    "并且",
    "同时",
    "接着",
    "以及",
    "还有",
    "和",
    "跟",
    "与",
    "对了",
    "先",
    "赶紧",
    "快",
    "快点",
    "尽快",
    "有没有",
    "有",
    "看",
    "把",
    "给",
    "将",
    "名下",
    "名",
    "位",
    "但",
    "但是",
    "不过",
    "客户",
    "顾客",
    "客人",
  ],
];

/** Joints: a new command is likely after them. */
export const PUNCTUATION = /[\s，,。；;！!？?、~～…:：()（）「」“”"'‘’【】\-—]/u;

/** Finds which of many words start at each position. Longest first is not assumed: all are reported. */
export interface WordIndex {
  byFirst: Map<string, { word: string; types: string[] }[]>;
}

export function indexWords(lists: Iterable<{ type: string; words: readonly string[] }>): WordIndex {
  const types = new Map<string, string[]>();
  for (const { type, words } of lists)
    for (const word of words) {
      const known = types.get(word);
      if (known) {
        if (!known.includes(type)) known.push(type);
      } else types.set(word, [type]);
    }
  const byFirst: WordIndex["byFirst"] = new Map();
  for (const [word, list] of types) {
    const first = word[0];
    if (first === undefined) continue;
    const bucket = byFirst.get(first);
    if (bucket) bucket.push({ word, types: list });
    else byFirst.set(first, [{ word, types: list }]);
  }
  return { byFirst };
}

export function wordsAt(
  index: WordIndex,
  text: string,
  position: number,
  found: (word: string, type: string) => void,
): void {
  for (const { word, types } of index.byFirst.get(text[position] as string) ?? [])
    if (text.startsWith(word, position)) for (const type of types) found(word, type);
}
