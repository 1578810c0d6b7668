// How people tell what a customer is after: 张姐想买一件羊绒大衣 预算5000 春节前要.
import { addDays, type Day } from "../../calendar/day.ts";
import { amountOf, dateOf, daysOf, momentOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { NO_NEED } from "../customers/conditions-facts.ts";

const wanting =
  "(想买|想要|想要买|想再买|要买|打算买|准备买|想找|在找|想挑|想添|想入|想订|想定|想换|想做|考虑买|计划买|有意买|想入手|打算入手|打算换|准备换|在看|想囤|要囤|想备|想配|想装|想搞|想淘|想收|想拿|想来|想弄|想整|想带|想选|想添置|想寻|托我找|托我买|托我留|托我寻|托我带|让我找|让我帮找|让我帮忙找|让我留意|让我留|叫我找|叫我留|叫我留意|请我找|要找|求购|正找|正在找|到处找|一直在找|一直想买|一直想要|needs|wants|want|还缺|在物色|物色|想物色|正物色|在寻|在挑|在选|正挑|想要找|想看看|有意向买|有意买|想给自己买|念叨着想买|相中想要|一心想要|惦记着|惦记|惦记上|惦记上了|一直惦记|一直惦记着|老惦记|老惦记着|种草|种草了|被种草了|急着找|急着买|急着要|急找|急需|着急要|着急买|替她留意|帮她留意|替他留意|帮他留意|托我留意|托我找找|拜托我找|拜托我留意|叫我帮忙找|让我帮她找|让我帮他找|托我帮忙找|请我留意|说想买|说想要|看中想买|(想再|还想|还想再|再想|还要|还要再|也想|又想|想去|打算再|准备再|计划再|想着) (买|配|添|换|挑|订|定|入手|找|置办|备|囤|带|做|拿|整|弄|搞|收|打))";
const budget =
  "((预算|价位|心理价位|心里价位|心水价|心理价|价格|价钱|预算大概|budget) ?(是|大概|大约|差不多|在|控制在|不超过|不超|别超|最多|就|定在)* {number:budget} ?(元|块|块钱) ?(左右|以内|上下|以下|之内|的样子|都行|封顶|内|吧|都可以)* | (别超|别超过|不超|不超过|最多|顶多|控制在|上限|封顶|不要超过|不要超|大概|大约)+ {number:budget} ?(元|块|块钱) ?(左右|以内|上下|以下|之内|的样子|内)* | {number:budget} ?(元|块|块钱) (左右|以内|上下|以下|之内|内|封顶|顶天|都行|都可以|够了|的样子|预算|的预算|就行|就可以|可以|吧)+)";
const by =
  "?(想|要|最好|得|希望|赶在|赶)* ?( (满月酒|婚礼|生日|寿宴|年会|满月|百日|百天|百日宴|周岁|订婚|结婚|酒席|喜酒|宴会|聚会|典礼|毕业|开业|出发|出国|旅行|走|回国|乔迁|搬家|过寿|办酒|活动|晚宴|面试|开学) ?(是|在|就在|定在|就是) ) {date} ?(，|,)? ?(就|得|前|之前|以前|那天|那之前|那前|这之前|那以前)? ?( <use> (用|要用|穿|戴|送|要穿|要戴|摆|吃) ) ?(要|用|穿|买|要用|要穿|拿|要拿|送人|定|订|下单|入手|到手|装|送|要货|交货|拿货|拿到|要到|急用|就要|必须到|出货|发货|办|戴|定下|定下来)? ?的";

const sized = "<value> ?( (，|,)? size=( ({number}|@letterSize) (码|号) ) )";

export const needMacros: Phrases["macros"] = { wanting, budget, by, sized };

export const needPhrases: Phrases["phrases"] = [
  {
    // 史总公司年礼在看茶叶礼盒: what for. 柳小姐订婚要用的对戒还没挑着 想春节前定.
    say: [
      `?@note {who} ?的? (公司|单位|家里|公司年礼|年礼|年会|福利|员工福利|婚礼|结婚|订婚|搬家|新家|装修|团建|过年|过节|送礼|送人|送客户|满月|百日|开业|出差|旅游|面试|孩子上学|新房|婚房|年底|生日|寿宴|酒席|答谢|公司答谢)+ ?(又|还|也|就|正|最近)? %wanting <value> ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} ?(公司|单位|家里|年礼|年会|婚礼|结婚|订婚|团建|过年|过节|面试|旅游|出差|生日|寿宴|酒席|聚会|晚宴|拍照|婚宴|毕业|晚会|活动|见家长|相亲|度假|上班)+ ?(上)? (要|要用|要穿|要戴|要送|用|穿|戴|送) ?(，|,)? ?(又|还|也|就|正|最近)? %wanting <value> ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} (要|想要|想买|要买|看中|看上|想订|要订)+ <value> (没现货|没货|缺货|断货|没有现货|暂时没货|卖完了|店里没有|没了|没有货|断码|缺码|没码|没她的码) ?了 ?(，|,)? ?(她|他)? ?(等着|在等|愿意等|可以等|等|能等|不急)? ?(，|,)? ?( (到了|到货了|到货|有货了|有货|有了|来货了|补货了) ?(就|再|记得)* (通知|告诉|联系|叫|喊|提醒|跟) (她|他|人家) ?(说|讲)? ?(一声|一下) ) ?(，|,)? ?%budget`,
      `?@note {who} ?(又|还|也|就|正|最近)? %wanting <value> ?(，|,|、)? ?%budget ?(，|,)? (有货|到货|到了|有了|来货|有新款|有合适的|上新|有折扣|有活动|打折|有现货) ?(就|再|的话|时|的时候|了)* (跟|通知|告诉|联系|叫|喊|和|给|提醒|发) ?给? (她|他|人家) ?(说|讲|打电话|发消息|发微信|留)? ?(一声|一下|一件)`,
      `?@note {who} ?( <use> (要用|要穿|要戴|要送|用|穿|戴|送) ) 的 <value> (还没|没|还没有|一直没|还在) (挑着|挑到|挑好|找到|找着|选好|定|买到|买|看中|着落|选到|相中|挑|选|找|看) ?(，|,)? ?%by ?(，|,)? ?%budget`,
      `?@note {who} ?(打算|准备|计划|想|要|想着) ?{date} (给|帮|替|为) for=( @kin ) (买|添|换|挑|订|置办|备|选|找|弄|做) %sized ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} (打算|准备|计划|想|要|想着) ?{date} (给|帮|替|为) (她|他) for=( @kin ) (买|添|换|挑|订|置办|备|选|找|弄|做) %sized ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} ?@much* (缺|需要|急需|还缺|需要买) ?(一)? (个|件|双|条|套|款|只|身|顶|副|对|台|盒|瓶|份|箱|把) <value> ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} ?@much* (要|想要|想来) ?( ?(一)? (个|件|双|条|套|款|只|身|顶|副|对|台|盒|瓶|份|箱|把) ) <value> ?(，|,|、)? %budget ?(，|,|、)? ?%by`,
      `?@note {who} ?(想)? {date} (要|想要|要买|得买|需要) ?(一)? (个|件|双|条|套|款|只|身|顶|副|对|台|盒|瓶|份|箱|把) <value> ?(，|,|、)? ?%budget`,
      `?@note {who} (打算|准备|计划|想|想着) {date} (买|添|换|挑|订|置办|入手|入) ?(一)? <value> ?(，|,|、)? ?%budget`,
      `?@note {who} ?(说|讲)? %wanting <value> 送 for=( @kin ) ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} %wanting %sized ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?@note {who} ?{date} ?(又|还|也|就|最近|刚|刚才|今天|昨天|是)* (看中|看上|相中|看好|瞧上|瞧中|想要|要) ?了? ?(一|我们|咱们|店里|那|这|的)* (个|件|双|条|套|款|只|身|顶|副|对|台|盒|瓶|份|箱|把|块|串|枚|饼) <value> ?(，|,|、)? %budget ?(，|,|、)? ?%by`,
      `?@note {who} %wanting %sized ?(，|,|、)? %by ?(，|,|、)? %budget`,
      `?@note {who} ?(打算|准备|计划|想|要|想着) ?{date} (给|帮|替|为) for=( @kin ) (买|添|换|挑|订|置办|备|选|找|弄|做) %sized ?(，|,|、)? %by ?(，|,|、)? %budget`,
    ],
    make: need,
    cost: 0,
    tells: true,
  },
  {
    say: [
      `?@note ?一下 {who} ?said=( (说|讲) (她|他|自己) ) ?{date} not=( ?(不|没|别|不再|没有|也不|未必|不一定) ) ?(又|还|也|就|正|最近)? %wanting %sized ?(，|,|、|；)? ?%budget ?(，|,|、|；)? ?%by`,
      `?@note ?一下 {who} ?said=( (说|讲) (她|他|自己) ) ?{date} not=( ?(不|没|别|不再|没有|也不|未必|不一定) ) ?(又|还|也|就|正|最近)? %wanting <value> ?(，|,|、|；)? %by ?(，|,|、|；)? ?%budget`,
      `?(登记|记|记一下|记录)? (客户需求|会员需求|需求|购买需求|采购计划) ?: {who} ?: <value> ?(，|,|、|；)? ?%budget ?(，|,|、|；)? ?%by`,
      `{who} ?的 ?(购买|采购|最近)? (需求|采购计划|购买计划) ?(是|有)? ?: <value> ?(，|,|、|；)? ?%budget ?(，|,|、|；)? ?%by`,
    ],
    make: need,
    cost: 0,
  },
  {
    say: [
      `?@note ?一下 {who} ?said=( (说|讲) ?(她|他|自己)? ) ?{date} (打算|准备|计划|想|要|想着) ?{date} (给|帮|替|为) for=( @kin ) (买|添|换|挑|订|置办) <value> ?(，|,|、|；)? ?%budget`,
    ],
    make: need,
    cost: 0,
  },
  {
    say: [
      "?@note ?一下 {who} ?的 text=( (结婚纪念日|结婚周年|订婚纪念日|恋爱纪念日|相识纪念日|纪念日|开业纪念日|入会纪念日) ?(是|在|为|就是|改成|改为|改到|定在)? {date} )",
      "?@note ?一下 {who} text=( {date} ?(是|的)? (结婚纪念日|结婚周年|纪念日|订婚纪念日) )",
      "?@note ?一下 {who} ?是 text=( {date} (结婚的|结的婚|领的证) )",
    ],
    make: (said) => ({ kind: "notes.add", who: whoOf(said), text: said.groupWords("text") ?? "" }),
    cost: 0.2,
    tells: true,
  },
  {
    // …，想买条连衣裙预算两千: of her who was named before.
    say: [
      `?(还|也|又|最近|正)* %wanting ?(一)? (件|条|双|个|套|款|只|身|顶|副|对|台|盒|瓶) <value> ?(，|,|、)? ?%budget ?%by`,
      `?(还|也|又|最近|正|她|他)* %wanting <value> ?(，|,|、)? %budget ?%by`,
      `?(还|也|又|最近|她|他|是)* (看中|看上|相中|看好|瞧上) ?了? ?(一|那|这)? (个|件|双|条|套|款|只|身|顶|副|对|台|盒|瓶|份|箱|把|块|串|枚|饼) <value> ?(，|,|、)? %budget ?(，|,|、)? ?%by`,
      `?(她|他)? ?(最近|也|还|又|正)* (打算|准备|计划|想|要|想着) (给|帮|替|为) (她|他|自己)? ?for=( @kin ) (买|添|换|挑|订|置办|备|选|找|弄|做|打) %sized ?(，|,|、)? ?%budget ?(，|,|、)? ?%by`,
      `?(她|他)? (要|想|想要|打算|准备|得) (买|打|订|定|配|挑|做|换|添|入|备) <value> ?(，|,|、)? %budget ?(，|,|、)? ?%by`,
      "?(她|他)? (还想再|还想|还要再|还要|也想|想再|又想) (买|配|添|换|挑|订|定|入手|找|置办|备|囤|带|做|拿|打) ?(一)? (件|条|双|个|套|款|只|身|顶|副|对|台|盒|瓶|块|串|枚|饼) <value>",
    ],
    make: (said) => (said.captures[0]?.start === 0 ? null : need(said)),
    cost: 0.3,
    tells: true,
  },
  {
    // 方敏怀孕了 想要M码宽松的裙子: of her who was named before, where nobody is asked for.
    say: [
      "?kind=( (冬装|夏装|春装|秋装|冬天|夏天|春天|秋天|冬季|夏季|春季|秋季|外套|上衣|裙子|裤子|鞋子|包包|首饰) ) ?(她|他)? ?(还|也|又|最近|正)* %wanting %sized ?(，|,|、)? ?%budget ?%by",
    ],
    make: (said) => {
      const start = said.captures[0]?.start ?? 0;
      const before = said.text.slice(0, start).replace(/新来?的?(?:客人|客户|顾客|会员|客)|电话(?=\d)/gu, "");
      const value = said.words("value") ?? "";
      return start === 0 || SPOKEN.test(before) || OF_SOME.test(before) || OF_SOME.test(value) || /的$/u.test(value)
        ? null
        : need(said);
    },
    yields: true,
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      "{who} ?(最近|还|都|又)? (%wanting|想|要|打算) ?(买|要|看)? (什么|啥|哪些|点什么|些什么) ?(东西|衣服)?",
      "{who} ?(上次|之前|上回|最近|一直|以前|前面|到底)* (惦记|惦记着|想要|想买|看中|看上|相中|要|要找|要买|想找|种草) ?的 ?(是|那)* (啥|什么|哪款|哪件|哪个|哪种|哪双|哪条|哪一款|哪一件)",
      "{who} (上次|之前|上回|最近|一直|以前|前面|到底)+ (惦记|惦记着|想要|想买|看中|看上|相中|想找|种草) ?了? (啥|什么|哪款|哪件|哪个|哪种|哪双|哪条|哪一款|哪一件) ?(东西|款)?",
      "{who} ?的 ?(有|都有)? ?(什么|哪些)? (需求|购买需求|采购计划) ?(有|是)? (什么|啥|哪些)",
    ],
    make: (said) => ({ kind: "notes.show", who: whoOf(said), about: "需求" }),
    cost: 0.1,
  },
  {
    say: [
      `(谁|哪些客户|哪些人|哪位) %wanting <value>`,
      `?(有没有|有)? %wanting <value> ?的 (客户|人|顾客) ?(有哪些|有谁|有几个|有多少)?`,
      `%wanting <value> ?的 (有哪些|有谁|是谁)`,
    ],
    make: (said) => {
      const like = bare(said.words("value") ?? "");
      return like === "" || NO_NEED.test(like)
        ? null
        : { kind: "customers.find", where: [{ field: "fact", like, kind: "need" }] };
    },
    cost: 0.2,
  },
];

