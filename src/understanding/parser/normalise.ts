// One spelling for many: full width, traditional characters, Cantonese function words and stray blanks become plain
// simplified text, and every position can be traced back to the words as typed. It never drops or guesses meaning.

import traditionalPairs from "opencc-js/dict/TSCharacters";
import { pinyin } from "pinyin-pro";
import { isDigit, isHan, type Letters, lettersOf } from "./letters.ts";
import { SPELT, TYPOS } from "./typos.ts";

export interface Normalised {
  readonly text: string;
  readonly raw: string;
  /** Position in `raw` of the character at a position in `text`; the end maps to the end. */
  readonly at: (index: number) => number;
  /** The original words behind a stretch of `text`. */
  readonly slice: (start: number, end: number) => string;
}

/** A stretch in today's spelling but otherwise as typed: simplified characters, capitals, blanks and punctuation kept. */
export function spell({ text, raw, at }: Normalised, start: number, end: number): string {
  let spelt = "";
  let before = -1;
  for (let index = start; index < end; index++) {
    const from = at(index);
    if (before >= 0 && from > before + 1 && /^\s+$/u.test(raw.slice(before + 1, from)) && text[index] !== " ")
      spelt += " ";
    const typed = raw[from] as string;
    // One word may stand for several characters, or a character for another: then ours is the spelling.
    const ours = from === before || /[\p{Script=Han}\uff10-\uff5a]/u.test(typed) || isHan(text, index);
    spelt += ours ? text[index] : typed;
    before = from;
  }
  return spelt;
}

