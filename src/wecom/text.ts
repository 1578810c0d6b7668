// Cutting and splitting for the platform's limits: some count UTF-8 bytes, some characters. Pure. Nothing here ever
// breaks a character, an emoji of several code points included.

const graphemes = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** What a text message may hold; longer ones are cut by the platform without a word. */
export const TEXT_BYTES_MAX = 2048;
/** An answer of more messages than these is not read on a phone, and a member may get 30 a minute at most. */
export const PIECES_MAX = 5;

/** The longest beginning that has at most `max` bytes and ends between characters. */
export function cutBytes(text: string, max: number): string {
  return cutBy(text, max, (part) => Buffer.byteLength(part, "utf8"));
}

/** The same by UTF-16 units: where the platform says "characters", this satisfies every way of counting them. */
export function cutUnits(text: string, max: number): string {
  return cutBy(text, max, (part) => part.length);
}

/** At most `max` units, with an ellipsis where something was left out. */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${cutUnits(text, max - 1).trimEnd()}…`;
}

/** Pieces of at most `max` bytes, on line borders where possible. Joined they are the whole text again. */
export function splitText(text: string, max: number = TEXT_BYTES_MAX): string[] {
  return [...piecesOf(text, max)];
}

/** The messages a text is sent as: at most PIECES_MAX, and if that is not all, the last one says so. */
export function toMessages(text: string): string[] {
  const pieces: string[] = [];
  for (const piece of piecesOf(defuse(text), TEXT_BYTES_MAX)) {
    if (pieces.length === PIECES_MAX) return endWithNotice(pieces, text.length);
    pieces.push(piece);
  }
  return pieces.map((piece) => piece.replace(/\n+$/, "")).filter((piece) => piece.trim() !== "");
}

/**
 * A text message shows `<a href>` as a link, so a customer's name or a note could put one into the house's own words.
 * Replies carry no markup, so every such tag is somebody else's.
 */
function defuse(text: string): string {
  return text.replace(/<(?=\/?a\b)/gi, "＜");
}

function endWithNotice(pieces: string[], charsInAll: number): string[] {
  const last = pieces.at(-1) ?? "";
  const shown = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const noticeOf = (left: number) =>
    `…\n（内容太长，还有约 ${left} 字没有显示。加个条件缩小范围再问，例如门店、等级或日期。）`;
  const room = TEXT_BYTES_MAX - Buffer.byteLength(noticeOf(charsInAll), "utf8");
  const kept = cutBytes(last, room).trimEnd();
  const left = charsInAll - shown + last.length - kept.length;
  return [...pieces.slice(0, -1).map((piece) => piece.replace(/\n+$/, "")), kept + noticeOf(left)];
}

function* piecesOf(text: string, max: number): Generator<string> {
  let piece = "";
  let bytes = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const size = Buffer.byteLength(line, "utf8");
    if (bytes + size > max && piece !== "") {
      yield piece;
      piece = "";
      bytes = 0;
    }
    if (size <= max) {
      piece += line;
      bytes += size;
      continue;
    }
    for (const part of chop(line, max)) {
      if (piece !== "") yield piece;
      piece = part;
    }
    bytes = Buffer.byteLength(piece, "utf8");
  }
  if (piece !== "") yield piece;
}

/** One line that is too long by itself. A single character beyond `max` bytes goes by code points. */
function* chop(line: string, max: number): Generator<string> {
  let rest = line;
  while (rest !== "") {
    const part = cutBytes(rest, max) || cutCodePoints(rest, max);
    yield part;
    rest = rest.slice(part.length);
  }
}

function cutCodePoints(text: string, max: number): string {
  let cut = "";
  for (const point of text) {
    if (cut !== "" && Buffer.byteLength(cut + point, "utf8") > max) return cut;
    cut += point;
  }
  return cut;
}

function cutBy(text: string, max: number, size: (part: string) => number): string {
  if (size(text) <= max) return text;
  // A unit is at least one byte, so what is cut off lies in this beginning. The segmenter is slow, and more than
  // linear in what it is given: it never sees the whole of a long text.
  const beginning = text.slice(0, max + 2);
  let used = 0;
  for (const { segment, index } of graphemes.segment(beginning)) {
    used += size(segment);
    if (used > max) return text.slice(0, index);
  }
  return beginning;
}
