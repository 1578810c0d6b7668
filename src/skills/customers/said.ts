// What kind of reference the words for a customer are: 她, 第二个, 3456, 张姐. Pure; it never looks at who exists.

/** How somebody was pointed at. */
export type Said =
  /** Chosen before from candidates: "#id:<customerId>". */
  | { kind: "id"; id: string }
  | { kind: "focus" }
  /** Everybody on show: 她们, 这几个. With `first`, only so many of them (前三个). */
  | { kind: "shown"; first: number | null }
  /** 第二个: 1 is the first on show, -1 the last. */
  | { kind: "ordinal"; position: number }
  | { kind: "phone"; digits: string }
  /** Last four digits, and a name where both were said (张伟3456). */
  | { kind: "tail"; tail: string; name: string | null }
  | { kind: "name"; name: string }
  | { kind: "nothing" };

const FOCUS =
  /^(她|他|它|ta|tā|您|人家|此人|这人|那人|本人|该客户|刚才的?|(刚才|刚刚|上面|前面)?的?[这那](一?位|一?个|客户|顾客|人|个人|个客户|位客户|位顾客)|(刚才|刚刚)的?(客户|人)|这位(女士|先生|姐|大姐))$/i;
const SHOWN =
  /^(她们|他们|它们|ta们|这些|那些|这几[个位]|那几[个位]|以上(这些|几位)?|上面(这些|几[个位])?|这些(人|客户)|这几(个|位)(人|客户)|大家|全部|所有人?|都)$/i;
const CHINESE_DIGITS = "零一二三四五六七八九";

/** Reads the words for one customer, as said. */
export function readSaid(said: string): Said {
  const words = said.normalize("NFKC").trim();
  const chosen = /^#id:([^、，,;；/\s]+)\s*$/.exec(words);
  if (chosen?.[1]) return { kind: "id", id: chosen[1].trim() };
  const plain = words.replace(/[\s，。！？、,.!?"'“”‘’「」（）()【】]+/gu, "").replace(/(?<=.)的$/u, "");
  if (plain === "") return { kind: "nothing" };
  if (FOCUS.test(plain)) return { kind: "focus" };
  if (SHOWN.test(plain)) return { kind: "shown", first: null };
  return readOrdinal(plain) ?? readDigits(plain) ?? { kind: "name", name: plain };
}

/** 张姐和王芳, 第一个和第三个 → each; one element when there is nothing to split. At most `SPLIT_MAX`. */
export function splitSaid(said: string): string[] {
  const parts = said
    .split(/[、，,;；/]|和|跟|与|还有|以及/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.slice(0, SPLIT_MAX);
}
/** Nobody names more people in one message; longer lists are questions, not references. */
export const SPLIT_MAX = 20;

function readOrdinal(words: string): Said | null {
  const first = /^前([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(个|位|名)?$/u.exec(words);
  if (first?.[1]) return { kind: "shown", first: smallNumber(first[1]) };
  if (/^(最后|末尾?)(一|1)?(个|位|名)$/u.test(words)) return { kind: "ordinal", position: -1 };
  const counted = /^第?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(个|位|名|号|条)(客户|顾客|人)?$/u.exec(words);
  const bare = /^第([0-9]{1,2}|[一二三四五六七八九十]{1,3})$|^([0-9]{1,2})$/u.exec(words);
  const number = counted?.[1] ?? bare?.[1] ?? bare?.[2];
  const position = number === undefined ? null : smallNumber(number);
  return position === null || position < 1 ? null : { kind: "ordinal", position };
}

/** 1…99 in digits or Chinese. */
function smallNumber(text: string): number | null {
  if (/^[0-9]+$/.test(text)) return Number(text);
  const digit = (letter: string) => (letter === "两" ? 2 : CHINESE_DIGITS.indexOf(letter));
  const [tens = "", ones = ""] = text.includes("十") ? text.split("十") : ["零", text];
  const value = (tens === "" ? 1 : digit(tens)) * 10 + (ones === "" ? 0 : digit(ones));
  return Number.isNaN(value) || value < 0 ? null : value;
}

function readDigits(words: string): Said | null {
  const bare = words.replace(/-/g, "").replace(/^\+?86(?=1\d{10}$)/, "");
  if (/^1\d{10}$/.test(bare)) return { kind: "phone", digits: bare };
  const tail =
    /^(?:手机|电话|号码)?(?:尾号|后四位|尾数|末四位)?(?:是|为)?(\d{4})(?:的)?(?:客户|顾客|会员|那位|那个|这位)?$/u.exec(
      words,
    );
  if (tail?.[1]) return { kind: "tail", tail: tail[1], name: null };
  const both =
    /^(?:尾号)?(\d{4})的?(\p{Script=Han}{1,4})$/u.exec(words) ??
    /^(\p{Script=Han}{1,4}?)(?:尾号)?(\d{4})$/u.exec(words);
  if (both?.[1] && both[2]) {
    const [tailDigits, name] = /^\d/.test(both[1]) ? [both[1], both[2]] : [both[2], both[1]];
    return { kind: "tail", tail: tailDigits, name };
  }
  return /^\d{7,12}$/.test(bare) ? { kind: "phone", digits: bare } : null;
}
