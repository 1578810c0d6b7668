// How people tell what a customer likes, dislikes and wears.
import type { Plan } from "../../skill.ts";
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { asksWho, findFact, withoutAdvice } from "./said.ts";
import { words } from "./vocabulary.ts";

/** 要2件 以前要3件 tells how many. */
const A_SIZE = /^(?:\d{0,2}x{0,4}[sml]|f|均码|加大|[大中小]码|\d{2,3}(?:\.5)?|\d{1,3}码)码?$/iu;
/** What one does with goods before a customer who does not care for them. */
const SHOWN = "(拿|推|推荐|看|介绍|配|搭|试|挑|选|上|搭配|备|留|准备|提|带|找)";

export const tastePhrases: Phrases["phrases"] = [
  {
    // 柳小姐裤长97, 谭雅上身XS下身S, 孔太圈口56的.
    say: [
      // 贺太鞋39 is a size, 鞋399 a price.
      "?@note {who} ?的? size=( (鞋|鞋子|靴子|皮鞋|运动鞋|短靴|长靴|马丁靴|高跟鞋|平底鞋|单鞋|凉鞋|拖鞋|球鞋|乐福鞋|小白鞋|帆布鞋) ?(穿|是|要|就)? @shoeSize ?半 ) ?的",
      "?@note {who} ?的? (鞋|鞋子|靴子|皮鞋|运动鞋|短靴|长靴|马丁靴|高跟鞋|平底鞋|单鞋|凉鞋|拖鞋|球鞋|乐福鞋|小白鞋|帆布鞋) ?(穿|是|要|就) size=( @shoeSize 码 ) ?的",
      // 潘总不是L码是XL
      "?(更正|纠正|改一下|不对|记错了) ?: ?{who} ?的? ?(尺码|码数|衣服|上衣|裤子|裙子|鞋|鞋子)? ?(不是|不穿|并不是|不该是) ?穿? ({number:was}|@letterSize) ?码? ?的? ?(，|,)? ?而? (是|穿|应该是|应该穿|改成|其实是) size=( ({number}|@letterSize) ?码 ) ?的",
      "?@note {who} ?的? size=( (戒指|手镯|镯子|对戒|戒圈) ?(是|戴|要)? {number} (号|寸) ) ?的",
      "?@note {who} (以前|之前|原来|原先|过去|去年|上次) ?(都|是)? (穿|戴|要) ({number:was}|@letterSize) ?码 ?的? ?(，|,)? (现在|如今|今年|最近|这次)+ ?(要|得|改|只能)* ?(穿|是|戴)? size=( ({number}|@letterSize) ?码 ) ?的 ?了",
      // 阎小姐的尺码改成L吧，之前写的M不对
      "?(把|将)? {who} ?的? (尺码|码数|鞋码|鞋号|号|码|衣服尺码|裤码|上衣尺码|size) ?(要|得|帮我|给|也|麻烦|应该|都)* (改成|改为|改到|换成|更新为|更新成|更正为|应该是|应为|变成|改|更正成) size=( ({number}|@letterSize) ?码 ) ?(吧|了)* ?( ?(，|,)? (之前|原来|以前|上次|原先|刚才|前面|我|现在)* ?(写|记|录|登|填)? ?的? ?是? ({number:was}|@letterSize) ?码? ?(是)? (不对|错了|是错的|错的|写错了|记错了|小了|大了|不准|不合适) ?了 )",
      // 韩姐的码记错了 应该是S
      "{who} ?的? (尺码|码数|鞋码|鞋号|号|码|衣服尺码|裤码|上衣尺码|size) ?(之前|原来|以前|上次|刚才|前面|我|上回)* ?(写|记|录|登|填|弄|搞) ?(的)? (不对|错了|错|反了|有误) ?了? ?, ?(应该|其实|实际|正确|她|他|实际上)* (是|穿|改成|改为|改|应为|为|要) ?穿? size=( ({number}|@letterSize) ?码 ) ?的",
      "?@note {who} ?的? (尺码|码数|鞋码|号) (变了|改了|换了|有变|大了|小了) ?(，|,)? ?(现在|如今|今年)? ?(要|得|改)* ?(穿|是)? size=( ({number}|@letterSize) ?码 ) ?的 ?了",
      "?@note {who} ?的? value=( (袖子|裤腿|裤脚|领口|领子|腰身|腰|裙摆|下摆|衣服|裤子|裙子|肩膀|鞋跟|鞋头|版型) ?(都|就)? ?(要|得|喜欢|爱穿)? (长|短|宽|松|紧|窄|高|低|大|小|厚|薄|宽松|修身) (一点|点|些|一些|一点点) ) ?的",
      "?@note {who} ?的? size=( ?@worn @girth ?(是|要|穿|就|大概|约|差不多|做|做到|要做|要做到|得做|得做到)? {number} ?(公分|cm|厘米|寸|英寸|码|号|尺|半) ) ?的?",
      "?@note {who} ?的? size=( @worn ?(穿|是|要|码数|尺码)? @letterSize 码? ?(，|,|、)? @worn ?(穿|是|要)? @letterSize 码? )",
      "?@note {who} ?的? size=( @worn ?(穿|是|要|码数|尺码)? @letterSize 码? ?(，|,|、)? @worn ?(穿|是|要|码数|尺码)? {number} ?(码|号) )",
      "?@note {who} ?的? size=( @worn ?(穿|是|要|码数|尺码)? {number} ?(码|号)? ?(，|,|、)? @worn ?(穿|是|要|码数|尺码)? {number} ?(码|号) )",
      "?@note {who} ?的? size=( @worn ?(穿|是|要|码数|尺码)? {number} ?(码|号) ?的 ?(，|,|、)? @worn ?(穿|是|要)? @letterSize 码? )",
      "?@note {who} ?的? @worn ?(穿|是|要|码数|尺码)? size=( @letterSize 码? ) ?的",
      "?@note {who} ?的? ?(平时|一般|一直|都|鞋|衣服|裤子|裙子)* (穿|要|拿|戴) size=( {number} 的 (鞋|鞋子|裤子|衣服|裙子|上衣|外套|靴子|戒指|帽子) )",
      "?@note {who} ?是? size=( @shoeSize ) ?(码|号) ?的 脚",
      // 脚43码, 卓敏37码半
      "?@note {who} ?的? ?(脚|脚大|@worn|平时|一般|一直|现在|都|也)* ?(穿|是|要|得穿|应该穿|戴)* size=( {number} (码|号) ?半 ) ?(左右|的|吧)* ?(鞋|鞋子|衣服|裤子|裙子)",
      // 手寸我量过了是14号
      "?@note {who} ?的? size=( @girth ) ?(我|刚|刚刚|今天|给她|给他|帮她|已经|都|上次)* (量过了|量了|量过|量好了|量出来|量完了|量了一下|量了下|测了|测过了|试过了|问过了|问了) ?(，|,)? ?(是|要|得|有|就是|在)* {number:measured} unit=( ?(公分|cm|厘米|寸|英寸|码|号|尺|半) )",
      // 瘦了 现在要穿42的了
      "?@note {who} ?(瘦了|胖了|瘦了点|胖了点|瘦了些|胖了些|长胖了|变瘦了|变胖了|脚胖了|长高了|长个了)? ?(，|,)? ?@much* ?(要|得|该|只能|能|可以|改|换|改成|换成|变成|应该)* (穿|戴|改穿|换穿) ?到? size=( ({number}|@letterSize) ?码 ) ?的 ?了 ?( ?(，|,)? ?(帮我|麻烦|你|给|把|她|他|档案|资料|尺码|里)* (改|更新|改掉|更正|换掉|调) ?(一下|下|了|过来|一改) | ?(，|,)? (之前|原来|以前|上次)+ ?(记|写|登|存)? ?的? ({number:was}|@letterSize) ?码? ?的? (删掉|删了|去掉|作废|改掉|不要了|不对了) )",
      "?@note {who} ?的? ?(平时|一般|一直|都|鞋|衣服|裤子|裙子|上衣)* (穿|是|要|戴)+ size=( {number} ?(码|号) ) ?的? ?(，|,)? ?(之前|以前|上次|原来|系统里|系统|档案里|档案|那个|原先|我|我们)* (记|写|登|录|填|存)+ ?(的|成|成了|着)* {number:was} ?(码|号)? ?的? ?(是)? ?(不对|错了|记错了|错的|有误|不准|写错了|错|弄错了)",
      "?@note {who} ?的? ?(一直|都|平时|只)? (穿|码数|尺码|size) ?(是)? size=( @letterSize ) ?的",
    ],
    make: (said) => {
      const measured = `${said.words("measured") ?? ""}${said.groupWords("unit") ?? ""}`;
      const size = `${said.groupWords("size") ?? said.groupWords("value") ?? ""}${measured}`.replace(
        /(?<=[码号])的.*$|(?<=[围寸口长宽圈])(?:[是要得]?做?到?)(?=\d)/gu,
        "",
      );
      // 连衣裙1280 is a price, and so is 不是3600是3900.
      return (said.has("worn") || said.has("was")) && /[2-9]\d{2}|\d{4}/u.test(size) ? null : prefer(said, size, false);
    },
    yields: true,
    cost: 0.2,
    tells: true,
  },
  {
    // 现在穿L了 以前是M: the size of today said first.
    say: [
      "?@note ?{who} ?的? ?(现在|如今|今年|最近|已经|也|都|鞋|鞋子|衣服|裤子|裙子|上衣|尺码|码数)* ?(改|要|得|只能)* (穿|戴|是|要) ?到? size=( ({number}|@letterSize) ?码 ) ?的 ?了 ?(，|,)? (以前|之前|原来|原先|过去|去年|上次|从前)+ ?(都|一直|是|穿|要|戴)* ({number:was}|@letterSize) ?码 ?的",
    ],
    make: (said) => {
      const size = said.groupWords("size") ?? "";
      return A_SIZE.test(size) ? prefer(said, size, false) : null;
    },
    yields: true,
    cost: 0.05,
    tells: true,
  },
  {
    // 常姐穿L 鞋37: two sizes, each of its own.
    say: [
      "?@note {who} ?的? ?(平时|一般|一直|都|衣服)* (穿|码|尺码|码数) ?(是)? size=( (@letterSize|{number}) 码? ) ?的? ?(，|,|、)? ?(脚|脚是|脚上|脚穿)? shoe=( (鞋|鞋子|鞋码|脚) ?(穿|是|要)? @shoeSize ?半 ) ?(的|码)",
      "?@note {who} ?的? shoe=( (鞋|鞋子|鞋码|脚) ?(穿|是|要)? @shoeSize ?半 ) ?(的|码)? ?(，|,|、)? ?(平时|一般|一直|都|衣服)* (穿|码|尺码|码数) ?(是)? size=( (@letterSize|{number}) 码? ) ?的",
    ],
    make: (said) =>
      [said.groupWords("size") ?? "", said.groupWords("shoe") ?? ""].flatMap((size) => prefer(said, size, false) ?? []),
    cost: 0.1,
    tells: true,
  },
  {
    // …，衬衫40码: of her who was named before.
    say: [
      "size=( (@worn|脚) ?(穿|是|要|码数|尺码|大)? {number} (码|号) ?半 ) ?的",
      "?(她|他|平时|一般|衣服)* (尺码|码数|衣服尺码) ?(是|穿)? size=( @letterSize 码? ) ?的",
      "size=( ?@worn @girth ?(是|要|穿)? {number} ?(公分|cm|厘米|寸|英寸|码|号|尺|半) )",
      "?(平时|一般|她|他|现在|都|一直)* (穿|鞋码|尺码|码数|脚|脚是|脚大) ?(是)? size=( {number} ?(码|号) ?半 ) ?的",
      "?(平时|一般|她|他)* 穿 size=( @letterSize 码? ) ?的",
    ],
    make: (said) =>
      said.captures[0]?.start === 0
        ? null
        : prefer(said, (said.groupWords("size") ?? "").replace(/(?<=[围寸口长宽圈])[是要](?=.)/u, ""), false),
    cost: 0.4,
    tells: true,
  },
  {
    // 叶姐只穿平底 高跟的别给她拿; 阮姐说蝙蝠袖显胖 不要再给她拿了.
    say: [
      `?@note {who} %told <value> (，|,|显胖|显老|显黑|显矮|太贵|不好看|不舒服|扎|扎人|穿着|显|土|老气|闷|太|不合适|，)* ?(以后|千万|都|就)* (别|不要|不用|甭|少) ?(再|给|跟|她|他)* ${SHOWN} ?了`,
      `?@note {who} ?(，|,)? <value> ?(，|,)? (都|就|一律|以后|千万)* (别|不要|甭) ?(再)? (给|跟|帮) (她|他) ${SHOWN} ?了`,
      `<value> ?(，|,)? (都|就|一律|以后|千万)* (别|不要|甭|少) ?(再)? (给|跟|帮) (她|他|{who}) ${SHOWN} ?了`,
    ],
    make: notShown,
    cost: 0.6,
    tells: true,
  },
  {
    say: [
      "?@note {who} ?的? size=( (文胸|内衣|胸罩|bra|罩杯|内衣码|内衣尺码) ?(穿|是|要)? <x> )",
      "?@note {who} ?的? ?穿 size=( {number} (a|b|c|d|e|f|g) ?杯 ) ?的",
    ],
    make: (said) => {
      const size = said.groupWords("size") ?? "";
      return /(?<!\d)\d{2}\s?[a-h]{1,2}(?:杯|码|的)?$/iu.test(size)
        ? prefer(said, size.replace(/的$/u, ""), false)
        : null;
    },
    cost: 0.2,
    tells: true,
  },
  {
    // 给糖糖妈记个偏好 无香的湿巾
    say: [
      "?(给|帮|替) {who} (记|记个|记一个|记条|加个|加一个|加条|写个|登个|补个|添个|登记个|备注个|记下|记录)+ ?(一个|个|条|一条)? (偏好|喜好|爱好|口味|喜欢的) ?: <value>",
      "(更新|登记|补充|新增|记录|添加|修改|录入|记|改)+ ?(一下|下|个|一个)? (偏好|喜好|口味|穿衣偏好|风格偏好) ?: {who} ?: <value>",
      // 尺码帮我存一下 孙倩 鞋37.5
      "(偏好|喜好|爱好|口味|尺码|鞋码|码数|手寸|圈口|衣服尺码|风格) ?(，|,)? ?(帮我|帮|麻烦|给|请|你|也|再)* (@keep|补一个|补个|加一个|加个|存一个|添一个|更新|更新下|更新一下) ?: {who} ?: <value>",
      "?@note {who} ?的? (偏好|喜好|口味) ?(是|为|：)? ?: <value>",
      "?@note {who} (喝茶|喝酒|喝咖啡|喝奶茶|穿衣服|穿衣|买衣服|买鞋|买包|戴首饰|选料|面料|颜色|口味|款式|茶|酒|衣服|裤子|鞋|包) (只要|只认|就要|就认|必须|必须是|一定要|只挑|非要|只选|就选|就喜欢|就爱|只爱|只喝|只穿|只买) <value>",
    ],
    make: (said) => prefer(said, ofTopic(said), false),
    cost: 0.15,
    tells: true,
  },
  {
    say: [
      "?@note {who} (平时|一般|一直|向来|都|就|最|特别|通常|平常|从来|喝茶|买衣服)+ @like <value>",
      "?@note {who} %told ?@much* 对 <value> ?@much* @fond",
      "?@note {who} %told 无 <value> 不欢",
      "?@note {who} %told 非 <value> 不 (喝|穿|吃|用|买|戴|要|可|选)",
      // 口红喜欢豆沙色, 茶喜欢酽的
      "?@note {who} ?的? (@worn|口红|茶|酒|咖啡|水果|香水|首饰|面料|颜色|款式|口味|花|包|包包|菜|点心|奶茶|面霜|护肤品|料子|版型|珠宝|手表|家具|沙发) ?@much* @like <value>",
      "?@note {who} 是 ?(个|一个|资深|铁杆|妥妥的|典型的|标准的)* value=( <x> (控|迷|发烧友|爱好者|脑残粉|死忠粉) )",
    ],
    make: (said) => prefer(said, said.groupWords("value") ?? said.words("value") ?? "", false),
    cost: 0.5,
    tells: true,
  },
  {
    // 大红袍史总不感冒, 甜白蔺姐反而中意: the thing first.
    say: [
      "<value> {who} ?(反而|反倒|倒|倒是|就|最|挺|特别|很|也|可|真|偏偏|还是|蛮|超)* (喜欢|中意|爱|爱穿|爱喝|爱吃|爱用|喜爱|钟爱|受用|买账|稀罕|感兴趣|爱得很|喜欢得很|喜欢得不得了|很对胃口|对胃口|很吃这一套)",
      "{who} %told <value> 的 dislike=( (不要|不行|不考虑|不喜欢|不爱|不穿|不碰|不吃|不喝|不戴|不用) ) ?了",
      "<value> {who} ?(一点|从来|压根|一向|都|可|也|是|根本|一直)* dislike=( (不太爱穿|不太喜欢|不怎么喜欢|不大喜欢|不怎么穿|不太穿|不太爱|不怎么爱|不太爱吃|不太爱喝|不怎么吃|不怎么喝|不太中意|不太感冒|穿不惯|吃不惯|喝不惯|戴不惯|用不惯|穿不了|不考虑|不太能接受|接受不了|不爱看|从来不穿|从来不碰|不怎么戴|不太爱戴|不感冒|不喜欢|不爱|没兴趣|不感兴趣|无感|不买账|看不上|瞧不上|不待见|讨厌|嫌弃|不中意|一律不要|不穿|不戴|不用|不爱穿|不爱喝|不爱吃|不爱用|不稀罕|没感觉|受不了) )",
    ],
    make: thingFirst,
    cost: 0.5,
    tells: true,
  },
  {
    // 化纤的万姐不要: goods of a kind; 昨天买的…不要 are goods she has.
    say: [
      "<value> 的 {who} ?(一点|从来|压根|一向|一概|一律|都|可|也|是|根本|一直|绝对)* dislike=( (不要|不考虑|不行|不接受|不收) )",
    ],
    make: (said) => (HERS_ALREADY.test(said.text) ? null : thingFirst(said)),
    yields: true,
    cost: 0.5,
    tells: true,
  },
  {
    // 只要黑白灰: colours that she wears, and not what she buys today.
    say: [
      "?@note ?{who} %told ?(衣服|上衣|裤子|裙子|鞋|鞋子|颜色|买衣服|平时|一般|一直|从来|永远|都)* (只要|只认|只选|只挑|只穿) value=( (@hue ?(色|色系|系))+ ) ?的 ?(衣服|款|颜色)",
    ],
    make: onlyHue,
    yields: true,
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "?@note ?一下 {who} %told ?@much* @like <value>",
      "?@note {who} ?的 (鞋码|尺码|码数|衣服尺码|裤码) ?(是|穿)? size=( {number} ?半 )",
      "?@note {who} ?的 (鞋码|鞋|衣服|裤子|尺码|鞋子) ?(是|穿)? size=( <value> 码 )",
      "?@note {who} ?的 (上衣|裙子|外套|大衣|衬衫|毛衣|西装|连衣裙) @wear size=( <value> 码 )",
      "?@note {who} ?的 @wear size=( {number} ?(码|号) ) ?的 (鞋|裤子|衣服|鞋子|裙子|上衣|外套|大衣)",
      "?@note {who} ?的 @wear size=( <value> 码 ) ?的 ?(鞋|裤子|衣服|鞋子|裙子)",
      "?@note @wear size=( <value> 码 )",
      "?@note {who} ?的 @worn (穿|要穿|得穿|平时穿) size=( {number} ) ?的",
      "?@note {who} ?的 (鞋|鞋子|脚) @wear size=( {number} 码 半 )",
      "?@note {who} ?的 size=( (戒指|戒指圈|指圈|手镯|镯子|戒|手链|项链|内衣|文胸|帽子)? (圈号|圈口|手寸|指围|腕围|头围) ?(是)? {number} ?(号|码|寸)? )",
      "?@note {who} ?的? (戴|戴的)? size=( {number} 号 (圈|圈口|戒指|戒圈|镯子) )",
      "?@note {who} size=( (xs|s|m|l|xl|xxl|xxxl|2xl|3xl|均|大|中|小|加大|{number}) 码 )",
    ],
    make: (said) => {
      const value = said.groupWords("size") ?? said.words("value") ?? "";
      return prefer(said, value, false);
    },
    tells: true,
  },
  {
    say: ["?@note ?@much* @like <value>"],
    make: likedByHer,
    cost: 0.45,
    tells: true,
  },
  {
    // 毛小姐怀孕了 喜欢宽松的: what befell her, and what she likes for it.
    say: [
      "?@note {who} ?(最近|现在|已经|说)* state=( ?(刚|又)* (怀孕了|怀孕|怀二胎了|怀二胎|怀上了|做了手术|做完手术|生完孩子|生了孩子|出了月子|退休了|换工作了|升职了|搬家了|结婚了) ) ?(，|,)? ?(她|他|所以|现在|平时|以后|就|更|都)* @like <value>",
    ],
    make: (said) => {
      const state = (said.groupWords("state") ?? "").trim();
      const liked = prefer(said, said.words("value") ?? "", false);
      if (liked === null) return null;
      const who = whoOf(said);
      const told = /怀|手术/u.test(state)
        ? { kind: "notes.negative", who, value: state, topic: "健康" }
        : { kind: "notes.add", who, text: state };
      return [told, liked].flat();
    },
    cost: 0.2,
    tells: true,
  },
  {
    // …，不喜欢尖头的，喜欢方头的: of her who was named before; at the head it asks who is like that.
    say: [
      "?(她|他)? ?@much* @dislike <not> (，|,) ?(但|但是|就|只|更)* ?@much* @like <value>",
      "?(她|他)? ?@much* @like <value> (，|,) ?(但|但是|就是)* ?@much* @dislike <not>",
    ],
    make: (said) => {
      if ((said.captures[0]?.start ?? 0) === 0) return null;
      const [value, not] = [said.words("value") ?? "", said.words("not") ?? ""];
      if (/客户|会员|的人|[我你]|提醒|发|联系/u.test(value + not)) return null;
      const [like, dislike] = [prefer(said, value, false), prefer(said, not, true)];
      if (like === null || dislike === null || NO_THING.test(not)) return null;
      const both = (said.get("not")?.start ?? 0) < (said.get("value")?.start ?? 0) ? [dislike, like] : [like, dislike];
      return both.flat();
    },
    yields: true,
    cost: 0,
    tells: true,
  },
  {
    // 不喜欢西装 就爱卫衣; 偏好冷色调 不要荧光的.
    say: [
      "?@note {who} %told ?@much* @dislike <not> ?(，|,)? ?(但|但是|不过)? (就|更|只|反而|反倒|倒|倒是|最|还是)+ (喜欢|爱|要|认|穿|喝|吃|戴|爱穿|爱喝|爱吃|偏爱|中意|喜欢穿|喜欢喝|喜欢吃) <value>",
      "?@note {who} %told ?@much* @like <value> ?(，|,)? ?(但|但是|不过|就是)? ?(很|最|特别|也)? (不要|不喜欢|讨厌|不爱|不爱穿|不爱喝|不爱吃|不穿|不喝|不碰|不太喜欢|不怎么喜欢|不太爱|不怎么爱|受不了|看不上) <not>",
    ],
    make: (said) => {
      const [value, not] = [said.words("value") ?? "", said.words("not") ?? ""];
      const [like, dislike] = [prefer(said, value, false), prefer(said, not, true)];
      if (like === null || dislike === null || NO_THING.test(not)) return null;
      const both = (said.get("not")?.start ?? 0) < (said.get("value")?.start ?? 0) ? [dislike, like] : [like, dislike];
      return both.flat();
    },
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?@note {who} %told ?@much* @dislike <value> ?%careful",
      "?@note {who} %told 对 <value> dislike=( (没兴趣|不感兴趣|没感觉|无感|不感冒|没什么兴趣|提不起兴趣|不太感冒) )",
      "?@note @dislike <value>",
    ],
    make: (said) => {
      const value = said.words("value") ?? "";
      // 不喜欢红色的客户 asks who.
      if (!said.has("who") && /^(?:提醒|跟进?|回访|管|再?联系|通知)/u.test(value)) return null;
      // 不要那件大衣了 退吧: she gives it back.
      if (/要$/u.test(said.words("dislike") ?? "") && /^[那这]\S{0,3}[件条双个款套]|退[吧了货款]?$/u.test(value))
        return null;
      // 不要提折扣 is about the text in hand.
      if (
        /不[要用]$/u.test(said.words("dislike") ?? "") &&
        !(said.has("who") && /^带.{2,}/u.test(value)) &&
        /^(?:再?send|[提说写发带打给把用让再去联跟推转加记做管催等动]|表情|emoji|感叹号|落款|署名|称呼|(?:太|那么|这么)?(?:长|肉麻|客套|官方|夸张)|给我)/u.test(
          value,
        )
      )
        return null;
      if (!said.has("who") && /出来|以上|以下|以内|客户|会员/u.test(value)) return null;
      // 讨厌黑色的: asks who does.
      if (said.captures[0]?.start === 0 && asksWho(said)) {
        const found = findFact(value, "negative");
        return found && { ...found, where: [{ ...found.where[0], kind: "dislike" }] };
      }
      return !said.has("who") && /(客户|顾客|会员|人|的)$/u.test(value) && !isOfHerBefore(said)
        ? null
        : prefer(said, value, true);
    },
    tells: true,
  },
];

