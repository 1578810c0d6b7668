// How much of a customer's record is filled, and the one question worth asking next. Pure.
import type { CustomerFile } from "./file-store.ts";

interface Part {
  name: string;
  /** What each part is worth; the sum of all is 100. */
  weight: number;
  has(file: CustomerFile): boolean;
  /** How to come to speak of it without an interview. */
  ask: string;
}

const kinds = (file: CustomerFile, ...wanted: string[]) => file.facts.some((fact) => wanted.includes(fact.kind));
const about = (file: CustomerFile, words: RegExp) =>
  file.facts.some((fact) => words.test(`${fact.topic ?? ""}${fact.value}`));

/** In the order in which they are worth asking. */
const PARTS: readonly Part[] = [
  { name: "手机号", weight: 20, has: (file) => file.phoneTail !== null, ask: "新款到了怎么通知您方便？留个电话吗" },
  {
    name: "生日",
    weight: 15,
    has: (file) => file.birthdayMonth !== null,
    ask: "会员生日有小心意，您生日是哪天呀",
  },
  { name: "喜好", weight: 15, has: (file) => kinds(file, "preference"), ask: "平时偏爱什么颜色和料子" },
  { name: "尺码", weight: 10, has: (file) => about(file, /码/u), ask: "您平时穿什么码" },
  {
    name: "过敏忌口",
    weight: 10,
    has: (file) => kinds(file, "negative"),
    ask: "有没有什么料子穿着不舒服，我避开",
  },
  { name: "需求", weight: 10, has: (file) => kinds(file, "need"), ask: "最近有什么场合要准备吗" },
  { name: "家庭", weight: 5, has: (file) => kinds(file, "family", "anniversary"), ask: "家里人也喜欢这种风格吗" },
  {
    name: "称呼",
    weight: 5,
    has: (file) => file.gender !== "unknown" || file.aliases.length > 0,
    ask: "怎么称呼您顺口",
  },
  {
    name: "职业",
    weight: 5,
    has: (file) => file.occupation !== null || file.company !== null,
    ask: "平时上班穿得正式吗",
  },
  { name: "来源", weight: 5, has: (file) => file.source !== null, ask: "您是怎么知道我们店的" },
];

export interface Completeness {
  /** 0 to 100. */
  score: number;
  missing: string[];
  /** One gentle question at a time; null when nothing is missing. */
  ask: string | null;
}

export function completenessOf(file: CustomerFile): Completeness {
  const missing = PARTS.filter((part) => !part.has(file));
  const lost = missing.reduce((sum, part) => sum + part.weight, 0);
  return { score: 100 - lost, missing: missing.map((part) => part.name), ask: missing[0]?.ask ?? null };
}
