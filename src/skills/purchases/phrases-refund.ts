// How people tell that goods or money went back, and that a sum was told wrongly.
import { amountOf, numberOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { cleanItem } from "./goods.ts";
import { NO_ARTICLE, YUAN_MAX, yuan } from "./said.ts";
import { words } from "./vocabulary.ts";

/** 皮鞋开胶, 口红色号买错了: why it came back is no part of its name. */
const FAULTY = new RegExp(
  `(?<=..)(?:说|嫌|因为|因)?(?:色号|颜色|尺码|码数|型号|款式)?(?:都|全|有点|有些|太|给|要)?(?:${(words.fault ?? []).join("|")}).*$`,
  "u",
);

/** 「打算下周来退货」: not done yet. */
const WISHED = /打算|准备|考虑|(?<!不)想(?:退|把|要退)|可能|如果|要是|说不定|犹豫|纠结|下周|明天|后天/u;

/** 退完又买了. */
const BOUGHT_AFTER =
  /^[^，,。；;]{0,6}退(?:货|款)?完了?(?:之?后|以后)?[\s，,]*(?:她|他)?(?:又|还|再|就|另外)+(?:买|拿|入|带|挑|订)/u;

export const refundPhrases: Phrases["phrases"] = [
  {
    say: [
      "{who} ?{date} ?把? <item> (退货|退了|退掉) (退款|退了|退) {number:amount} ?(元|块)",
      "{who} ?{date} @back ?(那|那个|那条|那件|那双|了) ?<item> ?{number:amount} ?(元|块) ?( ?(，|,)? (因为|原因是|原因|说是|她说|嫌|由于|说) <why> )",
      "{who} ?{date} @back ?(那|那个|那条|那件|那双|了) ?<item> @back ?了 ?{number:amount} ?(元|块)",
      "{who} 把 ?{date} 买 ?的 ?(那|那个|那条|那件|那双) <item> @back ?了 ?{number:amount} ?(元|块|块钱)",
      "{who} ?{date} (退货|退款) @back {number:amount} ?(元|块)",
      "@note {who} ?{date} @back ?了 ?<item> ?{number:amount} ?(元|块)",
      "@back {who} ?的 <item> {number:amount} ?(元|块|块钱)",
      "{who} ?的? <item> @back ?%count @back ?了 {number:amount} ?(元|块|块钱)",
      "{who} ?要 @back {number:amount} ?(元|块)",
      "{who} ?把 <item> @back ?了",
      "({category:item}|item=( ?<x> @article )) ?(，|,)? {who} ?{date} ?(也|都|今天|刚|刚才|已经|又)* (拿|带|抱|拎|送|寄|退)? ?(回)? ?(来)? ?(给)? @back ?了 ?掉? ?(，|,)? ?(退)? ?{number:amount} ?(元|块|块钱)",
      "({category:item}|item=( ?<x> @article )) ?(她|他)? ?(说|嫌)? (@fault|有 <why> (味|味道|问题|瑕疵|色差|洞|线头|异味|划痕|毛病|污渍|裂缝)) ?(，|,)? {who} ?{date} ?(也|都|今天|刚|已经|又|给)* ?(拿|带|寄)? ?(回)? ?(来)? @back ?了 ?掉? ?( (，|,)? ?(退|退了|钱|款)* {number:amount} ?(元|块|块钱) ?(已经|都|也|已)* ?(退给她|退给他|退她了|给她了|退了|退回|到账)? )",
      "(退款|退货|退) ?: {who} ?: {number:amount} ?(元|块|块钱) ?(，|,)? ?(全额|全款|全退|整单|原路|已退|退了)",
      "{who} ?(那|这|上|上一|昨天那|刚才那)? (单|笔|张单|单子|订单)? ?(的)? (退款|退货) ?(已经|已|都|也|给|给她|给他)* (办好|办完|办妥|处理好|处理完|处理了|弄好|搞定|完成|做好|办了|退好|到账|走完|结束) ?了",
      "{who} ({category:item}|<item>) ?(，|,)? (@fault|没用过|没穿|没用)? ?(，|,)? @back ?了 {number} @countWord ?(，|,)? ?(钱|款|退|退了|共|一共|总共|金额|退款|退她|退给她|给她退了|退回)* {number:amount} ?(元|块|块钱)",
      // 说那串手串颜色不对，钱我已经全部退给她了
      "{who} ?{date} ?(说|嫌|觉得|反映|反馈|讲)* %which ({category:item}|item=( ?<x> @article )|<item>) ?(说|嫌|因为|她说|他说)? ?@fault ?(，|,)? (钱|款|货款|全款|她|他|我|已经|已|都|也|给|就|全部|全|全额|全都|今天|刚|刚刚|现在|把钱|把款|货|东西)+ @back ?(给她|给他|她|他|了|完|掉|啦)*",
      "{who} 把 ?(那|这|那个|那条|那件|那双|这件|这条)? <item> @back ?了 {number:amount} ?(元|块|块钱)",
      "@back ?了 {who} ?的 ?(那|那个|那条|那件|那双|这件) <item>",
      "给 {who} @back ?了 {number:amount} ?(元|块|块钱) ?的 (差价|钱|款|差额|货款)",
      "{who} ?(那|这) (单|笔|单子) ?(整单|全部|全) @back",
      "{who} (全部|整单|全|都) (退|退了|退货|退款)",
      "给 {who} @back {number:amount} ?(元|块)",
      "@back {number:amount} ?(元|块)",
      "?@note ?{date} {who} %which ({category:item}|<item>) (，|,|@fault|有 <why> (味|味道|问题|瑕疵|色差|洞|线头|异味|划痕|毛病|污渍|裂缝)|(洗|穿|戴|用|吃|喝) 了 ?(一次|两次|几次|一天|两天|几天|没几天|没几次|一下|一水) ?就?|(买|拿) (大|小|长|短|重|错|多) 了|{date}|今天|刚|已|已经|我|我给|给|给她|就|又|都|拿来|来)* @back (了|完|好|掉|走完|办完|办好|番|给她|给他|啦|她|他|金额|共|一共|款|钱|，|,|退|退了|退款|退给|一起|总共)* ?{number:amount} ?(元|块|块钱) ?(退给她|退给他|给她|给他)? ?(，|,)? ?%wayBack",
      "?@note ?{date} {who} %which ({category:item}|<item>) (，|,|@fault|{date})* @back ?了 {number:amount} ?(元|块|块钱) (退给她|退给他|给她|给他|退她|退他|退回|已退|都退了|退了)",
      "?@note ?{date} {who} ?{date} @back ?了 %which ?%count ({category:item}|<item>) ?(，|,)? ?(因为|说|嫌|原因)? @fault",
      "?@note ?{date} (给|帮|替) {who} ?{date} (冲掉|冲了|冲|退掉|退了|退|返了|返|退还|返还|冲红|退回|办退|办理退货|做退|退货) ?(她|他)? ?了 %which ?%count ?({category:item}|<item>) {number:amount} ?(元|块|块钱)",
      "?@note ?{date} {who} ?{date} ?的? (那|这|上|上一|刚才那|昨天那|有)* (单|笔|张单|单子|订单|一单|一笔) ?(也|已经|都|给|整单|全部|全|全都|整个|今天|刚)* @back ?了 ?{number:amount} ?(元|块|块钱) ?(，|,)? ?%wayBack",
      "?@note ?{date} {who} ?{date} ?把 %which ?({category:item}|<item>) @back ?了 ?(，|,)? @fault ?{number:amount} ?(元|块|块钱)",
      "?@note ?{date} {who} ?{date} @back ?了 %which ?%count ({category:item}|<item>) ?(，|,)? {number:amount} ?(元|块|块钱) (已经|都|也|已)* (退给她|退给他|退了|给她|给他|退回|返给她|返给他|退她|退完了|到账|到账了|退好了)+ ?%wayBack",
      "(价保|保价|价保了|保价了|买贵了|多收了|多收的|多付的|差价|降价|降价了|活动价|运费|邮费|押金|定金|订金) ?(，|,)? ?(给|帮|已经|又|也|就|钱|的)* (退给|退还|退回|返给|补给|退|返|补|退了|返了|补了) ?了? {who} ?(的|了)? {number:amount} ?(元|块|块钱)",
      "(价保|保价|买贵了|多收了|差价) ?(，|,)? ?(给)? {who} (退了|退|返了|返|补了|补|退回) {number:amount} ?(元|块|块钱)",
      "?@note ?{date} {who} %which ({category:item}|item=( ?<x> @article )|<item>) ?@fault ?(，|,)? ?(已经|已|我|给|帮|她|他|都|也|就|今天|刚)* (全款退的|全款退了|全款退|全额退的|全额退了|退的全款|全退的|整单退的|退的|办退了|办退货了|办的退货|办了退|退掉的|原价退的|原价退了|按原价退的|退了她|退了他) ?(，|,)? ?(共|金额|一共|款|钱)* {number:amount} ?(元|块|块钱) ?%wayBack",
      "(退|返|补|退了|返了|补了) ?(给)? {who} ?(的)? (差价|差额|价差) ?(了)? {number:amount} ?(元|块|块钱)",
      "?(给|帮)? ?(补|退|返|补了|退了|返了) 差价 ?(给|退给|返给) {who} ?(，|,)? ?(返了|返|退了|退|补了|补) ?(她|他)? {number:amount} ?(元|块|块钱)",
      "?(给|帮)? {who} ?(退|返|补|退了|返了|补了)? (她|他)? {number:amount} ?(元|块|块钱) ?的? (差价|差额|价差|多收的钱|多付的钱|多收的)",
      "?(给|帮)? {who} (退|返|补|退了|返了|补了) ?(差价|差额|价差|多收的钱|多收的|多付的) {number:amount} ?(元|块|块钱)",
      "?{date} {who} ?{date} ?(今天|刚|已经)? (拿|带|抱|拎|送|寄) 回 来? ?%which ({category:item}|<item>) @back ?了 ?{number:amount} ?(元|块|块钱)",
    ],
    make: (said) => {
      // 退休在家
      const back = said.all("back").at(-1);
      if (/退$/u.test(said.words("back") ?? "") && /^[休役伍烧让步潮群出税隐]/u.test(said.text.slice(back?.end ?? 0)))
        return null;
      // 退完她又买了个发夹: what was bought afterwards did not go back.
      if (BOUGHT_AFTER.test(said.text.slice(said.captures[0]?.start ?? 0))) return null;
      if (WISHED.test(said.text.slice(0, Math.max(...said.captures.map(({ end }) => end))))) return null;
      const item = cleanItem(
        (said.words("item") ?? said.groupWords("item") ?? "")
          .replace(/(?<=..)[\s，,].*$/u, "")
          .replace(FAULTY, "")
          .replace(/(?<=.)退[掉了货款]*$/u, "")
          .replace(/[\s，,]*(?:我|给|已|今天|刚|她|就|又|拿来?|今儿|因为|整个|办|做|走)+$/u, "")
          .replace(/^.*[买拿]的/u, "")
          .replace(/^(?:七|7)?天?无理由[\s，,]*/u, "")
          .replace(/^(昨天|前天|今天|上次|上周|那天)?(的|了|那|这)*/u, "")
          .replace(/^[那这](?:[一两]?[罐件条双瓶盒包个支套只杯袋箱顶副])?/u, "")
          .replace(
            /(?:受潮|开线|太[大小]|[大小]了|坏|过期|色差|有瑕疵|不要了|用着|用了|穿着|穿了|戴着|吃了|洗了|颜色不对|尺码不对|不合适|有问题|断了?$|裂了|破了|漏|起球|掉色|褪色|脱|发霉|有.{0,4}(?:味|瑕疵|洞|线头|划痕|色差)|不喜欢|不满意|买[大小错多重]|偏[大小]|质量|缩水|掉毛|木塞|不想要|不好).*$|[，,\s]*(?:给|要|说|就|已经|都)$/u,
            "",
          ),
      );
      if (/^(?:已经|都)?(?:办完|办好|处理完)/u.test(item))
        return {
          kind: "purchases.refund",
          who: whoOf(said),
          item: null,
          amount: yuan(said, "amount"),
          confirmed: false,
        };
      if ((yuan(said, "amount") ?? 0) > YUAN_MAX || NO_ARTICLE.test(item) || /生气|[块元]差价|投诉/u.test(item))
        return null;
      return {
        kind: "purchases.refund",
        who: whoOf(said),
        item: /^(?:[货款要又也都个]?|那?[单笔]子?|订单|来|全额|[\d.]+)$/u.test(item) ? null : item,
        amount: numberOf(said.get("amount")) ? amountOf(said.get("amount")) : null,
        confirmed: false,
      };
    },
    tells: true,
  },
  {
    say: [
      "?(更正|纠正|改一下|更正一下|勘误)? ?: {who} ?的? ?(那|这|上)? ?(单|笔|@countWord)? ?({category}|<what>)? ?(，|,)? ?我? (记多了|记少了|录多了|录少了|打多了|打少了|写多了|写少了|多记了|少记了|多录了|少录了|记错了|录错了|打错了|写错了|输错了|算错了|报错了|看错了|弄错了|搞错了|写错价了|写错价|记错价了|记错价|报错价了|报错价|打错价了|录错价了|录错价|看错价了|输错价了|价格写错了|价格记错了|价写错了|价记错了|钱记错了|金额记错了|金额写错了|写错金额了|错了|记岔了|多收了|少收了|敲错了|按错了) ?价? ?(，|,)? (应收|应付|应该|其实|实际|正确|是|为|应为|应是|实收|实付|实际是|改成|改为|真的|价|才)* {number:amount} ?(元|块|块钱) ?(才对|才是对的|是对的|才是) ?(，|,)? ?(不是 {number:was} ?(元|块|块钱))",
      "?{who} ?的? ?(那|这|上)? ?(单|笔|@countWord)? ?({category}|<what>)? ?(刚|刚才|刚刚|被我|我|昨天|误)* (录|记|打|写|输|敲|登|报|按|填|看|算|入)(成|作|的是|了|为)+ {number:was} ?(元|块|块钱)? ?了 ?(，|,)? (其实|实际|应该|实收|实付|应|应是|应为|应该是|是|改|改成|改为|真的|正确|才|对|的)+ {number:amount} ?(元|块|块钱) ?才对",
      "?{who} ?的? ?{number:amount} ?(元|块|块钱)? ?(被|让)? ?我? ?(打|记|录|写|输|按|敲|登|看|报|填)成 ?了? {number:was} ?(元|块|块钱) ?了",
      "?{who} ?的? ?(那|这|上)? ?(单|笔|@countWord)? ?(应该|其实|实际)? (是|收) {number:amount} ?(元|块|块钱)? ?(，|,)? ?(被)? 我? (打|记|录|写|输|按|敲|登|看|报|填)(成|错成) ?了? {number:was} ?(元|块|块钱) ?了",
      "(把|将) {number:amount} ?(元|块|块钱)? (打|记|录|写|输|按|敲|登|看|报|填)成 ?了? {number:was} ?(元|块|块钱) ?了",
      "?{who} ?的? (上一笔|上笔|上一单|上单|前一笔|刚才那笔|刚刚那笔|刚那笔|这笔|那笔|那单|刚才那单|这单|刚那单|最后一笔|刚录的|刚才的) ?(，|,)? (抹了零|抹零|抹了个零|打了折|打折了|优惠了|便宜了|给优惠了|给抹零了|去了零头|用了券|减了|多收了|少收了|收多了|收少了|记多了|记少了|录多了|录少了|有优惠|算上优惠|没算折扣|忘了打折|折后|给了折扣)+ ?(，|,)? (实收|实付|实际|收了|收|付了|付|是|应是|应为|改成|改|到手|才|只|的)+ {number:amount} ?(元|块|块钱)",
      "(更正|纠正|改一下|更正一下|勘误|改下|修正|订正) ?: ?{who} ?的? ?(那|这)? ?(单|笔|@countWord)? ?({category}|<what>) (应为|应是|应该是|改为|改成|是|实为|实收|实付|金额|应该|价格) {number:amount} ?(元|块|块钱)",
      "?{who} ?(前面|刚才|之前|上面|刚刚|刚)? ?(说|报|记|录|写|打)? 的? ?(那个)? {number:was} ?(元|块|块钱)? ?(是|为) (原价|标价|吊牌价|折前|折前价|打折前|没打折的|牌价|定价) 的? ?(，|,)? (实收|收|实付|付|到手|成交|折后|实际|打完折|她付)+ ?(的|是|了|才|价)* {number:amount} ?(元|块|块钱)",
      "(刚|刚才|刚刚|那|这|𠮶|嗰|上)* (单|笔|条) ?(系|是) {number:amount} ?(元|块|块钱)? ?(，|,|而)? ?(不是|不系|并不是) {number:was} ?(元|块|块钱)",
      "{who} ?的? ?(那|这|上)? ?(单|笔|@countWord)? ?({category}|<what>)? (少|多)(打|记|录|写|按|输) ?了? ?一?个?(0|零) ?(，|,)? (应该|其实|是|应为|应是|实际)+ {number:amount} ?(元|块|块钱)",
      "{who} ?的? ?(那|这|上)? ?(单|笔|@countWord)? ?({category}|<what>) ?(不是|不对)? ?{number:was} ?(元|块|块钱)? ?(，|,)? (改成|改为|换成|改|改到|应为|应是) {number:amount} ?(元|块|块钱)",
      "{who} ?的? ?那? ?@countWord ?({category}|<what>) 不是 {number:was} ?(元|块|块钱) ?(应该|而)? 是 {number:amount} ?(元|块|块钱)",
      "?{who} ?的? (上一笔|上笔|上一单|上单|前一笔|刚才那笔|刚刚那笔|刚那笔|这笔|那笔|那单|刚才那单|这单|刚那单|最后一笔|刚录的|刚才的|刚记的) ?(还|我|有|的)* (忘减券|忘了减券|忘记减券|没减券|漏减券|券没扣|没扣券|券没减|忘扣券|忘了扣券|忘用券|忘了用券|没用券|有券没扣|有券没用|忘打折|忘了打折|没打折|漏打折|忘抹零|忘了抹零|忘减|忘了减|漏减|没减满减|忘了满减|会员折没打|没算会员价|忘算折扣) ?了? ?(，|,)? (改成|改为|改|改到|应该|是|应|应收|实收|实付|到手价|到手|实际|应为|应是|只收|收了|付了|才|价)+ {number:amount} ?(元|块|块钱)",
      "?{who} ?(那笔|那单|上一单|上单|上笔)? ?的? (刚录的|刚记的|刚才录的|刚才记的|刚刚录的|刚登的|录的|记的) ?的? (金额|价格|价钱|数|钱数|数字) ?(不对|错了|有误|记错了|写错了|不准) ?(，|,)? (应收|应付|应该|应|是|实收|实付|改成|改为|应为|应是|其实|实际)+ {number:amount} ?(元|块|块钱)",
      "(金额|价格|价钱|钱数|总价|钱) (错啦|错了|不对|记错了|写错了|打错了|记错啦) ?应该? (是|实收|实付|收了|付了) {number:amount} ?(元|块|块钱)",
      "@wrong ?应该 (是|改成|改为|换成) {number:amount} ?(元|块|块钱) ?不是 ?({number:was} ?(元|块|块钱))",
      "{who} ?那 ?(笔|单|个)? @wrong ?应该 ?(是|改成|改为|换成) {number:amount} ?(元|块|块钱) 不是 {number:was} ?(元|块|块钱)",
      "?@wrong 不是 {number:was} ?(元|块|块钱) ?而 是 {number:amount} ?(元|块|块钱)",
      "是 {number:amount} ?(元|块|块钱) 不是 {number:was} ?(元|块|块钱)",
      "?(不好意思|刚才|刚刚|今天|昨天|上一|上|那|这|我)* ?(笔|单|条|张单)? ?我? ?@wrong ?(，|,)? 不是 {number:was} ?(元|块|块钱) ?(，|,)? ?(而|应该|其实)* 是 {number:amount} ?(元|块|块钱) ?( (，|,)? (麻烦|帮我|帮忙|帮|你|请|给|给我)* (改|更正|修改|纠正|改正) ?(一下|下|过来|回来) )",
      "?(我|不好意思|刚才|刚刚)* ?@wrong ?(，|,)? ?(刚才|刚刚|今天|昨天)? {who} ?的? ?(那|这|上|刚才那|上一)* (单|笔|张单|单子|条) ?(应该|其实|实际|实际上|正确)* (是|收|实收|收了) {number:amount} ?(元|块|块钱) ?(，|,)? ?(不是|可不是|并不是|而不是) {number:was} ?(元|块|块钱)",
      "(刚才|刚刚|上面|上一笔)? ?(那笔|那单|这笔|这单|上一笔|上笔|的)? ?的 (金额|价格|价钱|钱数|总价) ?(记错了|错了|写错了|不对)? ?应该 ?(是|改成|改为|换成) {number:amount} ?(元|块|块钱)",
      "(刚才|刚刚|上面)? (那笔|那单|这笔|这单|上一笔|上笔) ?@wrong ?应该 (是|改成|改为|换成) {number:amount} ?(元|块|块钱)",
      "(金额|价格|价钱|钱数|总价) (错了|不对|记错了|写错了|打错了) ?应该 ?是 {number:amount} ?(元|块|块钱)",
      "?刚才 @wrong ?{number} ?应该 是 {number:amount} ?(元|块|块钱)",
      "{who} 那 ?(笔|单) ?@wrong ?应该 ?(是|改成|改为|换成) {number:amount} ?(元|块|块钱)",
    ],
    make: amended,
    cost: 0.2,
    tells: true,
  },
  {
    // 退了那条裙子: of her who is on show.
    say: [
      "?(她|他)? ?(刚|又|还|今天|已经|要)* (退|退了|退掉|退掉了|退货|退回了) (那|这|那个|这个) @countWord ({category:item}|{item:item})",
      "(那|这) @countWord ({category:item}|{item:item}) ?(她|他|又|都|已经|给)* (退了|退掉了|退货了|退回来了|拿来退了)",
    ],
    make: (said) => ({ kind: "purchases.refund", who: "她", item: cleanItem(said.words("item") ?? ""), amount: null }),
    cost: 0.3,
    small: true,
  },
  {
    // 改成2980, and nothing else.
    say: ["(改成|改为|更正为|应该是) ({number.plain:amount}|{number.yuan:amount}) ?(元|块|块钱)"],
    make: (said) => (/^\S{2,3}\d{2,7}[元块钱]*[吧。！]*$/u.test(said.text.trim()) ? amended(said) : null),
    cost: 0.6,
    tells: true,
  },
  {
    // 不对马姐那条裤子是768
    say: [
      "(不对|错了|不是|记错了|搞错了|说错了|写错了|更正|更正一下|弄错了) ?(，|,)? {who} ?的? (那|这|刚才那|刚刚那|昨天那) (单|笔|@countWord) ?({category}|<what>) ?(应该|其实)? 是 {number:amount} ?(元|块|块钱) ?(，|,)? ?(另外|还有|然后)",
    ],
    make: amended,
    cost: 0,
  },
  {
    // 王芳那单我录高了，实收1299; 李姐那单金额应该是2599; 漏算了运费 应该是356; 应该三千二 我手滑打成三万二了.
    say: [
      "%sorry ?{who} ?的? ?%thatSale ?({category}|<what>)? ?的? ?%sumWord %slip ?(，|,)? ?%truly {number:amount} ?(元|块|块钱) ?%rightSo ?(，|,)? ?((不是|可不是|并不是|而不是|不是说) {number:was} ?(元|块|块钱))",
      "%sorry ?{who} ?的? ?%thatSale ?({category}|<what>)? ?的? ?%sumWord %slip ?(，|,)? %sumWord %really {number:amount} ?(元|块|块钱) ?%rightSo",
      "%sorry {who} ?的? %thatSale ?({category}|<what>)? ?的? ?%sumWord ?(我|给她|给他)? %really {number:amount} ?(元|块|块钱) ?%rightSo ?(，|,)? ?((不是|可不是|并不是|而不是) {number:was} ?(元|块|块钱))",
      "%sorry %theSale ?的? ?%sumWord ?(我|给她|给他)? %really {number:amount} ?(元|块|块钱) ?%rightSo ?(，|,)? ?((不是|可不是|并不是|而不是) {number:was} ?(元|块|块钱))",
      "%sorry %sumWord ?%really {number:amount} ?(元|块|块钱) ?(，|,)? (不是|可不是|并不是|而不是) {number:was} ?(元|块|块钱)",
      "%sorry (不对|不|不是|错了)* (是|应该是|其实是|应该|实际是)+ {number:amount} ?(元|块|块钱) ?(，|,)? %slip",
      "%sorry (总价|金额|价格|价钱|钱数) ?(改|改一下|改下|更正|更正一下|调|调一下|换)+ ?(，|,|:)? ?(为|成|是)? {number:amount} ?(元|块|块钱)",
      "%sorry (总价|金额|价格|价钱|钱数) ?(改|改一下|改下|更正|更正一下|调|调一下)* ?(，|,|:)? {who} ?的? %thatSale ?(是|应该是|改成|为|实收|应为)+ {number:amount} ?(元|块|块钱)",
      "(更正一下|更正|纠正一下|修正一下) ?(，|,|:)? ?(是|应该是|金额|价格|应为)* ({number.plain:amount}|{number.yuan:amount}) ?(元|块|块钱)",
      "?{who} ?的? ?%thatSale (应该|其实|实际|本来|是)+ {number:amount} ?(元|块|块钱) ?(，|,)? ?我? ?(手滑|手抖|不小心|一不小心|误|眼花)* (打|记|录|写|输|按|敲|登|看|报|填)(成|错成) ?了? {number:was} ?(元|块|块钱) ?了",
      "?(刚刚|刚才|刚|前面|上面) ?(说|报|记|录|写|打|发)? ?的 ?(那个)? {number:was} ?(元|块|块钱)? (不对|错了|记错了|写错了|打错了|有误|说错了|报错了) ?(，|,)? ?%truly {number:amount} ?(元|块|块钱) ?%rightSo",
      "%sorry {who} ?的? ({category}|<what>) ?(的价格|的钱|的金额|价格|金额)? (其实|实际|应该|正确)+ ?(是|收|为)* {number:amount} ?(元|块|块钱)? ?(，|,)? (不是|可不是|并不是|而不是) {number:was} ?(元|块|块钱)",
    ],
    // 马姐那单应该是768，另外高洁买了帽子199: what comes after is of somebody else.
    make: (said) => {
      const own = said.text.slice(0, Math.max(...said.captures.map(({ end }) => end)));
      return /[买退]了|生日|尺码|\d码|电话|手机/u.test(own) && !/差价/u.test(own) ? null : amended(said);
    },
    cost: 0.25,
    tells: true,
  },
];
function amended(said: Said) {
  const amount = yuan(said, "amount");
  const was = yuan(said, "was");
  if (amount === null || amount <= 0 || /生日|生辰/u.test(said.text)) return null;
  if (Math.max(amount, was ?? 0) > YUAN_MAX) return null;
  if (amount < 5 && !/[元块毛]/u.test(said.text)) return null;
  // 裙子换成38码了 is a size.
  if (/[码号]$/u.test(said.words("amount") ?? "")) return null;
  // 把我积分改成10000, 把尺码改成40: figures of hers, and no price.
  if (/积分|[尺鞋腰]码|身高|体重|电话|手机|年龄|岁数/u.test(said.text.slice(0, said.get("amount")?.start))) return null;
  // 漏记了一单, 少写了两位: counted, and no sum.
  if (/^[单笔次个条件位人天号码折点%双盒瓶套]/u.test(said.text.slice(said.get("amount")?.end))) return null;
  return { kind: "purchases.amend", who: said.has("who") ? whoOf(said) : null, amount, was };
}
