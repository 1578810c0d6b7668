// What is noted of a customer: likings, sizes, needs, family, what she cannot bear. A pattern and its maker each.
import type { ConditionRule } from "./condition-rule.ts";
import { ITEM, WHOEVER } from "./condition-words.ts";
import { NOT_LIKING } from "./not-words.ts";
import type { Condition } from "./query.ts";

const HOW_MUCH =
  "(比较|更|就|特别|很|最|超|超级|一直|都|也|平时|平常|蛮|挺|尤其|向来|一向|素来|还|只|非常|格外|偏|本来|其实)";
const TOLD = "(说过|讲过|提过|表示过|反映过|跟我说过|说自己|说)";
const DISLIKE = `(${NOT_LIKING.join("|")})`;
const CANNOT =
  "(吃不了|不能吃|不吃|不喝|喝不了|不能喝|闻不了|碰不得|不能碰|受不了|忌|吃不得|喝不得|沾不得|不能沾|沾不了|碰不了|闻不得|不能闻|不能用|用不了|用不得|穿不了|穿不得|不能穿|耐受不了|不耐受|忌口|忌吃|怕)";
const PEOPLE = "(客户|会员|顾客|客人|人|宝宝|家庭|妈妈|那些|那几位)";
/** What she is after. */
const NEEDS =
  "(在找|想找|在寻|在惦记|惦记|惦记着|想要|想买|想入手|想入|打算买|打算入手|准备买|准备入手|计划买|要买|等着要|等着买|在等|求购|需要|在求|打听过|看中|看上|看上了|看中了|相中了|相中|心水|有意买|考虑买|在考虑|在看|想看|最近在看|在挑|在选|在物色|物色|在打听|打听|在问|问过|问起|问起过|询过|询问过|咨询过|在咨询|关注|关注过|在关注|有意|有意向买|有意入|想添|想添置|想换|想搭|想配|想败|想订|想定|想拿|想收|想囤|要入|要入手|要订|要定|要找|需要买)";
const SIZED = "(鞋码|尺码|码数|穿的是|码子|尺寸|腰围|裤码|衣服码|鞋子码|戒圈|手寸|指圈)";
const SIZES = "xs|s|m|l|xl|xxl|xxxl|2xl|3xl|4xl|均|大|中|小|加大|加加大";
const FAMILY =
  "小孩|孩子|宝宝|娃|女儿|儿子|老人|双胞胎|二胎|二宝|孙子|孙女|外孙|外孙女|宠物|猫|狗|小朋友|婴儿|新生儿|老公|男朋友|女朋友|婆婆|妈妈|爸爸|父母|闺女|小宝宝|猫咪|狗狗|小宝|大宝";
const KIN = new RegExp([...FAMILY.split("|")].sort((a, b) => b.length - a.length).join("|"), "u");
const NOTES =
  "(写着|写了|写过|记着|记了|记过|提到|提到过|提过|提了|有提|出现过|标着|标了|注明|注了|含|含有|带|写的|写有|说过)";

