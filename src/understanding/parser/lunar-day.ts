// A day of the lunar calendar as it is said: 正月初八, 腊月廿三, 闰六月初五. Only month and day; no year is reckoned.
const DIGITS = "零一二三四五六七八九";
function chineseDay(text: string): number | null {
  if (/^\d+$/u.test(text)) return Number(text);
  const plain = text.replace("初", "").replace("廿", "二十").replace("卅", "三十");
  const tens = /^(二|三)?十(.)?$/u.exec(plain);
  if (tens) return (tens[1] ? DIGITS.indexOf(tens[1]) : 1) * 10 + (tens[2] ? DIGITS.indexOf(tens[2]) : 0);
  return plain.length === 1 && DIGITS.includes(plain) ? DIGITS.indexOf(plain) : null;
}
export function lunarDay(words: string): { month: number; day: number; leap: boolean } | null {
  const found =
    /(闰)?(正|冬|腊|十一|十二|十|[一二三四五六七八九]|\d{1,2})月(初?[一二三四五六七八九十廿卅]+|\d{1,2})/u.exec(words);
  if (!found) return null;
  const names: Record<string, number> = { 正: 1, 冬: 11, 腊: 12, 十一: 11, 十二: 12 };
  const month = names[found[2] as string] ?? chineseDay(found[2] as string);
  const day = chineseDay(found[3] as string);
  return month && day ? { month, day, leap: found[1] !== undefined } : null;
}
