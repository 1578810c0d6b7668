// How people register a customer and correct what her file says.
import type { Plan } from "../../skill.ts";
import { amountOf, dateOf, dayOn, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";
import { lunarDay } from "../../understanding/parser/lunar-day.ts";
import { NAME_MAX } from "./plan.ts";

export const recordMacros = { sex: "sex=( (女|男|女士|先生|女的|男的|女性|男性) )" };

const CALLED = "(叫|名字|姓名|是|名叫|姓名是|名字是|名字叫|客人叫|客户叫|她叫|他叫|名|全名|大名|叫做|人叫)";
const NUMBER =
  "(电话|手机|手机号|号码|联系电话|手机号码|电话号码|联系方式|电话是|手机号是|手机是|号码是|号|tel|联系号码|留的电话|留的手机)";
/** The verb last: 苗苗 158… 建个档. */
const REGISTER_IT =
  "(建个档|建档|建一下档|建个档案|建档案|登记一下|登记下|登个记|登记|录一下|录下|录入|录入系统|录进去|录进系统|录个档|录个会员|加进来|加进去|加一下|加会员|加个会员|登记会员|登记为会员|登记成会员|登记新客户|登记新客|登记新会员|注册会员|注册一下|入会|入个会|办个会员|办会员|办卡|办张卡|办入会|开卡|开个卡|新客户|新客|新会员|存一下|存个档|建新档|建个新档|新建一下|新增|新增一下|新建)";
const THE_NUMBER =
  "(电话|手机|手机号|电话号码|号码|手机号码|联系电话|联系方式|号|号儿|联系号码|联络电话|留的电话|留的手机号)";
const TELLS_US =
  "(刚刚|刚才|刚|今天|昨天|说|来说|打电话说|讲|告诉我|微信说|跟我说|来电说|通知|留言说|说她|说他|她|他|已经|又)*";
const NEW_ONE =
  "(现在|现在的|新的|新号|新号码|新电话|新手机号|新手机|新换的|改成|改用|换成|用的|变成|目前|如今|应该|正确的|对的|以后|用)";
const ADDRESS = "(地址|住址|收货地址|家庭地址|家庭住址|快递地址|寄件地址|邮寄地址|通讯地址|现住址|联系地址|收件地址)";
/** The verb last: …501 更新下地址. */
const UPDATE_IT =
  "((地址|住址|收货地址|资料|档案|快递地址|信息) ?(给我|帮我|帮忙|麻烦|要|得|也|都|你)* (改|更新|换|改改|同步|登记|记|补|调|变更|更正|修改) ?(一下|下|掉|过来|改|成新的)|(更新下|更新一下|更新|改下|改一下|改|记下|记一下|换下|换一下|登一下|登记下|登记一下|补一下|补下|帮改|帮更新|记个|同步下|同步一下) ?(地址|住址|资料|档案|收货地址|一下))";
const AS_ALIAS =
  "(加|记|存|设|添|登记|标|补|记成|设成|存成|加成|当|作为|做)+ ?(个|一个|下|一下|成|为|上)* ?(别名|外号|昵称|小名|称呼|绰号)";
const WRONG =
  "(写错|错|打错|记错|录错|登错|填错|弄错|搞错|标错|弄反|填反|搞反|反|标反|写反|录反|不对|有误|有错|登记错|录入错|留错|存错|写岔|记岔)";
const SHOULD =
  "(应该|正确|正确的|正确名字|正确的名字|对的|真名|其实|实际|实际上|人家|明明|改成|改为|改|应|更正|本名|她|他|得)";
export const recordPhrases: readonly Phrase[] = [
  {
    say: [
      `@register ?@register ?(一个|个|一位|位|一下|下) ?%sex ?: ?${CALLED} {who} ?%sex ?${NUMBER} ?(是)? {phone} ?%sex ?{tier} ?${REGISTER_IT}`,
      `{phone} ?(是|这个|这位|的)? @register ?(一个|个|一位|位|一下|下)? ?%sex ?: ?${CALLED} ({who}|<name>) ?%sex ?{tier}`,
      `@register ?@register ?(一个|个|一位|位|一下|下) ?%sex ?: ?${CALLED} <name> ?%sex ?${NUMBER} ?(是)? {phone} ?%sex ?{tier} ?${REGISTER_IT}`,
      `@register ?@register ?${NUMBER} {phone} ?%sex ?${CALLED} {who} ?%sex ?{tier}`,
      `@register ?@register ?${NUMBER} {phone} ?%sex ?${CALLED} <name>`,
      `@register ?@register ?(一个|个|一位|位) ?%sex ${CALLED} {who} ?%sex ?{tier}`,
      `@register ?@register ?(一个|个|一位|位) ?%sex ${CALLED} <name> ?%sex`,
      "@register ?@register ?%sex {who} ?%sex ?{tier}",
      `?(刚|今天|刚刚|刚才|店里|又|新)* (办|开|入|办理|开通) ?了? ?(张|个|一张|一个|位|一位) ?新? ?的? {tier} ?(卡|会员|客户)? ?的? ?${CALLED} ({who}|<name>) ?%sex ?${NUMBER} ?(是)? {phone} ?%sex`,
      `?(把|帮|给|替)? {who} ?%sex ?${NUMBER} ?(是)? {phone} ?%sex ?{tier} ${REGISTER_IT}`,
      `?${CALLED} {who} ?%sex ?{tier} ?${NUMBER} ?(是)? {phone} ?%sex ?{tier} ${REGISTER_IT}`,
    ],
    make: create,
    cost: 0.3,
    tells: true,
  },
  {
    // 姓周的新客 电话137…: all that is known of the name.
    say: [
      `?(来了|有|刚来|登记|加|录|店里|一个|一位|个|位|刚|今天|来)* 姓 <name> ?的 (新客|新客户|新客人|新会员|新顾客|新朋友) ?%sex ?(,|:)? ?${NUMBER} ?(是)? {phone} ?%sex ?{tier}`,
      `@register ?@register ?(一个|个|一位|位)? 姓 <name> ?(的)? ?%sex ?(,|:)? ?${NUMBER} ?(是)? {phone} ?%sex ?{tier}`,
    ],
    make: (said) => (/^[\p{Script=Han}]{1,2}$/u.test(said.words("name") ?? "") ? create(said) : null),
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      `@register ?@register ?(一个|个|一位|位)? 姓 <family> ?(,)? ${CALLED} ({who}|<name>) ?%sex ?(,)? ?${NUMBER} ?(是)? {phone} ?%sex ?{tier}`,
    ],
    make: create,
    cost: 0,
    tells: true,
  },
  {
    // 新客 姓王 叫王小雨 尾号6677: four digits are no phone; they are kept as a note.
    say: [
      `@register ?@register ?(一个|个|一位|位)? ?(姓 <family>)? ?(,|:)? ${CALLED} ({who}|<name>) ?%sex ?(,)? ?(手机|电话)? 尾号 ?(是)? {number.plain:tail}`,
    ],
    make: (said) => {
      const made = create(said);
      const tail = /尾号\D{0,2}(\d{4})(?!\d)/u.exec(said.text)?.[1];
      return made === null || tail === undefined
        ? null
        : [made, { kind: "notes.add", who: made.name, text: `手机尾号${tail}` }];
    },
    cost: 0,
    tells: true,
  },
  {
    // 新客户孙丽 139…，农历三月初三生日，买了条裤子599，喜欢素色: all in one go at the till.
    say: [
      `@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) ({who}|<name>) ?%sex ?(电话|手机|手机号|号码) {phone} ?%sex ?{tier} born=( ?(农历|阴历|阳历) {date:born} (生日|生的|出生|过生日) ) ?(likes=( (喜欢|爱|爱穿|偏爱) <liked> ))`,
      `@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) ({who}|<name>) ?%sex ?(电话|手机|手机号|号码) {phone} ?%sex ?{tier} bought=( (买了|拿了|买) ?{number:count} ?(条|件|个|双|套|只|款|瓶|支|盒|顶|副|杯|包) <item> {number:amount} ?(元|块|块钱) ) ?(likes=( (喜欢|爱|爱穿|偏爱) <liked> ))`,
      `@register ?@register ?(一个|个|一位|位) ?: ?(叫|名字|姓名|是|名叫) ({who}|<name>) ?%sex ?(电话|手机|手机号|号码) {phone} ?%sex ?{tier} likes=( (喜欢|爱|爱穿|偏爱) <liked> )`,
    ],
    make: createAndMore,
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      `?(把|将|给|帮|麻烦把)? {who} ?的 ${THE_NUMBER} ?(给|帮我|都)? ?@changeTo ?(新|新的|这个|:) ?的 {phone}`,
      `{who} ${TELLS_US} (换|换了|换过|改|改了|变|变了|新换了|更换了|更换|换掉了|要换|新办了|办了) ?(个|一个)? ?新 ?${THE_NUMBER} ?了 ?${NEW_ONE}* ?(是|为|:)? {phone}`,
      `{who} ${TELLS_US} (换号|换了号|换号了|换手机|换电话) ?了 ?${NEW_ONE}* ?(是|为|:)? {phone}`,
      `{who} ?的? (旧号|老号|原来的号|之前的号|以前的号|以前的号码|原号码|老号码|旧号码|老电话|原来的电话|之前的电话|之前那个号) ?(已经|都)? (不用|停|停机|作废|注销|废|打不通|换|不用它) ?了 ?${NEW_ONE}* ?(是|为)? {phone}`,
      `{who} ?的? (新|最新|现在) ?的? ${THE_NUMBER} ?(是|为|:)? {phone}`,
      `{who} ?的 ${THE_NUMBER} ?(是|为|:)? {phone}`,
      `{who} ?的 ${THE_NUMBER} ?(给|被|我)* ${WRONG} ?了 ?(一位|一个|两位|一位数|一个数|一个数字|一个号|个数|个数字|最后一位|后四位|位数) ?了 ?${SHOULD}* ?${NEW_ONE}* ?(是|为)? {phone}`,
      `?(把|将|给|帮)? {who} ?的? ${THE_NUMBER} ?(给我|帮我|给)? (改|换|更新|改动|更正|变更|修改|改改|动) ?(一下|下|个)? ?(成|为|是|:)? {phone}`,
      `{phone} (是|才是) {who} ?的? (新|最新|现在) ?的? ${THE_NUMBER}`,
      `(更新|更改|改|修改|变更|更正|换|更换) ?(一下|下)? {who} ?的 ${THE_NUMBER} ?(为|成|到|是|:)? {phone}`,
      `{who} (现在|以后|今后|改|如今) ?用 ?(的是|的)? ?(这个)? ?${THE_NUMBER} ?(了|是)? {phone}`,
    ],
    make: updatePhone,
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?(把|给|帮|将)? {who} ?的 ?(等级|级别|会员等级|会员级别|卡|卡的等级|会员卡)? ?(从 {tier:old})? @changeTo {tier} ?(会员|等级|级) ?了",
      "?(把|给|帮|将)? {who} ?的 ?从 ?{tier:old} ?{date} ?(给|帮|替)? ?(她|他)? (升|降|调|改|转|提|升级|降级|恢复|提升|调整|下调|上调|提级|晋升|退) ?(回|到|成|为|至|级到|级为|级成|级|了|回到|回成)* {tier} ?(会员|等级) ?了",
      "{who} ?的 (等级|级别|会员等级|会员级别|卡级) ?(是|为|:|应该是|填|写)? {tier}",
      `{who} ?的 (等级|级别|会员等级) ${WRONG} ?了 ?${SHOULD}* ?(是|为)? {tier}`,
      // 齐姐已经到钻石了 等级帮我改下
      "{who} ?(已经|都|现在|刚|早就|其实|这个月)* (到|升到|够|达到|是|升|升了|够上|升成|成|满足) {tier} ?的? ?(标准|门槛|条件)? ?了 (等级|级别|会员等级|卡|系统里|档案|资料|卡级) ?(给我|帮我|帮忙|麻烦|还没|也|你|里)* (改|更新|调|升|换|同步|改改|调整) ?(一下|下|过来|上去|上来)",
    ],
    make: updateTier,
    cost: 0.4,
    tells: true,
  },
  {
    say: [
      "?(把|将|给)? {who} ?的 (名字|姓名|名|大名) ?(给|帮我)? @changeTo <value>",
      `{who} ?的 (名字|姓名|名|大名|名儿|姓|字) ${WRONG} ?了 ?${SHOULD}* ?(是|叫|为|应为|@changeTo)* <value>`,
      "{who} (改名|改名叫|改名为|改名成|应该叫|真名叫|真名是|全名是|全名叫|大名叫|大名是|本名叫|本名是|其实叫|实际叫|其实名叫|正确名字是|正确的名字是) ?了 <value>",
    ],
    make: update("name"),
    cost: 0.4,
    tells: true,
  },
  {
    say: [
      `?(把|将|给)? {who} ?的 ${ADDRESS} ?(给|帮我)? ?@changeTo <value>`,
      `{who} ?的 ${ADDRESS} (填|写|登|记|录|登记|补|补上|是|:)+ ?(成|为|上|一下|个)* <value>`,
      `{who} ?的 ${ADDRESS} ${WRONG} ?了 ?${SHOULD}* ?(是|在|为|@changeTo)* <value>`,
      `{who} ?的 (新家|新地址|新住址|现住址) ?(住|地址)? ?(在|是|住|住在|搬到|:) <value> ?${UPDATE_IT}`,
      `{who} (现在|目前|如今|家)+ (住|住在|搬到) <value> ?了 ?${UPDATE_IT}`,
      "{who} 住 (在)? <value>",
      "{who} (搬家了|搬家|搬了) ?的? (地址|住址) (换成|改成|改为|变成|是) <value>",
      `{who} ${TELLS_US} (搬到|搬去|搬家到|搬家去|搬至|搬进|住到|迁到) ?了 <value> ?(去|去住|住|那边)? ?了 ?${UPDATE_IT}`,
      `{who} ${TELLS_US} (搬家了|搬家|搬了|搬新家了|搬新家|换地方住了|换房子了) (新地址|新家|新住址|现在地址|现地址|地址)+ ?(是|在|:)? <value> ?${UPDATE_IT}`,
      `{who} ${TELLS_US} (搬家了|搬家|搬了|搬新家了|搬新家|换地方住了|换房子了) ?(现在|新家|新地址|地址|家|如今|以后)* (住|住在|在|搬到|是|换成|改成)+ <value> ?${UPDATE_IT}`,
    ],
    make: update("address"),
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?(把|将|给)? {who} ?的 (公司|单位|工作单位|就职单位|公司名|任职单位|东家) ?(名|名称)? ?(给|帮我)? (@changeTo|填|写|登|登记|登记成|记|录|:)+ ?(成|为|上)* <value>",
      "{who} ?(现在|目前|如今)? 在 <value> (上班|工作|任职|就职|供职|当差|做事|打工)",
      "{who} (跳槽|换工作|换单位|换公司|跳) ?了 ?(，|,)? ?(现在|如今|新公司|新单位|新东家)? (到|去|在|去了|到了|进了|进)+ <value> ?了",
    ],
    make: update("company"),
    cost: 0.4,
    tells: true,
  },
  {
    say: [
      "?(把|将|给)? {who} ?的 性别 ?(给|帮我)? ?@changeTo ?(是|为)? sex=( (男|女|男的|女的|男性|女性|男士|女士|男生|女生|先生) )",
      `{who} ?的 性别 ${WRONG} ?了 ?${SHOULD}* ?(是|为|成|@changeTo)* ?(个|位)? sex=( (男|女|男的|女的|男性|女性|男士|女士|男生|女生|先生) )`,
      "{who} ?的 性别 (填|写|登|记|录|登记|标|选|设)+ ?(成|为|上|一下|个)* sex=( (男|女|男的|女的|男性|女性|男士|女士) )",
    ],
    make: (said) => ({
      kind: "customers.update",
      who: whoOf(said),
      field: "gender",
      value: said.groupWords("sex") ?? "",
    }),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?(把|将|给)? {who} ?的 (职业|工作|职务|职位|岗位|行当) ?(给|帮我)? @changeTo <value>",
      "{who} ?的 (职业|职务|职位|岗位|行当|行业) (填|写|登|记|录|登记|标|设|补|补上|:)+ ?(成|为|上|一下|个|是)* <value>",
      `{who} ?的 (职业|工作|职务) ${WRONG} ?了 ?${SHOULD}* ?(是|为|@changeTo)* <value>`,
      "{who} (改行|转行|跳槽|换工作|换行) ?了 ?(，|,)? (现在|如今|目前|去|改|当|做|是|在|干)+ <value> ?了",
      "{who} 是 ?(做|干)? <value> 的",
      "{who} 在 <place> (做|当) value=( (护士长|护士|医生|老师|教授|会计|律师|经理|主管|工程师|设计师|文员|销售|司机|厨师|店长|编辑|校长|主任|采购|前台|行政|财务|财务总监) )",
      "{who} 是 ?(个|一个|一位|名|位) value=( (律师|医生|老师|教师|护士|会计|公务员|设计师|工程师|程序员|全职太太|家庭主妇|老板|空姐|记者|编辑|销售|教授|警察|法官|演员|摄影师|厨师|司机|学生|退休教师|主播|博主|模特|牙医) )",
    ],
    make: update("occupation"),
    cost: 0.6,
    tells: true,
  },
  {
    say: [
      "{who} ?的? (也叫|又叫|外号|小名|别名|昵称|英文名|中文名|微信名|微信昵称|人称) ?(叫|是|加一个|加个|加|添加|设为) <value>",
      "?(给|帮|替)? {who} (加|添加|加个|加一个|记|记个|存|存个|设|设个|起|起个|标|标个|添|添个|补|补个) ?(个|一个|上|下)? (别名|外号|昵称|小名|称呼|绰号|英文名|又名) ?(叫|是|:|为)* <value>",
      `?(咱|咱们|我们|我|大家|平时|一般|店里|都|习惯|同事)* 管 {who} (叫|叫做|喊|喊作|称|称作) ?(做)? <value> ?${AS_ALIAS}`,
      `?(咱|咱们|我们|我|大家|平时|一般|店里|都|习惯|同事)* (叫|喊|称呼|称) {who} (叫|做|作|为) ?(做)? <value> ${AS_ALIAS}`,
      `{who} (我们|咱们|大家|店里|平时|一般|都|习惯|同事)+ (叫|喊|称|管) (她|他) ?叫 <value> ?${AS_ALIAS}`,
      "{who} ?的? (别名|外号|昵称|小名|绰号|英文名) (填|写|登|记|录|登记|是|叫|就叫|改成|改为|:)+ ?(成|为|上)* <value>",
    ],
    make: update("alias"),
    cost: 0.4,
    tells: true,
  },
  ...(
    [
      ["address", `${ADDRESS} ?(给|帮我|也|也要)* (@changeTo|更新为|更新成|变成|变为) <value>`],
      [
        "occupation",
        "(职业|职务|岗位|职位|行当) ?(给|帮我|也|也要)* (@changeTo|更新为|更新成|变成|变为|填|写) <value>",
      ],
      ["company", "(公司|单位|工作单位|公司名) ?(给|帮我|也|也要)* (@changeTo|更新为|更新成|变成|变为|填|写) <value>"],
      ["name", "(名字|姓名|大名) ?(给|帮我|也|也要)* (@changeTo|更新为|更新成|变成|变为) <value>"],
      ["alias", "(别名|外号|昵称|小名|英文名) ?(给|帮我|也|也要)* (@changeTo|更新为|更新成|变成|变为|写) <value>"],
    ] as const
  ).map(
    ([field, say]): Phrase => ({
      // …，地址改成南京路8号: one more field of hers who was named before.
      say: [say],
      make: update(field),
      cost: 0.6,
      tells: true,
    }),
  ),
  {
    say: [
      `?(她|他) ?的? ${THE_NUMBER} ?(也|都|又|已经)* (换了|改了|变了) ?(，|,)? ?${NEW_ONE}* ?(是|为|:)? {phone}`,
      `${THE_NUMBER} ?(给|帮我|也|也要)* ?(@changeTo|更新为|更新成|变成|变为|改|换|是) ?(了|新的|这个|:)* {phone}`,
    ],
    make: updatePhone,
    cost: 0.6,
    tells: true,
  },
  {
    say: [
      "(等级|级别|会员等级|会员级别|卡级) ?(给|帮我|也|也要)* (@changeTo|升到|升成|升为|调成|调到|更新为|更新成|变成|变为) {tier} ?(会员|等级|级)",
    ],
    make: updateTier,
    cost: 0.6,
    tells: true,
  },
  {
    say: ["{who} 是 (女的|女生|女士|女性)"],
    make: (said) => genderSaid(said, "female"),
    cost: 0.4,
    tells: true,
  },
  {
    say: ["{who} 是 (男的|男生|先生|男性|男士)"],
    make: (said) => genderSaid(said, "male"),
    cost: 0.4,
    tells: true,
  },
];