export const FACTS: readonly ConditionRule[] = [
  {
    name: "size",
    say: "((谁|有谁|哪些人|哪些客户|哪些|哪几个|哪个) ?都 ?是 (穿|鞋码|尺码|码数|要穿) <size> 码 ?的|穿 <size> 码 ?的 (客户|人|会员|有谁|有哪些|都有谁|有几个|顾客))",
    make: (part) => {
      const size = part.words("size").replace(/\s/gu, "").toUpperCase();
      return /^[A-Z0-9.]{1,6}$/u.test(size) ? { field: "fact", like: `${size}码`, kind: "preference" } : null;
    },
  },
  {
    name: "cannot",
    say: `((谁|有谁|哪些人|哪些客户|哪位|哪些|哪几个|哪几位|哪个|哪些会员) ?都 ?(皮肤|肠胃|身体|鼻子|胃)? ${CANNOT} <what>|(皮肤|肠胃|身体|鼻子|体质|脸) ?(是)? ${CANNOT} <what> ?的 ${PEOPLE}|${CANNOT} <what> ?的 (${PEOPLE}|有谁|有哪些|是谁|都有谁|有几个|有几位|有多少|名单|哪几个))`,
    make: (part) => fact(part.words("what"), "negative"),
  },
  {
    // In her notes, whatever it is about.
    name: "noted",
    say: `((备注|小本本|笔记|记录|小本子|资料|档案) ?(里|里面|上|中|里头)? ?(都|有|也)? (${NOTES}|有) <what> 的|(谁|哪些人|哪些客户|哪位|哪个|哪几个|有没有谁|哪些会员) ?的 (备注|资料|档案|档|记录|小本本|笔记|小本子|卡片) ?(里|里面|上|中|里头)? ?(都|有|也)? ${NOTES} <what>|(备注|小本本|笔记|小本子|记录) (里|里面|上|中|里头) ?(都|有|也)? ${NOTES} <what> ?的 ?${PEOPLE}|(备注|资料|档案) ?(里|里面|上|中|里头) ?(都|有|也)? ${NOTES} <what> ?的 (${PEOPLE}|有谁|有哪些|是谁|都有谁|有几个|有几位|有多少))`,
    make: (part) => noted(part.words("what")),
  },
  {
    name: "needs",
    say: `((谁|有谁|哪些人|哪些客户|哪位|哪些|哪几个|哪几位|哪个|哪些会员|有没有人|有没有谁) ?(都|最近|眼下|现在|这阵|这阵子|一直|还|也|正|近期|这段时间)* (${NEEDS} ({category:what}|{item:what}|<what>)|(要|等|等着|找|求|缺|盯着|盼着) ({category:what}|{item:what}))|(想要|想买|想入手|想入|打算买|准备买|准备入手|计划买|想添|想换|想订|想定|打听过|问过|问起过|咨询过|看中|看上|看中了|相中|说过要买|说要买|说想买|说过想买|提过要买|一直想买|惦记|惦记着|在找|求购|有意买) ({category:what}|{item:what}|<what>) 的|(要|等|等着|在等|找|缺|盼着) ({category:what}|{item:what}) 的 ?(${PEOPLE}|有谁|有哪些|还有哪些|是谁|都有谁|有几个|有几位|有多少|名单|哪几个|都谁)|${NEEDS} (<what>|{category:what}|{item:what}) ?的 (${PEOPLE}|有谁|有哪些|还有哪些|是谁|都有谁|有几个|有几位|有多少|名单|哪几个|都谁))`,
    make: (part) => need(part.words("what")),
  },
  {
    name: "family",
    say: `(谁家|谁家里|哪家|哪些人家里|哪位家里|谁|谁的家里) ?(都|里)* (有|养|养了|养着|带) ?(一个|个|两个|俩|只|条|一只|一对|小)? (${FAMILY}) ?了|?(家里|家中|家|家里头|屋里|自己)? ?(都|也|正)? (家里|家中|家有|家里头|家里是|有|养|养了|养着|带着|刚添了|添了|带|刚生了|生了|有个|养个|养只) ?(一个|个|两个|俩|只|条|一只|一对|小)? (${FAMILY}) ?(了|着)? 的 ?(客户|会员|顾客|客人|妈妈|家庭)`,
    make: (part) => {
      const like = KIN.exec(part.said)?.[0];
      return like === undefined ? null : { field: "fact", like, kind: "family" };
    },
  },
  {
    name: "sized",
    say: `?(谁|有谁|哪些人|哪些客户|有没有人) ?(平时|一般|平常|都|常|经常|是)* (((穿|要穿|穿的|戴|脚|${SIZED}) ?(是)? (${SIZES}|{number}) ?(的)? (码|号) ?(数)? ?(鞋|脚|鞋子|的鞋|的鞋子|裤子|衣服|上衣)|(穿|要穿) (xs|s|m|l|xl|xxl|xxxl|2xl|3xl|4xl)) 的|${SIZED} ?(是)? (${SIZES}|{number}) ?(码|号) 的|(穿|要穿) (${SIZES}|{number}) (码|号)? ?的? (又|也|还|且|而且|并且|同时|并)+|(${SIZES}|{number}) (码|号) ?的? (脚|鞋|鞋子|裤子|衣服|上衣|身材|戒指|手) 的)`,
    make: (part) => {
      const size = /([a-z0-9.]+|均|加*大|中|小)(?=\s*[码号]|\s*的?(?:$|[又也还且而并同]))/u
        .exec(part.said)?.[1]
        ?.toUpperCase();
      return size === undefined ? null : { field: "fact", like: `${size}码`, kind: "preference" };
    },
  },
  {
    name: "dislike",
    say: `(?${TOLD} ${HOW_MUCH}* ${DISLIKE} ${ITEM} (的|的客户)|${WHOEVER} ${HOW_MUCH}* ?${TOLD} ${HOW_MUCH}* ${DISLIKE} ${ITEM})`,
    make: (part) => fact(part.words("what"), "dislike"),
  },
  {
    // 买过大衣但不喜欢黑色: after another condition.
    name: "dislikeToo",
    say: `(但|但是|可|可是|却|又|而且|并且|且|同时|不过|偏偏|就是|只是)+ ${DISLIKE} ${ITEM}`,
    make: (part) => fact(part.words("what"), "dislike"),
  },
  {
    name: "like",
    say: `?${TOLD} ${HOW_MUCH}* @likes ?(喝|吃|穿|用|戴|买)? ${ITEM} ?(的|的客户)`,
    make: (part) => fact(part.words("what"), "preference"),
  },
  {
    name: "allergy",
    say: "(对 <what> (过敏|敏感)|?(家里|家中|家)? ?(宝宝|孩子|娃|小孩|宝贝|小朋友|娃娃)? <what> 过敏 ?的 (客户|会员|顾客|客人|人|宝宝|家庭|有谁|有哪些|是谁|都有谁|有几个|有几位|有几家|有多少|哪几个|哪几位|哪几家|名单|几个|几家)|{item:what} 过敏 (的|的客户)|过敏 what=( (坚果|海鲜|羊毛|羊绒|花粉|酒精|香精|牛奶|鸡蛋|金属|化纤|尘螨) ) 的|what=( (坚果|海鲜|羊毛|花粉|酒精|香精|牛奶|鸡蛋|花生|虾|螃蟹|芒果|金属|化纤|尘螨|青霉素|麸质|大豆|香料) ) 过敏 ?的|有 <what> 过敏|过敏|有过敏史|有过敏|有忌口|有忌讳)",
    make: (part) => fact(allergen(part.has("what") ? part.words("what") : part.said), "negative"),
  },
  {
    name: "skin",
    say: "skin=( (敏感肌|油皮|干皮|混油皮|混干皮|痘肌) )",
    make: (part) => fact(part.said, "preference") && { field: "fact", like: part.said.trim(), kind: "any" },
  },
];