/** 一件羊绒大衣 is 羊绒大衣; 两件 stays. */
function bare(value: string): string {
  return value
    .trim()
    .replace(
      /^(?:的?[那这]?)(?=[款件条双]).(?=.)|^的(?=.)|^(?:一|1)?(?:件|套(?![装裙])|条(?!纹)|双(?!肩|排|面)|款|只|身|顶|副|对(?![戒襟表])|个|点|些|下|块|枚|瓶|把|台|串|盒|支)(?=.)/u,
      "",
    )
    .replace(/[\s，,]+(?:先|帮我|帮|麻烦|给[她他我]|你|也|再|得|要)*(?:记|存|登记|备注)[^\s，,]{0,3}$/u, "")
    .replace(
      /[，,、。；\s]*(?:都|已经|也)?(?:好|很|挺|老|蛮)(?:久|长时间|一阵子?|些天|几天)了?$|[，,、。；\s]*(?:半天|一阵子)了$/u,
      "",
    )
    .replace(/[，,、。；\s]+$/u, "");
}

/** Asked, not sure, or nothing that is bought: no wish to write down. */
const NO_WISH =
  /[吗么呢谁哪啥几？?]|什么|多少|怎么|可能|也许|好像|如果|要是|^[单货]$|发票|退货|退款|换货|便宜|优惠|[打个]折|没付|付款|没给|微信|电话|号码|链接|说法|解释|名片|袋子|[我你咱]们?|回访|联系|看看|考虑|^(?:颜色|尺码|码数?|款式?|号)$/u;