/** Whole words that differ between Cantonese or Taiwan usage and the mainland's. Keys are looked up longest first. */
const WORDS: Readonly<Record<string, string>> = {
  邊啲: "哪些",
  边啲: "哪些",
  邊幾: "哪几",
  边几: "哪几",
  邊個: "哪个",
  边個: "哪个",
  邊位: "哪位",
  边位: "哪位",
  入面: "里面",
  邊度: "哪里",
  边度: "哪里",
  幾多: "多少",
  几多: "多少",
  幾時: "什么时候",
  几時: "什么时候",
  乜嘢: "什么",
  咩嘢: "什么",
  點解: "为什么",
  点解: "为什么",
  點樣: "怎么样",
  点样答: "怎么答",
  点样回: "怎么回",
  点样讲: "怎么讲",
  点样講: "怎么讲",
  点样做: "怎么做",
  点样用: "怎么用",
  点样搞: "怎么搞",
  舊年: "去年",
  旧年: "去年",
  上年: "去年",
  出年: "明年",
  聽日: "明天",
  听日: "明天",
  聽朝: "明早",
  听朝: "明早",
  聽晚: "明晚",
  听晚: "明晚",
  尋日: "昨天",
  寻日: "昨天",
  琴日: "昨天",
  尋晚: "昨晚",
  寻晚: "昨晚",
  琴晚: "昨晚",
  今日: "今天",
  今儿: "今天",
  今儿个: "今天",
  昨儿: "昨天",
  昨儿个: "昨天",
  明儿: "明天",
  明儿个: "明天",
  后儿个: "后天",
  tmr: "明天",
  tmrw: "明天",
  tomorrow: "明天",
  后儿: "后天",
  啱啱: "刚刚",
  唔该晒: "谢谢",
  唔該晒: "谢谢",
  唔該曬: "谢谢",
  唔该曬: "谢谢",
  㗎: "呀",
  多谢晒: "谢谢",
  多謝晒: "谢谢",
  攞: "拿",
  諗: "想",
  同我: "帮我",
  咩: "什么",
  今朝: "今早",
  明日: "明天",
  昨日: "昨天",
  後日: "后天",
  后日: "后天",
  前日: "前天",
  而家: "现在",
  依家: "现在",
  宜家家居: "宜家家居",
  宜家: "现在",
  今個: "这个",
  今个: "这个",
  呢個: "这个",
  呢个: "这个",
  嗰: "那",
  寫返: "写",
  写返: "写",
  列返: "列",
  睇返: "看",
  點寫: "怎么写",
  点寫: "怎么写",
  点写: "怎么写",
  講佢: "说她",
  讲佢: "说她",
  覆咗: "回了",
  覆我: "回了我",
  覆返: "回",
  唔著得: "不能穿",
  唔着得: "不能穿",
  會痕: "会痒",
  会痕: "会痒",
  // 話 before these says; it does not in 電話 and 的話.
  電話: "电话",
  的話: "的话",
  話個: "说个",
  話條: "说条",
  话條: "说条",
  話件: "说件",
  話對: "说对",
  話啲: "说些",
  話想: "说想",
  話要: "说要",
  晏晝: "下午",
  晏昼: "下午",
  下晝: "下午",
  下昼: "下午",
  上晝: "上午",
  上昼: "上午",
  朝早: "早上",
  夜晚: "晚上",
  個鐘頭: "个钟头",
  個鐘: "个钟头",
  个钟头: "个钟头",
  个钟: "个钟头",
  咗: "了",
  嘅: "的",
  冇: "没",
  話佢: "说她",
  话佢: "说她",
  佢哋: "她们",
  佢: "她",
  喺: "在",
  嚟: "来",
  返工: "上班",
  收工: "下班",
  唔該: "请",
  唔该: "请",
  唔食: "不吃",
  唔飲: "不喝",
  唔饮: "不喝",
  唔鍾意: "不喜欢",
  唔钟意: "不喜欢",
  鍾意: "喜欢",
  钟意: "喜欢",
  唔好: "不要",
  唔使: "不用",
  唔駛: "不用",
  唔驶: "不用",
  唔: "不",
  識做: "会做",
  识做: "会做",
  識用: "会用",
  识用: "会用",
  識講: "会讲",
  识讲: "会讲",
  識唔識: "会不会",
  识唔识: "会不会",
  唔識: "不会",
  唔识: "不会",
  搞掂: "搞定",
  乜: "什么",
  係: "是",
  俾: "给",
  畀: "给",
  睇: "看",
  搵: "找",
  嘢: "东西",
  啲: "些",
  噉: "这样",
  咁: "这么",
  今日頭條: "今日头条",
  今日头条: "今日头条",
  明日之後: "明日之后",
  明日之后: "明日之后",
  // What one says while thinking, as it comes out of dictation: 上午呃十点半.
  呃: "",
};

/** Single characters the traditional table leaves alone or reads differently from what shops mean. */
const CHARACTERS: Readonly<Record<string, string>> = {
  妳: "你",
  箇: "个",
  乾: "干",
  週: "周",
  裏: "里",
  裡: "里",
  衹: "只",
  祇: "只",
  参: "参",
  參: "参",
  "〜": "~",
  "∼": "~",
  "—": "-",
  "–": "-",
  "―": "-",
  "‐": "-",
  "−": "-",
  〇: "零",
  "“": '"',
  "”": '"',
  "‘": "'",
  "’": "'",
  "￥": "¥",
  "⁄": "/",
};

interface WordEntry {
  readonly from: string;
  readonly to: string;
}

interface Tables {
  /** Letters that are always what they seem: Chinese as it is written today, and no beginning of a word known here. */
  readonly isPlain: Letters;
  readonly characters: ReadonlyMap<string, string>;
  readonly words: ReadonlyMap<string, readonly WordEntry[]>;
}

let tables: Tables | null = null;