function fact(like: string, kind: "preference" | "dislike" | "negative"): Condition | null {
  const words = like
    .replace(/的$/u, "")
    .replace(kind === "negative" ? /^$/u : /^[喝吃穿用买戴](?=..)/u, "")
    .trim();
  return words === "" || /[谁哪什么]/u.test(words) ? null : { field: "fact", like: words, kind };
}
/** 想看看没登记生日的: what follows is a question and no article. */
export const NO_NEED =
  /^[看知问查]|[谁哪几没不过]|什么|啥|东西|多少|[今去本上下这]个?[年月周]|最|会员|客户|[金银黑]卡|谁/u;
function need(what: string): Condition | null {
  const like = what.replace(/^(?:过|了|一?[个件条双套款]|点|些)+|(?:的|吗|呢|啊|了|客|人)+$/gu, "").trim();
  return like === "" || like.length > 10 || NO_NEED.test(like) ? null : { field: "fact", like, kind: "need" };
}
/** 坚果过敏的: what stands before the word; 过敏的 alone is any of them. */
function allergen(said: string): string {
  const after = /^过敏\s*(..+?)\s*的$/u.exec(said)?.[1];
  const what = after ?? said.replace(/^(?:有|对)|(?:过敏|敏感).*$/gu, "").trim();
  return what === "" || /忌|史/u.test(what) ? "过敏" : what;
}
function noted(what: string): Condition | null {
  const like = what.replace(/^(?:是|有|过|了|：|:|要开|需要开|要求|需要|必须)+|(?:的|吗|呢|啊)+$/gu, "").trim();
  return like === "" || like.length > 12 || /[谁哪几]|什么|啥/u.test(like)
    ? null
    : { field: "fact", like, kind: "any" };
}
