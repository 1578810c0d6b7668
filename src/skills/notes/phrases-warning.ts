// How people tell what must never be got wrong: allergies, diets, bereavement, divorce, taboos.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { ASKS, aboutOf, asksWho, findFact, NOT_SURE, OF_MANY, ORDERS, withoutAdvice } from "./said.ts";

export const NEGATIVE_TOPICS: readonly { topic: "过敏" | "忌口" | "丧亲" | "离异" | "健康" | "忌讳"; words: RegExp }[] =
  [
    { topic: "过敏", words: /过敏|敏感|疹|发?痒|allerg|碰不得|沾不得|红肿|喘不上/u },
    { topic: "丧亲", words: /去世|过世|走了|丧|没了|没的|走的|病故|出殡|头七|仙逝|作古|白事|送走|离世|刚走|过身/u },
    { topic: "离异", words: /离婚|离异|分手|分开了?$|分居|离的婚|离了|刚离|单身了|掰了?/u },
    {
      topic: "健康",
      words:
        /手术|开刀|动刀|住院|出院|化疗|放疗|骨折|中风|[胃腰肾肝]不好|膝盖不好|身体不好|眼睛不好|耳朵不好|流产|小产|痛风|糖尿病|高血压|心脏病|哮喘|低血糖|胃病|胃炎|高血糖|三高|血糖高|血压高|尿酸高|颈椎|心脏|甲亢|[肾肝]病|皮炎|荨麻疹|癫痫/u,
    },
    {
      topic: "忌口",
      words:
        /不耐受?|不能碰|不能沾|不吃|不喝|忌|不能吃|不能喝|吃不了|喝不了|素|清真|回民|持斋|吃斋|戒|低糖|低盐|不沾|控糖/u,
    },
    { topic: "健康", words: /怀孕|住院|手术|生病|糖尿病|高血压|癌/u },
    {
      topic: "忌讳",
      words:
        /介意|在意|不[让许准]|不(?:爱|喜欢|愿意)(?:别人|人家|提|聊|问|谈)|幽闭|闻不了|闻不得|不能闻|闻不惯|受不了|怕闻|忌讳|别提|不要提|不能提|别跟她提|反感|讨厌/u,
    },
  ];
export const negativeTopic = (value: string) => NEGATIVE_TOPICS.find(({ words }) => words.test(value))?.topic ?? "其他";

/** 腰椎不好: an illness of the list is of health, whatever else its words hold. */
function topicOf(said: Said, value: string) {
  const topic = negativeTopic(value);
  return topic === "其他" && said.has("ill") ? "健康" : topic;
}

