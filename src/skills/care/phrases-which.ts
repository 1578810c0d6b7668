// Which draft is meant: 第一条, 张姐的, 这条.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";

const PIECE = "(条|版|份|段|封|句|个)";
const OF_HERS = "(那条|那版|那段|那份|那封|那个|这条|这版|这份|这段|这封|这个|草稿|稿子|消息|文案|信息)";

export const draftMacros = {
  /** By its place, by whose it is, or the one on show. */
  draft: `( which=( 第 {number:n} ?${PIECE} | {who:n} (条|版|份|段|封) ) ?的 ?(草稿|稿子) | {who} ?的 ${OF_HERS} | {who} 的 | (这|那|刚才那|刚那|上面那|最新那|刚写的那|刚才这|刚刚那|上面这) (条|版|份|段|封|个) ?(草稿|稿子) )`,
  draftNth: `which=( 第 {number:n} ?${PIECE} | {who:n} (条|版|份|段|封) )`,
};

const PRONOUN = /^(她|他|ta)$/iu;
/** As the handler reads it; null is the one on show. */
export function whichOf(said: Said): string | null {
  if (said.has("n")) return said.groupWords("which") ?? said.words("n");
  if (!said.has("who")) return null;
  return PRONOUN.test(whoOf(said)) ? whoOf(said) : `${whoOf(said)}的`;
}
