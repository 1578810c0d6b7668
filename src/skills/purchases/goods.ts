// Names of goods as they were said, without counts and the words around them. Pure.
import { readSmall } from "../../understanding/parser/small-numbers.ts";
import { ARTICLE_WORDS } from "./rules.ts";

const MEASURE =
  "(?:公斤|件套|杯|包|桶|罐|袋|箱|串|把|块|张|本|台|盆|束|片|根|斤|卷|组|扇|樘|床|份|饼|枚|颗|粒|提|板|管|听|封|筒|坛|扎|朵|幅|盏|对|条|件|个|双|套|只|款|瓶|支|盒|顶|副)";
const NUMBER = "[一两俩仨半二三四五六七八九十百\\d]{1,4}";
/** 条纹衬衫, 套装, 对戒: what looks like a counting word begins the name. */
const NO_MEASURE =
  /^(?:套[装裙头盒房]|双[肩面排层人]|条纹|条绒|对[戒襟表讲]|包包|包臀|包[^一-龥]|盒[子装]|瓶[子装]|支架|把手|片[剂]|块[菌]|张[裕]|本[子]|台[灯布历]|打[底火]|饼[干]|卷[发尺]|罐头|袋[子泡]|箱[子包]|桶[包装]|提[包篮花]|件套|只[能要有]|款式|顶[级]|个[人性]|把[件玩]|串[珠]|板[鞋栗]|管[子]|听[诊]|份[量]|床[单垫品上笠]|束[腰身]|根[雕]|杯[子]|朵[唇])/u;
/** 纸尿裤四包加湿巾, 眼霜和面霜: what joins two goods, and no part of a name (加湿器, 加绒裤). */
const JOINS_GOODS =
  /、|和(?!田)|以及|还有|(?<=..)(?:顺便|顺手|另外|又|还|再){1,2}(?:买|拿|带|要|挑|选|入)了(?=.)|[，,\s]+(?:再|另)?加(?:了|上)?|(?<=[包箱罐盒瓶条件个双套只杯支袋份])(?:再|又)?加(?:了|上)?(?![绒厚长大棉热]|湿器)/u;
const COUNT_AFTER = new RegExp(`[\\s]*(?:(${NUMBER})${MEASURE}|([俩仨]))$`, "u");
/** 两饼白茶. */
const COUNT_BEFORE = new RegExp(`^(?:了|的)?(${NUMBER})${MEASURE}(?=.)`, "u");
/** 俩包: two of them, with no counting word. */
const PAIR_BEFORE = /^([俩仨])(?=..)/u;
/** 口红三瓶精华, T恤一条牛仔裤: the count of the next begins it; 毛巾两条装 is one. */
const COUNT_BETWEEN = new RegExp(
  `(?<=[^\\d一两俩仨半二三四五六七八九十百第每、，,\\s])[\\s，,]*(?=(?:\\d{1,2}|[一两俩仨半二三四五六七八九十]{1,2})${MEASURE}(?!装|套|入|起|色|层|头|[\\s，,]|$))`,
  "u",
);
/** 半裙加针织衫, 面霜跟眼霜: two names that end as goods do. */
const PLUS = /(?<=.)(?:加上?(?![绒厚长大棉热]|湿器)|跟|与|及|配|搭)(?=.)/u;
const isGood = (name: string) => ARTICLE_WORDS.some((word) => name.trim().endsWith(word));