/** 「偏好冷色调，不要荧光的」: tastes of somebody were told before, so this is another. */
function isOfHerBefore(said: Said): boolean {
  const start = said.captures[0]?.start ?? 0;
  return /(?:喜欢|偏好|偏爱|钟爱|爱[穿吃喝用]|只[穿要买]|[穿戴].{1,6}[码号]).{1,12}$/u.test(said.text.slice(0, start));
}
/** 推荐几件 只要黑色 is of what is looked for; 只要黑色的客户 asks who. */
function onlyHue(said: Said): Plan | Plan[] | null {
  const start = said.captures[0]?.start ?? said.groups[0]?.start ?? 0;
  if (!said.has("who") && /推荐|找|搭|配|挑|选|留|订|买|拿|看/u.test(said.text.slice(0, start))) return null;
  const value = said.groupWords("value") ?? "";
  return !said.has("who") && /的$/u.test(said.text.trim())
    ? { kind: "notes.prefer", who: whoOf(said), value, topic: null, dislike: false }
    : prefer(said, value, false);
}
/** Of what was bought, tried or kept for her, or of no kind of goods. */
const HERS_ALREADY =
  /[买试定订看选挑拿留送寄取改做拍穿戴退换][了过中好下走来]?的|[了过]的|合适|喜欢|剩|其他|别的|多余|相同|同款|[这那]样|优惠|打折|特价|便宜|贵|好的|新到|新款|到货|不要了|昨|今天|上次|上回|那天|刚|之前|[这那][件条双个款套只]/u;
