// Whether words that fit a statement or an order really are one. 「张姐没退裙子」, 「王芳是金卡吗」, 「如果陈总买了西装」 and
// 「别把张姐转给林悦」 hold all the words of a command and mean none: writing on their strength would be a lie.
import type { Match } from "./trace.ts";

/** Words that bend a sentence politely and deny nothing. */
const POLITE =
  /能不能|可不可以|可以不可以|行不行|好不好|方不方便|不好意思|不然|我(?:想|要|想要)(?=请|让|给|把|帮|记|·)|想(?:请|麻烦|让)|希望(?=[你您帮请能]*(?:你|您|帮|请|提醒))|没事|没关系|别忘了?|不要忘了?|不过|差不多|不错/gu;
const DENYING =
  /[没别不未勿甭莫]|如果|要是|假如|假设|倘若|万一|是否|想|打算|准备|考虑|计划|可能|也许|说不定|好像|似乎|听.{0,4}说|原来|应该(?!是)|估计|八成|恐怕|希望|但愿|巴不得|差点|差一点|险些|本来|原本|犹豫|纠结|谁|为什么|为啥|怎么|咋|该不该|用不用|说要|说想/u;
/** 「等我问清楚再给她打」, 「回头再打」: not now. */
const LATER = /等.{1,14}?(?:再|才(?!行)|以后|之后)|(?:晚点|晚些|回头|改天|下次|过几天|过两天|过阵子|到时候?)再/u;
const ASKING_TAIL =
  /^(?:了|过|的|啊|呀|呢)*(?:吗|么|没有?|没|不|嘛|否)?(?:呀|啊|呢)?[?？]|^(?:了|过|的)*(?:吗|么|没有?|不是)|^(?:了|过|的|啊|呀|哈|吧|，|,|\s)*(?:对吧|对吗|对不对|是吧|是不是|没错吧)/u;
const ASKED = /(?:吗|么|没有?|对吧|对不对|是吧|是不是|没错吧|[?？])$/u;
/** 「喜欢真丝对吧」: the 吧 was read as a word that closes the clause. */
const AGREED = /^[对是](?:吧|吗|不[对是])/u;
const POLITE_EITHER: ReadonlySet<string> = new Set(["能不能", "可不可", "行不行", "好不好", "方不方", "试不试"]);
const REQUEST = /能不能|可不可以|可以|能|帮|麻烦|请|劳驾|好不好|行不行/u;
/** 「后天提醒我看看到账没」: what is asked is what she is to be reminded of. */
const REMINDS = /提醒|[叫喊催][我一]|别忘|记得/u;
const LOOKS_WHETHER = /^(?:再|去|给.{1,4})?(?:[看问查核瞧盯催]|确认|打听|了解|跟进|联系|有没有|是不是)/u;
/** Free words that are nothing but a denial: the rest of them stood in the pattern. */
const DENIAL_ALONE =
  /^(?:还|都|也|又|已经|从来|根本)*(?:没有?|不|别|不用|不要|未|想|想要|打算|说要|说想|说想要|说打算|说会)(?:要|给|把)?$/u;

/** 「要不要」「喜不喜欢」: the yes and the no of a question, one of which a rule may have taken for its own. */
const EITHER = /(.)[不没]\1/gu;

/** 「谁说王芳喜欢红色」 asks, whatever follows. */
const WHO_DID = /(?:谁|为什么|为啥|怎么)(?:又|都|也|给|说过?|讲|把|跟|让|帮|在|会|要)*$/u;

/** 差一点就买了: 一点 may have been read as a number. */
const NEARLY = /差一?点儿?(?:就|没|要|把|给|买|退|下单|成交|换|订|入手|拿下)/u;

const STOP = /[，,。；;！!？?\n]/u;

export function isDenied(text: string, match: Match, captured: readonly boolean[]): boolean {
  let from = match.start;
  while (from > 0 && !STOP.test(text[from - 1] as string)) from--;
  let around = "";
  for (let at = from; at < match.end; at++) {
    if (!captured[at]) around += text[at];
    else if (!around.endsWith("·")) around += "·";
  }
  if (NEARLY.test(text.slice(from, match.end))) return true;
  if (WHO_DID.test(text.slice(from, match.start))) return true;
  if (DENYING.test(around.replace(POLITE, "")) || LATER.test(around)) return true;
  for (const either of text.slice(from, match.start + 2).matchAll(EITHER))
    if (from + either.index < match.start && from + either.index + 3 > match.start && !POLITE_EITHER.has(either[0]))
      return true;
  const words = match.captures.filter((capture) => capture.span === null);
  if (words.some((capture) => DENIAL_ALONE.test(text.slice(capture.start, capture.end).trim()))) return true;
  if (REQUEST.test(around)) return false;
  const last = words.at(-1);
  if (last && REMINDS.test(text.slice(from, last.start)) && LOOKS_WHETHER.test(text.slice(last.start, last.end).trim()))
    return false;
  if (last?.end === match.end && AGREED.test(text.slice(match.end - 1))) return true;
  if (last?.end === match.end && ASKED.test(text.slice(last.start, last.end))) return true;
  return ASKING_TAIL.test(text.slice(match.end));
}
