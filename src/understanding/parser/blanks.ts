// On a phone a blank is the quickest comma: 「喜欢纯色 不要条纹 衬衫40码」. Read as typed first, where a blank may stand in
// the middle of anything; if that leaves words over, the same words are read once more with commas, and that reading
// counts when it explains everything.

/** A blank between two words, one of them Chinese; 「gift box」 and 「10 30」 are left alone. */
const BLANK = /(?<=[^\s，,。；;！!？?、:：])[ \u3000](?=[^\s，,。；;！!？?、:：])/gu;
const HAN = /\p{Script=Han}/u;
/** 「周六 上午十点」 「下午 3点」: a time goes on over it. */
const TIME = /[上下中早晚凌傍\d一二三四五六七八九十]/u;
const TIME_GOES_ON = /[年月日号天午晚早晨周点半]\s$/u;

/** A longer text is no line of commands typed on a phone. */
const LENGTH_MAX = 60;

/** The same text, as long as before, with commas for blanks; null without any. */
export function blanksAsStops(raw: string): string | null {
  if (raw.length > LENGTH_MAX) return null;
  const text = raw.replace(BLANK, (blank, at: number) => {
    const [left = "", right = ""] = [raw[at - 1], raw[at + 1]];
    if (!HAN.test(left) && !HAN.test(right)) return blank;
    return TIME_GOES_ON.test(`${left} `) && TIME.test(right) ? blank : "，";
  });
  return text === raw ? null : text;
}