/** 「别给她推消息」 is about messages. */
function notShown(said: Said): Plan | Plan[] | null {
  const value = (said.words("value") ?? "")
    .replace(/^(?:说|这种|那种|她|他)+|[，,\s]+|的?(?:东西|款式?|衣服)?$/gu, "")
    .replace(DISLIKED, "");
  if (!said.has("who") && said.captures[0]?.start === 0) return null;
  // 那旗袍不要了 别找了: a wish that is over, and no taste.
  if (/^[那这].*不(?:想)?要了?$/u.test(value)) return null;
  if ([...value].length < 2 || [...value].length > 10 || NO_THING.test(value)) return null;
  return prefer(said, value, true);
}
const DISLIKED = new RegExp(`^(?:${[...(words.dislike ?? [])].sort((a, b) => b.length - a.length).join("|")})`, "u");
const NO_THING =
  /^话|千万|以后|务必|记得|消息|电话|短信|微信|提醒|优惠|活动|券|推荐|草稿|客户|会员|[我你谁哪几吗]|过敏|忌|信佛|[第这那][一二三]?[条个]|化疗|手术|流产|怀孕|孕妇|失业|痛风|高血压|糖尿病|去世|离婚|心情|最近|今天|生病/u;

/** Only what was named: the handler guesses the rest from the value. */
const topicOf = (value: string): string | null => (/码$/iu.test(value) ? "尺码" : null);

