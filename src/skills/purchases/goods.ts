// Names of goods as they were said, without counts and the words around them. Pure.
import { readSmall } from "../../understanding/parser/small-numbers.ts";

/** 纸尿裤四包加湿巾, 眼霜和面霜: what joins two goods, and no part of a name (加湿器, 加绒裤). */
const JOINS_GOODS =
  /[、和]|以及|还有|[，,\s]+(?:再|另)?加(?:了|上)?|(?<=[包箱罐盒瓶条件个双套只杯支袋份])(?:再|又)?加(?:了|上)?(?![绒厚长大棉热]|湿器)/u;
const COUNT_AFTER =
  /[\s]*([两俩\d一二三四五六七八九十]{1,3})[件条个双套只款瓶支盒顶副杯包罐桶袋箱串对把张本台份斤片]$/u;
export function goodsIn(said: string): { item: string; quantity: number; amount: number | null }[] {
  return said
    .split(JOINS_GOODS)
    .map((part) => {
      const counted = COUNT_AFTER.exec(part.trim());
      const count = counted ? (readSmall((counted[1] as string).replace(/俩/u, "两"), 0)?.value ?? 1) : 1;
      return { item: cleanItem(part.trim().replace(COUNT_AFTER, "")), quantity: count, amount: null };
    })
    .filter(({ item }) => item !== "");
}
/** 「一条真丝裙」→ 真丝裙; the counting word is no part of the name. */
export function cleanItem(text: string): string {
  return text
    .replace(/^(?:买|拿)(?=.)/u, "")
    .replace(/^(了|过|走了?|的)+/u, "")
    .replace(/[，,\s]*(?:没记|忘记?了?|补录|补记|补登|登记|录入)(?:一?下)?$/u, "")
    .replace(/^(?:杯|份|罐|桶|箱|扇|樘)(?=..)/u, "")
    .replace(/^[一两二三四五六七八九十\d]+(?:杯|包|桶|罐|袋|箱|串|把|块|张|台|盆|束|片|根|斤|卷|组|扇|床|对)(?=.)/u, "")
    .replace(/^([一两二三四五六七八九十\d]+)?(条|件|个|双|套|只|款|瓶|支|盒|顶|副)/u, "")
    .replace(/(，|,)?(共|一共|总共|花了|付了|总价|合计|金额|价格|刷卡|现金|微信|支付宝)+$/u, "")
    .replace(/[的了]$/u, "")
    .trim();
}