export const warningPhrases: Phrases["phrases"] = [
  {
    // 秦可乳胶过敏哈 卷尺手套都注意; 邹太太离了 别再叫太太; 汤阿姨老伴年初没的 过年那些吉祥话悠着点.
    say: [
      "?@note {who} %told value=( ?对 <what> 过敏 ) ?(哈|的|了|啊)? %mind",
      // 对金属过敏 耳饰要纯银的
      "?@note {who} %told value=( ?对 <what> (过敏|不耐受) (，|,)? <y> (要|得|只能|只可以|必须|尽量|最好是|最好) <z> )",
      "?@note {who} %told value=( ?对 <what> (过敏史|不耐) ) ?的 ?%mind",
      "?@note {who} ?的? value=( ?有 (@ill|@diet) ?的 (，|,)? <y> (要|得|只能|只可以|必须|尽量|最好是|最好) <z> )",
      "?@note {who} ?是? value=( <what> (allergy|allergic) ) ?%mind",
      "?@note {who} ?is? (allergic to|allergic) value=( <what> )",
      "?@note {who} %told ?(是|一直|最近|现在|目前|正|正在|在|这阵子|开始|都)* value=( @diet ) ?(的|了|呢|期)? ?(，|,)? %mind",
      "?@note {who} ?的? value=( ?有? @ill ) ?(的|了)? %mind",
      // 戴不了银的 一戴就过敏: what it is comes first.
      "?@note {who} ?(是|都|一直)? (戴不了|穿不了|用不了|碰不了|吃不了|喝不了|闻不了|沾不了|不能戴|不能穿|不能用|不能碰|不能吃|不能喝|不能闻|戴不得|穿不得|用不得|碰不得|吃不得) value=( <what> ) ?(，|,)? allergy=( ?(她|他)? 一 ?(戴|穿|用|碰|吃|喝|闻|沾|抹|戴上|穿上|碰到) ?(了|上|到)? (就|会|就会) ?(皮肤)? 过敏 ) ?%mind",
      "?@note {who} ?的? value=( ?皮肤 ?一 (穿|吃|喝|碰|闻|闻到|用|戴|沾|抹|碰到|沾到) <what> 就 ?会? (起疹|起疹子|痒|发痒|红|头晕|吐|喘|肿|发红|头疼|恶心|打喷嚏|咳嗽|难受|不舒服) ) ?(，|,)? ?allergy=( ?(应该|估计)? (算|算是|属于|就是|是) ?(对它|对这个)? 过敏 ) ?吧 ?( ?(你|帮我|给她|也)* @keep ) ?%mind",
      "value=( @ill ) (，|,)? {who} ?%mind",
      "?@note value=( ?对 <what> 过敏 ) ?(，|,|:)? {who} ?%mind",
      "(别|不要|千万别|勿|不能|别再)+ (给|跟|和|送|对) {who} (送|提|推|上|拿|说|聊|推荐|用|喝|吃|点|发) <advised> ?(，|,)? ?(她|他|人家|因为)* value=( ?对 <what> 过敏 )",
      "(别|不要|千万别|勿|不能|别再|少)+ (当着 {who} 的面|跟 {who}|和 {who}|在 {who} 面前|对 {who}) ?(面前)? ?再? verb=( (提|聊|问|说|说起|提起) ) ?(她|他)? ?的? value=( <what> )",
      "?@note {who} %told value=( (不能闻|闻不惯|戴不了|穿不了|用不了|不能戴|不能用|不能抹|不能涂|不能穿|穿不得|戴不得) <what> ) ?(，|,)? ?(皮肤|身上|脖子|手|会|就会|就|会起|一穿就|一戴就|一用就)* reaction=( (痒|起疹子|红|红肿|起包|起疙瘩|肿|发红|发痒|难受|头晕|咳|咳嗽|不舒服|起疹|头疼|恶心|扎|刺挠) ) ?的",
      "?@note {who} %told value=( (不能闻|闻不惯|不能穿|穿不得|不能戴) <what> )",
      "value=( @ill ) 的? ?是 {who}",
      "?@note {who} ?的? ?(家|家里|家中|她家|他家)? value=( ?(她|他)? (@kin|妈|爸|娘|爹|公婆) ?{date} ?(刚|也|前不久|不久前|突然|因病)? @grief ?{date} ) ?%mind",
      "?@note {who} ?的? ?(家|家里|家中)? value=( {date} ?刚? (没|走|送走|失去) 了 @kin ) ?%mind",
      "?@note {who} ?(家|家里)? value=( ?屋企 ?{date} ?(刚|在)? (办丧事|办白事|办了白事|守孝|戴孝|丁忧|有白事|出殡) ) ?%mind",
      "?@note {who} value=( ?{date} (离了|离婚了|单身了|掰了|分居了|刚离|刚离了|刚离的|刚离的婚|刚离了婚|离的婚|离了婚|刚离婚|办了离婚|办离婚了|办完离婚|办完离婚了|离婚办好了|离婚证领了|离婚手续办了|离婚手续办完了|离婚手续办好了|恢复单身了|分开了|跟老公分了|跟老公离了) ) ?%mind",
      "?@note {who} value=( (碰不得|沾不得|闻不得|吃不得|喝不得|穿不得|戴不得|不能沾|沾不了|碰不了|不可以碰|见不得) <what> ) ?%mind",
      "?@note {who} value=( (碰不得|沾不得|闻不得|吃不得|喝不得|穿不得|不能沾|碰不了|沾不了) <what> 一 (穿|吃|喝|碰|闻|用|戴|沾) ?就 <y> )",
      "?@note {who} value=( 一 (穿|吃|喝|碰|闻|用|戴|沾|抹) <what> 就 ?会? (起疹|起疹子|痒|发痒|红|长痘|烂脸|头晕|吐|拉肚子|喘|肿|发红|爆痘) ) ?%mind",
      "?@note {who} ?(很|最|特别|非常|特|挺)? taboo=( (忌讳|避讳|犯忌) ) value=( <what> ) ?(，|,)? ?(以后|千万|都|就|大家)* (别|不要|少) ?(再|给|跟|她|他)* (推荐|推|拿|提|送|介绍|配|说|聊|碰|看|选|挑) ?<heeded>",
      "?@note {who} ?的? value=( ?{date} ?(刚|才|刚刚|上周|上个月|前阵子|最近|前不久)* (做完|做了|做过|动了|动过|开了|开完|刚做) ?<what> (手术|刀) ) ?(了|的|没多久|不久)? ?%mind ?%careful",
      "?@note {who} ?的? value=( ?{date} ?(刚|才|刚刚|上周|上个月|前阵子|最近|前不久|在|正|做完|做了|做过|做|做着)* (化疗|放疗|骨折|骨折了|中风|中风了|住院|住着院|流产|流产了|小产) ) ?(了|的|没多久|不久)? ?%mind ?%careful",
      "?@note value=( <what> ) {who} (一概|一律|从来|全|都|完全|一点|一口|坚决|基本)+ refused=( (不沾|不碰|不吃|不喝|不能吃|不能喝|忌口|不沾的|不吃的|不碰的) )",
      "?@note {who} value=( <what> ) verb=( (一概|一律|从来|全|都|完全|一点|也|坚决|基本|统统)+ (不沾|不碰|不吃|不喝|不能吃|不能喝|不能沾|不能碰|碰不得|沾不得|吃不了|喝不了|不能提) ) ?的",
      "?@note {who} value=( (介意|在意|不让|不许|不准|不愿意|不愿) (别人|人家|人|我们|店里|大家|同事|导购) <what> )",
      "?@note {who} value=( (最|很|特别|非常|特|挺|超|蛮)+ (介意|在意) (别人|人家|人|我们|店里|大家|同事|导购) <what> )",
      "?@note {who} value=( (不让|不许|不准|不愿意|不愿|不爱) ?(别人|人家|人)? (提|聊|问|说起|谈|碰) ?(她|他)? <what> )",
      "?@note {who} value=( ?皮肤 ?一 (穿|吃|喝|碰|闻|闻到|用|戴|沾|抹|碰到|沾到) <what> 就 ?会? (起疹|起疹子|痒|发痒|红|长痘|烂脸|头晕|吐|拉肚子|喘|肿|发红|爆痘|头疼|头痛|恶心|打喷嚏|咳嗽|过敏|难受|不舒服) ) ?%mind",
      "?@note {who} value=( (闻到|碰到|吃到|喝到|沾到|碰了|吃了|喝了|闻了) <what> 就 ?会? (起疹|起疹子|痒|发痒|长痘|头晕|吐|拉肚子|喘|肿|发红|爆痘|头疼|头痛|恶心|打喷嚏|咳嗽|过敏|难受|不舒服) ) ?%mind",
      "?@note {who} ?的? value=( ?(家|家里|家中)? ?的? (宠物|狗|狗狗|猫|猫咪|毛孩子|小狗|小猫|爱犬|爱猫) ?{date} ?(刚|也|前不久|不久前|突然|因病)? @grief ) ?%mind",
      "topic=( (忌讳|禁忌|忌口|过敏|过敏源|过敏原|雷区) ) ?(帮我|帮|麻烦|给|请|你|也|再)* (@keep|补一个|补个|加一个|加个|存一个|添一个|更新一下) ?: {who} ?: value=( <what> )",
      "?@note {who} value=( (忌|忌讳|很忌讳|最忌讳|特忌讳|避讳|犯忌) <what> )",
      "?@note {who} value=( (信佛|信教|信基督|信道|吃斋念佛|念佛|基督徒|佛教徒|信伊斯兰|拜佛) ?的? (，|,)? <what> (别提|别推|别拿|不要提|不要推|不能提|千万别提|少提|别送|不能送|要避开|避开) )",
      "?@note {who} value=( (信佛|信教|信基督|信道|吃斋念佛|念佛|基督徒|佛教徒|信伊斯兰|拜佛) ?的? (，|,)? (别|不要|千万别|不能) <what> )",
      "?@note value=( <what> ) {who} verb=( ?(是|一点|都|可|真|最|也)* (闻不得|闻不了|碰不得|碰不了|吃不得|吃不了|喝不得|喝不了|沾不得|不能碰|不能沾|不能吃|不能喝|不能闻|见不得|听不得|受不得|过敏|会过敏) ) ?的",
      "?(给|帮|替) {who} (记|记个|记一个|记条|加个|加一个|加条|写个|登个|补个|添个|登记个|备注个|记下|记录)+ ?(一个|个|条|一条)? topic=( (忌讳|禁忌|忌口|过敏|雷区|过敏源|过敏原) ) ?: value=( <what> )",
      "?@note {who} ?的? topic=( (过敏|忌口|忌讳|禁忌) ) : value=( <what> )",
      "?@note {who} ?的? topic=( (忌讳|禁忌|忌口|过敏源|过敏原|雷区) ) ?(是|为|有)? : value=( <what> )",
      "?@note {who} ?的? topic=( (过敏源|过敏原|雷区) ) ?(是|为|有)? value=( <what> )",
    ],
    make: (said) => {
      // 千万别跟李姐提她前夫: what is not to be spoken of.
      const verb = /^[提聊问说]/u.test(said.groupWords("verb") ?? "") ? null : said.groupWords("verb");
      const about = said.groupWords("topic") ?? (said.groupWords("allergy") === null ? "" : "过敏");
      const value = `${(said.groupWords("value") ?? "").replace(/^对(?=.+过敏)/u, "")}${verb ?? ""}`
        .replace(/^的|(?:也|都|还)+(?=过敏$)|(?<=^\S{1,4})的$/gu, "")
        .replace(
          /(?:过年|春节|中秋|端午|元旦|国庆|过节)$|(?<=[了没])[\s，,]*(?:这阵子|这段时间|这几天|这两天|最近|近期|近来|这周|这个月|这些天)$/u,
          "",
        )
        .trim();
      const heeded = said.words("heeded") ?? "";
      if (
        /忘|提醒|回访|周[一二三四五六日末]|明天|后天|下午/u.test(heeded) ||
        ASKS.test(value) ||
        NOT_SURE.test(value) ||
        ORDERS.test(value)
      )
        return null;
      if (
        /(?:没|不是|未|不会|不).{0,1}(?:离|过敏|去世|过世|走)/u.test(value) ||
        ([...value].length < 2 && about === "")
      )
        return null;
      if (verb !== null && (/[我你给跟把帮说第这那]/u.test(value) || [...value].length > 14)) return null;
      if (said.groupWords("refused") !== null && (/[我你给跟把帮说第这那她他]/u.test(value) || [...value].length > 8))
        return null;
      const named = /过敏/u.test(about) ? "过敏" : about === "忌口" ? "忌口" : about === "" ? null : "忌讳";
      const topic =
        (said.groupWords("taboo") !== null || (said.groupWords("verb") !== null && verb === null)
          ? "忌讳"
          : said.groupWords("refused") === null
            ? named
            : "忌口") ??
        (/^(?:很|最|特)?(?:忌讳|忌(?!口)|避讳|犯忌)|信佛|信教|信基督|信道|念佛|拜佛|教徒/u.test(value)
          ? "忌讳"
          : topicOf(said, value + (said.groupWords("reaction") ?? "")));
      const negative = { kind: "notes.negative", who: whoOf(said), value, topic };
      // 家里有白事 别再找她: to leave her alone is an order, and no mere advice.
      return /^(?:联系|找|打扰|骚扰)(?:她|他)?[了住哈吧啊]*$/u.test(heeded)
        ? [negative, { kind: "contact.quiet", who: whoOf(said), on: true, until: null, why: null }]
        : negative;
    },
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "?@note {who} %told value=( 对 <what> 过敏 ) ?%heed ?%careful",
      "?@note {who} %told value=( <what> 过敏 ) ?%heed ?%careful",
      "?@note {who} %told value=( 对 <what> 敏感 ) ?(，|,)? ?(只能|只可以|只) ?(戴|用|穿|吃|喝)? ?<heeded>",
      "?@note {who} value=( ?{date} ?刚? (没了|走了|送走了|送走) (妈|爸|妈妈|爸爸|母亲|父亲|老公|老婆|老伴|先生|太太|爷爷|奶奶|外公|外婆) ) ?%heed ?%careful",
      "?@note {who} value=( (跟|和|同) @kin (分开|分手|离婚|分居|离|掰) ) ?了 ?%heed ?%careful",
      "?@note {who} %told value=( 一 (吃|喝|碰|闻|穿|用) <what> 就 ?会 (过敏|起疹子|拉肚子|难受|打喷嚏|咳|咳嗽|红肿|痒) ) ?%heed ?%careful",
      "?@note {who} value=( ?对 <what> 不耐受 )",
      "?@note value=( 对 <what> 过敏 )",
      "?@note {who} %told value=( (不吃|不喝|不能吃|不能喝|忌口|吃不了|喝不了|吃不得|喝不得|不能碰|碰不得|不沾|不能沾|沾不得) <what> )",
      "?@note {who} ?的 value=( ?有 @ill (不吃|不喝|不能吃|不能喝|忌口|不能碰|吃不了|喝不了) <what> ) ?%careful",
      "?@note {who} %told ?(是|只|一直|常年|最近|现在|目前|正|正在|在|这阵子|开始|都)* value=( @diet ) ?的 ?(人|主义者|体质)? ?%heed ?%careful",
      "?@note ?(是|只) value=( @diet ) ?的",
      "?@note value=( (不吃|不喝|不能吃|不能喝|忌口) <what> )",
      "?@note {who} ?的 value=( @kin ?<what> @grief ) ?%heed ?%careful",
      "?@note {who} value=( {date} (离婚了|离婚|离的婚|离了|刚离|单身了|掰了婚|离了|离异|离异了|住院了|住的院|做手术|做的手术|做了手术|刚做完手术|开刀) ) ?%heed ?%careful",
      "?@note {who} value=( ?<what> (离婚了|离婚|离了婚|离异|离异了|怀孕了|怀孕|住院了|做手术|刚做完手术) ) ?%heed ?%careful",
      "?@note {who} value=( (闻不了|闻不得|碰不了|受不了|听不得|见不得) <what> )",
      "?@note {who} value=( (忌讳|别提|不要提|不能提|别跟她提|别跟他提|不让提|不爱提|不愿提) <what> )",
      "?@note {who} ?的? value=( ?有 @ill ) ?%heed ?%careful",
      "?@note {who} value=( (不抽烟|不喝酒|不吃肉|不能喝酒|不能久站) ) ?%mind",
      "{who} ?的 (忌讳|禁忌) ?是 value=( <what> )",
    ],
    make: (said) => {
      const value = (said.groupWords("value") ?? "")
        .replace(
          /^的|^(?:刚才?|刚刚|才|昨天|今天|上次)?[她他]?(?:[跟和给]我)?[说讲](?:了|过)?(?:是|[她他])?(?=.{2})|^(?:刚才?|刚刚|昨天|今天)?告诉我(?:说|[她他])?(?=.{2})|^对(?=.+(?:过敏|敏感))|(?:也|都|还)+(?=过敏$)/gu,
          "",
        )
        .replace(/(?<=^不[吃喝])得/u, "")
        .trim();
      if (/(没|不是|未|不会|不).{0,1}(离婚|离异|怀孕|住院|过敏|去世|过世)|没.{0,2}(离婚|怀孕|去世)/u.test(value))
        return null;
      // 不吃促销那套: what does not work on her is no food.
      const unmoved = /^不吃(.{1,8}?)[那这]一?套$/u.exec(value);
      if (unmoved) return { kind: "notes.prefer", who: whoOf(said), value: unmoved[1], topic: null, dislike: true };
      if (NOT_SURE.test(value)) return null;
      if (!said.has("who") && OF_MANY.test(value)) return findFact(value, "negative");
      if (asksWho(said)) return findFact(value.replace(/过敏$/u, ""), "negative");
      if (ASKS.test(value)) return { kind: "notes.show", who: whoOf(said), about: aboutOf(said.text) };
      const topic = /忌讳|禁忌/u.test(said.text) ? "忌讳" : topicOf(said, value);
      return value === "" ? null : { kind: "notes.negative", who: whoOf(said), value: withoutAdvice(value), topic };
    },
    cost: 0.5,
    tells: true,
  },
  {
    // …，闻不了香水味 来了大家注意: of her who was named before.
    say: [
      "?@note ?(她|他)? ?(也|都|还|又)* value=( (闻不了|闻不得|碰不了|碰不得|受不了|听不得|见不得|戴不了|穿不了|吃不得|喝不得) <what> ) ?%careful",
      "?@note ?(她|他)? ?(也|都|还|又|家里)* value=( 对 <what> 过敏 ) ?%careful",
    ],
    make: (said) => {
      const value = (said.groupWords("value") ?? "").replace(/^对(?=.+过敏)|的$/gu, "").trim();
      const ofNobody = (said.captures[0]?.start ?? 0) === 0 && !/^[她他]/u.test(said.text);
      if (ofNobody || ASKS.test(value) || ORDERS.test(value) || OF_MANY.test(value)) return null;
      return { kind: "notes.negative", who: whoOf(said), value: withoutAdvice(value), topic: negativeTopic(value) };
    },
    cost: 0.5,
    tells: true,
  },
];