/** 「贺太付款都是她先生」: with words between that nothing explains it says nothing of her. */
function genderSaid(said: Said, value: "female" | "male") {
  const gaps = said.captures.slice(1).map(({ start }, index) => said.text.slice(said.captures[index]?.end, start));
  return gaps.every((gap) => /^[\s，,]*(?:其实|应该|原来|就|确实|可)*$/u.test(gap))
    ? { kind: "customers.update", who: whoOf(said), field: "gender", value }
    : null;
}

function updatePhone(said: Said): Plan {
  return {
    kind: "customers.update",
    who: whoOf(said),
    field: "phone",
    value: String(said.get("phone")?.span?.value ?? ""),
  };
}
function updateTier(said: Said): Plan {
  return { kind: "customers.update", who: whoOf(said), field: "tier", value: said.words("tier") ?? "" };
}
function update(field: string) {
  return (said: Said) => {
    const value = (said.words("value") ?? said.groupWords("value") ?? "").replace(
      /^(?:(?:正确的?|应该|其实|实际上?|对的|新的?|现在的?)?(?:应?是|叫做?|应?为|:|：)|[改换](?:成|为|到)?)(?=..)/u,
      "",
    );
    // 「那个张姐，就是上次带同事来的」, 「住附近的那位」: an aside that says who is meant changes nobody's record.
    const aside =
      (field === "occupation" || field === "address") && /上次|上回|昨|刚|那位|那个|附近|来|去|买|说|带/u.test(value);
    // 换公司了 以后改寄新地址: what follows a change of work tells of something else.
    const later =
      (field === "company" || field === "occupation") &&
      /^(?:以后|今后|最近|近来|平时|时间|现在(?!在)|周|每|没|不|有|要|想|下午|上午|晚上|白天)/u.test(value);
    // 住院, 新家在装修: no address.
    const nowhere =
      field === "address" && (value.length < 2 || /^(?:院|校|宿)|装修|医院|一起|月子|布置|收拾|打扫/u.test(value));
    // 是老板的朋友: what she is stands after it.
    const end = Math.max(...said.captures.map((capture) => capture.end));
    const goesOn =
      field === "occupation" &&
      /^(?:朋友|闺蜜|同事|同学|邻居|老乡|太太|夫人|老婆|老公|先生|女儿|儿子|妈|妹|姐|弟|哥|亲戚|表|嫂|战友|发小|助理|秘书|学生)/u.test(
        said.text.slice(end),
      );
    // 是90年6月18的: a day is no work.
    const day = field === "occupation" && /^[\d零一二三四五六七八九十]+[年月]/u.test(value);
    return aside || nowhere || later || goesOn || day || value === "" || /[？?吗谁哪啥咋几]|什么|多少|时候/u.test(value)
      ? null
      : { kind: "customers.update", who: whoOf(said), field, value };
  };
}
/** What is told with a new name is of her: her birthday, what she bought, what she likes. */
function createAndMore(said: Said): Plan[] | null {
  const made = create(said);
  if (made === null) return null;
  const who = made.name;
  const plans: Plan[] = [made];
  const born = dateOf(said.get("born"));
  const lunar = born?.lunar === true || /农历|阴历/u.test(said.groupWords("born") ?? "");
  const words = said.words("born") ?? "";
  const spoken = lunar ? lunarDay(words) : null;
  const solar = lunar ? null : (dayOn(born, "near") ?? null);
  if (spoken || solar)
    plans.push({
      kind: "notes.birthday",
      who,
      calendar: lunar ? "lunar" : "solar",
      year: Number(/(?:19|20)\d{2}/u.exec(words)?.[0] ?? 0) || null,
      month: spoken?.month ?? Number(solar?.slice(5, 7)),
      day: spoken?.day ?? Number(solar?.slice(8)),
      leap: spoken?.leap ?? false,
      unsure: false,
    });
  else if (said.get("born") !== null) return null;
  const item = said.words("item")?.trim() ?? "";
  if (item !== "") {
    const amount = amountOf(said.get("amount"));
    const quantity = Math.max(1, Math.round(amountOf(said.get("count")) ?? 1));
    plans.push({ kind: "purchases.record", who, items: [{ item, quantity, amount: null }], amount, on: null });
  }
  const liked = said.words("liked")?.trim() ?? "";
  if (liked !== "") plans.push({ kind: "notes.prefer", who, value: liked, topic: null, dislike: false });
  return plans;
}