/** 「奶瓶俩 围嘴仨」: a blank parts goods where each is counted; 「半裙加针织衫」 where each ends as goods do. */
function parts(said: string): string[] {
  return said.split(JOINS_GOODS).flatMap((part) => {
    for (const between of [/[\s，,]+/u, /(?<=[俩仨])/u])
      if (
        part.trim().split(between).length > 1 &&
        part
          .trim()
          .split(between)
          .every((one) => COUNT_AFTER.test(one))
      )
        return part.trim().split(between);
    const counted = part.trim().split(COUNT_BETWEEN);
    if (counted.length > 1) return counted;
    return PLUS.test(part) && part.split(PLUS).every(isGood) ? part.split(PLUS) : [part];
  });
}
/** How many: what is said before a name, or null. */
export function countBefore(said: string): number | null {
  const words = COUNT_BEFORE.exec(said.trim())?.[1];
  return words === undefined ? null : (readSmall(words.replace(/俩/u, "两").replace(/仨/u, "三"), 0)?.value ?? null);
}
/** 坐天下午带走 一个包: what stands before the verb is how it came about, and none of the goods. */
const TOLD = /(?:带|拿|买|拎|提|挑|选|订|要|入)(?:[走了下回]|手){1,2}$/u;
const isTold = (part: string) => TOLD.test(part.trim()) && !isGood(part.trim().replace(TOLD, ""));
/** None where words that are no goods stand among them. */
export function goodsIn(said: string): { item: string; quantity: number; amount: number | null }[] {
  const named = parts(said);
  if (named.slice(0, -1).some(isTold)) return [];
  return named
    .map((part) => {
      const name = part.trim();
      const counted = COUNT_AFTER.exec(name);
      const words = (counted?.[1] ?? counted?.[2] ?? PAIR_BEFORE.exec(name)?.[1] ?? COUNT_BEFORE.exec(name)?.[1] ?? "")
        .replace(/俩/u, "两")
        .replace(/仨/u, "三");
      const count = words === "" ? 1 : (readSmall(words, 0)?.value ?? 1);
      const bare = cleanItem(name.replace(COUNT_AFTER, "").replace(PAIR_BEFORE, ""));
      // 四件套, 两件套: a name that is nothing but a count.
      return {
        item: bare === "" ? cleanItem(name) || name : bare,
        quantity: bare === "" ? 1 : Math.max(1, Math.round(count)),
        amount: null,
      };
    })
    .filter(({ item }) => item !== "" && item !== "单" && item !== "加");
}
const COUNTED = new RegExp(`^${NUMBER}${MEASURE}(?=.)`, "u");
const MEASURED = new RegExp(`^(?:[条件个双套只款瓶支盒顶副](?=.)|${MEASURE}(?=..))`, "u");
/** 「一条真丝裙」→ 真丝裙; the counting word is no part of the name. */
export function cleanItem(text: string): string {
  const bare = text
    .replace(/^[\s/，,]+|[\s/，,]+$/gu, "")
    .replace(
      /^(?:又|还|也|再)?(?:买|拿)(?=.)|^(?:又|还|也|再)(?:要|提|入|订|挑|选|带)了?(?=[一两]?[件条个双套只款瓶支盒顶副块对].)/u,
      "",
    )
    .replace(
      /^(?:闭眼入|刚付[完玩]款|成交了?|交了全款|全款付了|刚?(?:结账|买单|付款|下单|开单)了?|爽快|痛快|我们?家的?|咱们?家的?|咱们?店里?的?|店里的?)[\s，,]*(?=..)/u,
      "",
    )
    .replace(
      /(?<=..)[\s，,]*(?:对公(?:打款|转账)?|回去了?|回家了?|带走了?|走了?|走的|拿走了?|(?<=[衣裤裙包鞋衫巾])买了?)$/u,
      "",
    )
    .replace(/^[了过走的]+/u, "")
    .replace(/^(?:自己|自个儿)(?:买|拿|挑|选|要)了(?=..)/u, "")
    .replace(
      /^(?:上次|上回|之前|以前|前几天|上周|昨天|早就|先前|原来|提前)?(?:订|定|预订|预定|定做|看中|看上|相中|试)(?:过|好|下)?的(?:那|这)?(?=..)/u,
      "",
    )
    .replace(
      /[，,\s]*(?:一直|还|都|当时|那天|那时|之前|昨天|我|现在|今天|刚|才)*(?:没记|才补|才录|才记|(?:忘记?了?|没|漏)[录记补登]了?|忘记?了?|补录|补记|补登|登记|录入|补进去|补上)(?:一?下)?$/u,
      "",
    )
    .replace(COUNTED, "");
  return (NO_MEASURE.test(bare) ? bare : bare.replace(MEASURED, ""))
    .replace(/[，,\s]*(共|一共|总共|花了|付了|总价|合计|金额|价格|刷卡|现金|微信|支付宝|含税|实付|尾款|首单)+$/u, "")
    .replace(/^[这那](?=.)|(?<=..)[\s，,]*(?:送人的?|送朋友的?|送礼的?|自用的?|自己穿的?)$/gu, "")
    .replace(/(?<=..)(?:然后?|另外|还有|急|[的了])$/u, "")
    .trim();
}