export function normalise(raw: string): Normalised {
  tables ??= buildTables();
  const { characters, words, isPlain } = tables;
  let text = "";
  // Source position of each character of `text`, and where its source ends.
  const starts: number[] = [];
  const ends: number[] = [];
  let blankAt = -1;
  let newline = false;
  for (let i = 0; i < raw.length; ) {
    if (blankAt < 0 && isPlain(raw, i)) {
      const from = i;
      while (isPlain(raw, i)) {
        starts.push(i);
        ends.push(++i);
      }
      text += raw.slice(from, i);
      newline = false;
      continue;
    }
    const code = raw.charCodeAt(i);
    const blankHere = blankOf(code);
    if (blankHere !== null) {
      if (blankHere !== "" && text !== "" && blankAt < 0) blankAt = i;
      if (code === NEWLINE) newline = true;
      i++;
      continue;
    }
    const char = code >= 0xd800 && code < 0xdc00 ? raw.slice(i, i + 2) : raw[i]!;
    const word = wordAt(words.get(char), raw, i) ?? particleAt(raw, i);
    const from = word?.from ?? char;
    const to = word?.to ?? (isListComma(raw, i) ? char : plain(char, characters));
    const parts = blankAt >= 0 && to !== "" && !newline && partsClauses(text, raw, i);
    if (blankAt >= 0 && to !== "" && (newline || parts || separates(text, to))) {
      text += newline ? "\n" : " ";
      starts.push(blankAt);
      ends.push(i);
    }
    if (to !== "") {
      blankAt = -1;
      newline = false;
    }
    for (let k = 0; k < to.length; k++) {
      starts.push(i);
      ends.push(i + from.length);
    }
    text += to;
    i += from.length;
  }
  const at = placesOf(starts, raw.length);
  return { text, raw, at, slice: slicesOf(raw, at, ends) };
}
const placesOf = (starts: readonly number[], length: number) => (index: number) =>
  index >= starts.length ? length : (starts[Math.max(0, index)] ?? 0);
const slicesOf = (raw: string, at: Normalised["at"], ends: readonly number[]) => (start: number, end: number) =>
  start >= end ? "" : raw.slice(at(start), ends[Math.min(end, ends.length) - 1] ?? raw.length);

/** For text that is already plain: the positions are its own. */
export function asNormalised(text: string): Normalised {
  return { text, raw: text, at: (index) => index, slice: (start, end) => text.slice(start, end) };
}

/** A blank stood before this place as it was typed. */
export function isApart(normal: Normalised, place: number): boolean {
  if (place <= 0) return false;
  if (normal.text[place - 1] === " ") return true;
  const [from, to] = [normal.at(place - 1) + 1, normal.at(place)];
  return from < to && /\s/u.test(normal.raw.slice(from, to));
}

const NEWLINE = 10;

/** Null for a visible character, "" for one without width, otherwise a blank. */
function blankOf(code: number): "" | " " | null {
  if (code > 0x20 && code < 0xa0) return null;
  if (code <= 0x20 || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)) return " ";
  return code === 0x200b || code === 0x200c || code === 0x200d || code === 0xfeff ? "" : null;
}

/** Chinese needs no blanks, also beside digits; between digits or Latin words they separate things. */
function separates(before: string, after: string): boolean {
  const left = before.charCodeAt(before.length - 1);
  const right = after.charCodeAt(0);
  return !((left >= 0x2e80 || right >= 0x2e80) && joins(left) && joins(right));
}

/** A clause has at least so many characters; shorter words between blanks (张姐 生日) belong together. */
const CLAUSE_MIN = 4;
const CLAUSE_END = /[\s，,。；;！!？?、:：]/u;
const TIME_GOES_ON = /[年月日号天午晚早晨\d]的?$/u;
const TIME = /^[上下中早晚凌傍\d一二三四五六七八九十]/u;
/** 「喜欢真丝 下周三回访」: on a phone a blank is the quickest comma. Kept, it stands for one between two clauses. */
function partsClauses(before: string, raw: string, to: number): boolean {
  if (!isHan(before, before.length - 1) && !isHan(raw, to)) return false;
  if (TIME_GOES_ON.test(before.slice(-2)) && TIME.test(raw.slice(to, to + 1))) return false;
  let left = 0;
  while (left < CLAUSE_MIN && left < before.length && !CLAUSE_END.test(before[before.length - 1 - left] as string))
    left++;
  let right = 0;
  for (let at = to; right < CLAUSE_MIN && at < raw.length && !CLAUSE_END.test(raw[at] as string); at++)
    if (blankOf(raw.charCodeAt(at)) === null) right++;
  return left >= CLAUSE_MIN && right >= CLAUSE_MIN;
}

