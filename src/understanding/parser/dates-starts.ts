// Which characters can begin a date expression, derived from the vocabulary, so that readers need not try all their
// rules at every character of a note. A word added to the vocabulary is known here without another line.

import {
  DAY_PARTS,
  FESTIVAL_WORDS,
  NOW_WORDS,
  RELATIVE_DAY_PARTS,
  RELATIVE_DAY_RUNS,
  RELATIVE_DAYS,
  RELATIVE_YEARS,
  SOON_TODAY,
  VAGUE_FUTURE,
  VAGUE_PAST,
} from "./dates-words.ts";
import { lettersOf } from "./letters.ts";
import { NUMERAL_STARTS } from "./numerals.ts";
import { wordAt, wordSet } from "./words.ts";

/** These lead into rules whatever follows: 近三天, 每周, 上个月, 周三, 从5月, 早8点. */
const isStart = lettersOf(`${NUMERAL_STARTS}近这前后过隔剩上下每逢半从自由第正腊冬闰本当此次周今早晚俩仨廿卅qh`);

/** The two first characters of expressions the grammar knows outside the vocabulary. */
const PAIRS = wordSet(
  [
    ...[
      "元月",
      "星期",
      "礼拜",
      "年初",
      "年中",
      "年底",
      "年末",
      "年尾",
      "年前",
      "年后",
      "岁末",
      "月初",
      "月中",
      "月底",
      "月末",
      "月尾",
    ],
    ...["中旬", "最近", "最后", "未来", "接下", "往后", "往前", "以后", "之后", "之前", "以前", "还剩", "还有", "再过"],
    ...["农历", "阴历", "旧历", "古历", "夏历", "公历", "阳历", "新历", "国历", "天天", "截至", "截止", "直到", "打从"],
    ...["开春", "入春", "入夏", "入秋", "入冬", "暑假", "寒假", "中下", "中上", "节前", "节后", "双休", "工作", "平日"],
    ...["初四", "初五", "初六", "初七", "初八", "初九", "初十"],
    ...Object.keys(RELATIVE_DAYS),
    ...SOON_TODAY,
    ...Object.keys(RELATIVE_DAY_RUNS),
    ...Object.keys(RELATIVE_DAY_PARTS),
    ...Object.keys(RELATIVE_YEARS),
    ...Object.keys(DAY_PARTS),
    ...Object.keys(VAGUE_PAST),
    ...Object.keys(VAGUE_FUTURE),
    ...FESTIVAL_WORDS.map(([word]) => word),
    ...NOW_WORDS,
  ].map((word) => word.slice(0, 2)),
);

export function mayStartDate(text: string, at: number): boolean {
  return isStart(text, at) || wordAt(PAIRS, text, at) !== undefined;
}