/** 冯哥刚打来 想换个颜色: what was spoken about belongs to the call. */
const SPOKEN = /电话|微信|打[来给过]|来电|消息|投诉|联系|回访|聊|[发写]|提醒/u;
/** 金卡里想要羊绒的: asked of many. */
const OF_SOME = /谁|哪|几[个位]|多少|客户|会员|客人|顾客|卡|的人|有没有|名单|里面?$/u;

function need(said: Said) {
  if ((said.groupWords("not") ?? "") !== "") return null;
  const kin = said.groupWords("for") ?? "";
  // 冬装想找一件长款
  const of = said.groupWords("kind") ?? "";
  const size = said.groupWords("size");
  const value = `${kin === "" ? "" : `给${kin}的`}${of}${bare(said.words("value") ?? "")}`.concat(
    size === null ? "" : ` ${size}`,
  );
  if (value === "" || NO_WISH.test(value) || /[吗？?]\s*$/u.test(said.text)) return null;
  return { kind: "notes.need", who: whoOf(said), value, budget: amountOf(said.get("budget")), by: wantedBy(said) };
}

/** 「春节前」 is the eve, 「下个月」 its last day: until then she wants it. */
function wantedBy(said: Said): Day | null {
  const date = dateOf(said.get("date"));
  const days = daysOf(date, "future");
  if (days?.from == null || days.to === null) return momentOf(date)?.at.slice(0, 10) ?? null;
  return addDays(days.to, -1);
}