/** 「…，喜欢黑色」 is about her who was named before; at the head of a message it asks who likes that. */
function likedByHer(said: Said) {
  const value = (said.words("value") ?? "").trim();
  const atHead = said.captures[0]?.start === 0;
  if (!atHead || said.has("note")) return prefer(said, value, false);
  const like = value.replace(/的?(客户|顾客|会员|人)?(有?哪些|有谁)?$/u, "");
  return like === "" || /[谁哪什么吗？?]/u.test(like)
    ? null
    : {
        kind: "customers.find",
        where: [alternatives(like)],
      };
}
/** 爱喝冷萃或者手冲的: either will do. */
function alternatives(like: string) {
  const [one, ...others] = like
    .split(/或者|或是|或|还是/u)
    .map((each) => ({ field: "fact", like: each.trim(), kind: "preference" }));
  return others.length === 0 ? one : { any: [one, ...others] };
}
const LIKED_THEN_NOT =
  /^(.{2,12}?)[\s，,]+(?:但|但是|不过)?(.{1,8}?)(?:一律|都|就|也|从来|一概|坚决|统统)?(?:不要|不爱|不喜欢|不穿|不喝|不吃|不碰|不戴|不用|不考虑|看不上|瞧不上|看不惯|受不了|穿不了|[穿喝吃戴用]不惯|不行|不爱[穿喝吃用]|不感冒|没兴趣|没感觉)了?$/u;