function joins(code: number): boolean {
  return code >= 0x2e80 || (code >= 0x30 && code <= 0x39);
}

/** 20，300 lists two numbers; folding the comma would make one of them. */
function isListComma(raw: string, at: number): boolean {
  return raw[at] === "，" && isDigit(raw, at - 1) && isDigit(raw, at + 1);
}

function wordAt(entries: readonly WordEntry[] | undefined, raw: string, at: number): WordEntry | undefined {
  return entries?.find((entry) => raw.startsWith(entry.from, at));
}

/** 买le个包, 张姐de生日: particles that come out of the keyboard as they sound, right after a Chinese character. */
const PARTICLES: readonly WordEntry[] = [
  { from: "le", to: "了" },
  { from: "de", to: "的" },
  { from: "ge", to: "个" },
];
function particleAt(raw: string, at: number): WordEntry | undefined {
  const code = raw.charCodeAt(at);
  if (code < 0x64 || code > 0x6c || !isHan(raw, at - 1) || isLatin(raw.charCodeAt(at + 2))) return undefined;
  return wordAt(PARTICLES, raw, at);
}
function isLatin(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

const FIRST_CHINESE = 0x4e00;
const LAST_CHINESE = 0x9fff;

/** Most characters a shop types are ASCII or simplified and leave at the first tests. */
function plain(char: string, characters: ReadonlyMap<string, string>): string {
  const code = char.charCodeAt(0);
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? char.toLowerCase() : char;
  const known = characters.get(char);
  if (known !== undefined) return known;
  if (code >= FIRST_CHINESE && code <= LAST_CHINESE) return char;
  // Compatibility forms fold to characters that may in turn be traditional.
  let folded = "";
  for (const part of char.normalize("NFKC").toLowerCase()) folded += characters.get(part) ?? part;
  return folded;
}

function buildTables(): Tables {
  const characters = new Map<string, string>();
  for (const pair of traditionalPairs.split("|")) {
    const blank = pair.indexOf(" ");
    // Some characters list several simplified readings; the first is the usual one.
    const simplified = pair.slice(blank + 1).split(" ")[0];
    if (blank > 0 && simplified) characters.set(pair.slice(0, blank), simplified);
  }
  for (const [from, to] of Object.entries(CHARACTERS)) characters.set(from, to);
  const words = new Map<string, WordEntry[]>();
  for (const [from, to] of [...Object.entries(WORDS), ...Object.entries(TYPOS), ...SPELT.flatMap(spellings)]) {
    const first = from[0]!;
    words.set(
      first,
      [...(words.get(first) ?? []), { from, to }].sort((a, b) => b.from.length - a.from.length),
    );
  }
  return { characters, words, isPlain: lettersOf(plainLetters(characters, words)) };
}

function* plainLetters(characters: Tables["characters"], words: Tables["words"]): Iterable<string> {
  for (let code = FIRST_CHINESE; code <= LAST_CHINESE; code++) {
    const letter = String.fromCharCode(code);
    if (!words.has(letter) && !characters.has(letter)) yield letter;
  }
}

/** tuijian, 推jian, tui荐. */
function spellings(word: string): [string, string][] {
  const sounds = pinyin(word, { toneType: "none", type: "array", v: true });
  const halves = sounds.map((sound, at) => word.slice(0, at) + sound + word.slice(at + 1));
  return [sounds.join(""), ...halves].map((spelt) => [spelt, word]);
}
