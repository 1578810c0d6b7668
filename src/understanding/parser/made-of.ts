// Words in any order and any number, as (?:A|B|…)+$ finds them, in one pass. Where words may be parted in two ways
// (没有, 没 and 有) a pattern tries all ways before it fails: words said thirty times over would take it hours.

/** Longest word, in characters. */
const WORD_MAX = 16;

/** `words` are patterns. Tells where the longest end of a text begins that is made of them: its length, if none is. */
export function endMadeOf(words: readonly string[]): (text: string) => number {
  const word = new RegExp(`^(?:${words.join("|")})$`, "u");
  return (text) => {
    /** From here on all is made of words; the last is the foremost. */
    let places = [text.length];
    let from = text.length;
    for (let place = text.length - 1; place >= 0 && from - place <= WORD_MAX; place--) {
      places = places.filter((end) => end - place <= WORD_MAX);
      if (!places.some((end) => word.test(text.slice(place, end)))) continue;
      places.push(place);
      from = place;
    }
    return from;
  };
}