/** 喜好翻一下: to be looked at, and none of her likings. */
const LOOKED_UP =
  /^(?:再|先|帮我|给我)*(?:翻|看|查|瞅|瞧|调|拉|报|念|说|发)(?:一?下|出来|给我|看看|一眼|翻|看|查|瞅|瞧|说|[给到]?我)/u;
/** 喜欢的牌子是江南布衣, 口味改了 现在喝淡的. */
const theThing = (value: string) =>
  value.replace(
    /^的?(?:牌子|品牌|颜色|款式|口味|风格|面料|东西|茶|酒|花)?(?:就|一直|都)?是(?=.)|^改(?:成|为|了[\s，,]*(?:现在)?)(?=.)|(?<=\S)了$|(?<=..)[那这]一?口儿?$/gu,
    "",
  );
/** 鞋码记一下 李雯 38: a bare number is that size. */
function ofTopic(said: Said): string {
  const value = said.words("value") ?? "";
  return /^\d{1,3}(?:\.5)?$/u.test(value) && /码/u.test(said.text) ? `${value}码` : value;
}
/** 能不能帮我记一下她喜欢真丝吗: asked politely, and no question. */
const POLITE = /能不能|可不可以|可以|帮|麻烦/u;
/** 顾客嫌款式老气: of customers as they are, and of nobody. */
const OF_ANYBODY =
  /^(?:有的?|有些|有个|有位|好多|很多)?(?:客人|客户|顾客|人家|别人|老客|新客)(?!.{0,2}(?:名单|档案|[：:]))/u;