function create(said: Said) {
  const called = (said.words("name") ?? whoOf(said))
    .replace(/^(?:新的|新人|新来的|一个新的)\s*/u, "")
    .replace(/^(?:.*\s(?=叫))?[人户]?\s*(?:叫|名字|姓名|是)*\s*/u, "")
    .replace(/(电话|手机号?|号码)$/u, "")
    // 姓周 周晓 says her surname twice; 姓周 is all that is known.
    .replace(/^姓(.{1,2}?)[\s，,、]*(?:名?叫|名字是?|是)?[\s：:]*(?=\1.)/u, "")
    .trim();
  const sexSaid = said.groupWords("sex") ?? "";
  const family = /^姓?(\p{Script=Han}{1,2})$/u.exec(called)?.[1];
  // A surname alone: 周女士, 周先生, and where nobody said which, 周客人.
  const name =
    family !== undefined && said.text.includes(`姓${family}`)
      ? `${family}${/女/u.test(sexSaid) ? "女士" : /男|先生/u.test(sexSaid) ? "先生" : "客人"}`
      : called;
  if (name === "" || name.length > NAME_MAX) return null;
  const phone = said.get("phone")?.span?.value;
  const sex = `${name}${sexSaid}`;
  const gender = /女士|小姐|太太|姐$|女/u.test(sex) ? "female" : /先生|哥$|男/u.test(sex) ? "male" : "unknown";
  return {
    kind: "customers.create",
    name,
    phone: phone === undefined ? null : String(phone),
    gender,
    tier: said.words("tier"),
    confirmed: false,
  };
}
