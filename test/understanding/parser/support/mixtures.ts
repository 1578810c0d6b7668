// Random mixtures of the words of all skills, names, dates, numbers and noise.
import fc from "fast-check";
import { skillPhrases } from "../../../../src/skills/all.ts";
import { customers, lexicon } from "./reading.ts";

const words = skillPhrases.flatMap((skill) => Object.values(skill.words ?? {}).flat());
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...customers, "张姐", "陈总", "她", "第二个", "3456", "13800001111", "这几个"),
  },
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(lexicon).flat()) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("明天", "上个月", "两个月", "下周三", "今年", "去年双十一", "8月15", "三五百", "1.5w"),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 99999 }).map(String) },
  {
    weight: 2,
    arbitrary: fc.constantFrom("，", "。", "：", " ", "？", "的", "了", "没", "不", "和", "吗", "或者", "\n"),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: "grapheme" }) },
);
export const mixture = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