/** 喜欢喝热的别给冰的: what is not to be given follows from it. */
const NOT_TO_GIVE = /(?<=..)[\s，,]*(?:别|不要|千万别|可别|甭)再?(?:给|上|拿|推|送|倒|泡|端)[她他]?[^\s，,]{1,8}$/u;
/** 喜欢收腰款: nothing is collected. */
const TAKEN_IN = /^[腰口身脚肩领袖摆]/u;

const CALLED = /.(?:姐|哥|总|叔|姨|女士|小姐|太太|先生|老师)$/u;

/** 38码以前36码: the old size goes without being kept. */
const OLD_SIZE = /(?<=\d码)了?[\s，,]*(?:以前|之前|原来|原先|过去|去年|上次)(?:都|是|穿|要)*\d{1,3}码$/u;
function prefer(said: Said, named: string, dislike: boolean): Plan | Plan[] | null {
  const now = named.replace(OLD_SIZE, "");
  const told = TAKEN_IN.test(now) && said.words("like")?.endsWith("收") ? `收${now}` : now;
  if (!said.has("who") && dislike && OF_ANYBODY.test(said.text) && said.text.includes("嫌")) return null;
  const wording = dislike ? withoutAdvice(told) : told.replace(NOT_TO_GIVE, "");
  // 喜欢宽松的 紧身的不要: what is disliked stands before the word for it.
  const mixed = dislike ? null : LIKED_THEN_NOT.exec(wording.trim());
  if (mixed) {
    const [like, not] = [prefer(said, mixed[1] as string, false), prefer(said, mixed[2] as string, true)];
    return like === null || not === null ? null : [like, not].flat();
  }
  const turned = dislike
    ? /^(.{1,12}?)[\s，,]+(?:就|只|更|最|反而|倒是?|但)?(?:要|认|穿|喝|吃|戴|喜欢|偏爱|中意|爱[穿喝吃用]?)(.{1,12})$/u.exec(
        wording.trim(),
      )
    : null;
  if (turned) {
    const [not, like] = [prefer(said, turned[1] as string, true), prefer(said, turned[2] as string, false)];
    return like === null || not === null ? null : [not, like].flat();
  }
  // 爱穿旗袍喜欢配玉的: two likings in one breath.
  const twice = dislike
    ? null
    : /^(\S{1,8}?)[\s，,]*(?:又|还|也|更|平时|特别)?(?:喜欢|偏爱|爱[穿喝吃戴用买])(\S{1,10})$/u.exec(wording.trim());
  // 张姐喜欢真丝 李姐也喜欢: two people, and no liking for 张姐.
  const isBehind = (said.get("value")?.start ?? said.text.length) < (said.get("who")?.start ?? 0);
  if (twice && isBehind && CALLED.test(twice[1] as string)) return null;
  if (twice) {
    const [one, other] = [
      prefer(said, twice[1] as string, false),
      prefer(said, (twice[2] as string).replace(/的$/u, ""), false),
    ];
    return one === null || other === null ? null : [one, other].flat();
  }
  // 偏好冷色调 不要荧光的: a liking and a dislike in one breath.
  const both = dislike
    ? null
    : /^(.{2,12}?)(?:的?[\s，,]+(?:但|但是)?(?:不要|不喜欢|讨厌|不爱|不穿|别拿|不爱穿)|的?(?:但|但是)?(?:不喜欢|讨厌|不爱穿|不爱))(.{2,12}?)的?$/u.exec(
        wording.trim(),
      );
  if (both) {
    const [like, not] = [prefer(said, both[1] as string, false), prefer(said, both[2] as string, true)];
    return like === null || not === null ? null : [like, not].flat();
  }
  // 是L还是XL: asked.
  const own = said.text.slice(said.get("who")?.end ?? 0, Math.max(...said.captures.map(({ end }) => end)));
  if (/\S还是(?!喜欢|爱|要|穿|戴|喝|吃|用|中意|偏|不|最|那|老|原|习惯)/u.test(own)) return null;
  const value = theThing(POLITE.test(said.text) ? wording.replace(/吗$/u, "") : wording);
  if (/^的|^[了过着啊呀]+$|现在不|不(?:喜欢|爱)了|^(?:但|可是|不过|却|又没)/u.test(value)) return null;
  if (value === "" || /[谁哪什么吗啥几？?]|多大|多少/u.test(value) || LOOKED_UP.test(value)) return null;
  if (asksWho(said)) return findFact(value, "preference");
  return { kind: "notes.prefer", who: whoOf(said), value, topic: topicOf(value), dislike };
}
const HEELS = /[高低中平粗细坡]跟/gu;
/** 「给张姐推荐的大衣她不喜欢」 is about an offer, 「谁不喜欢」 asks. */
function thingFirst(said: Said) {
  const value = (said.words("value") ?? "").replace(/[，,\s]+$|^(?:对|像)/gu, "");
  const end = Math.max(...said.captures.map((capture) => capture.end));
  if (!/^(?:[了的哈啊呢吧哦噢呀]|[，,。；;！!\s])*$/u.test(said.text.slice(end, end + 1))) return null;
  if (
    [...value].length < 2 ||
    [...value].length > 10 ||
    /[给跟把帮说写发推送谁哪吗什这那第你我她他]|消息|客户|会员|记/u.test(value.replace(HEELS, ""))
  )
    return null;
  return prefer(said, value, said.groupWords("dislike") !== null);
}
