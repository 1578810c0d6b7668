// 「年姐」 left over: somebody was named and was not read. Whoever is on show is not whom it is about.
import { STOP } from "./costs.ts";
import { lettersOf } from "./letters.ts";
import { TITLES } from "./people-words.ts";
import { wordList, wordsOfAt } from "./words.ts";

const ADDRESS =
  "(?:[姐哥叔姨]|女士|先生|太太|老师|老板|经理|医生|主任|教授|师傅|律师|奶奶|爷爷|[一-鿿][董工]$|(?:^|[一-鿿])总)";
const CALLED = new RegExp(`${ADDRESS}(?:$|[\\s，,的那这])|[一-鿿][姐哥叔姨](?![姐妹夫哥们])`, "u");
const GOES_ON = /姐[姐妹夫]|哥[哥们]|叔叔/u;
const titles = wordList(TITLES);
const isSomebody = lettersOf("位个");

/** Whether words left over, or they and what follows them, call somebody by a title. */
export function isUnreadName({ start, end }: { start: number; end: number }, text: string): boolean {
  const words = text.slice(start, end);
  // 这位姐: 这位 says who; 两姐|妹 are no 姐.
  if (CALLED.test(words) && !GOES_ON.test(text.slice(end - 1, end + 1)))
    return words.trim().length > 1 || start === 0 || !isSomebody(text, start - 1);
  // 她老|师: a word cut in two.
  if (words.length === 1 && titles.letters(text, start - 1) && TITLES.includes(text.slice(start - 1, end))) return true;
  // 年|太太, 别|女士: the title was taken for somebody else.
  return words.length === 1 && (start === 0 || STOP.has(text[start - 1] as string)) && hasTitle(text, end);
}
const hasTitle = (text: string, at: number): boolean => wordsOfAt(titles, text, at).some((title) => title.length > 1);
