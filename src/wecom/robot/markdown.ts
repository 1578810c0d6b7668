// Plain text → the robot's Markdown. Pure. The house's replies carry no markup, so whatever looks like it comes from a
// name or a note and must not become a link, a picture or a headline.
import { cutBytes, splitText } from "../text.ts";

/** Of one stream or pushed message. */
export const MARKDOWN_BYTES_MAX = 20_480;
/** Longer answers nobody reads in a chat. */
const PIECES_MAX = 2;

/** The messages a text is sent as. Two blanks before a line's end keep the line break in every dialect. */
export function toMarkdown(text: string): string[] {
  const plain = defuse(text).replace(/(?<=\S)\n(?=\S)/gu, "  \n");
  const pieces = splitText(plain, MARKDOWN_BYTES_MAX).filter((piece) => piece.trim() !== "");
  if (pieces.length <= PIECES_MAX) return pieces;
  const notice = "…\n（内容太长，后面的没有显示。加个条件缩小范围再问。）";
  const last = cutBytes(pieces[PIECES_MAX - 1] ?? "", MARKDOWN_BYTES_MAX - Buffer.byteLength(notice, "utf8"));
  return [...pieces.slice(0, PIECES_MAX - 1), last.trimEnd() + notice];
}

function defuse(text: string): string {
  return text
    .replace(/[<>`*]/gu, (mark) => String.fromCodePoint(mark.charCodeAt(0) + 0xfee0))
    .replace(/\](?=\()/gu, "］")
    .replace(/^(\s*)#/gmu, "$1＃")
    .replace(/https?:\/\//giu, (scheme) => scheme.replace(":", "："));
}
