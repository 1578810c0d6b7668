// How people tell of purchases, refunds and visits.
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { listPhrases } from "./phrases-list.ts";
import { recordPhrases } from "./phrases-record.ts";
import { refundPhrases } from "./phrases-refund.ts";
import { visitPhrases } from "./phrases-visit.ts";
import { words } from "./vocabulary.ts";

export const phrases: Phrases = {
  words,
  macros: {
    /** 刚成交一单: said before who bought what. */
    sold: "(成交|出|开|卖|卖出|做成|做) ?了 (一单|一笔|1单|1笔|单|笔|个单|一个单)",
    /** Looked and bought nothing. */
    nothing:
      "(没买|没买东西|没买成|没成交|没下单|啥也没买|什么都没买|什么也没买|光看没买|空手走了|没看中|没挑中|没相中|没看上|没有看中|没选中|没合适的|没有合适的|没满意的|没喜欢的|空手走的|空手走|空手回去的|空手回去了|空手回的|空手回|空手而归|空着手走的|空着手走了|空着手回去了|没带东西|没带走|没拿东西|没拿|没开单|没定|没定下|没定下来|没下手|没舍得|没舍得买|什么都没拿|啥也没拿|啥都没买|啥都没拿|啥没买|都没买|也没买|一件没买|一样没买|一件都没买|没成|没谈成|没挑着|没挑到|没相上|没消费|只看没买|光看|光看不买|光试没买|光试不买|试了没买|看了没买|没有买|没要|未成交|说再看看|说再想想|说考虑考虑|说再考虑|说再考虑考虑|说下次再来|说回去想想|说回去商量|还没定|没当场定|没买就走了|一件没要|一个没要|一双没要|一条没要|一样没要|都没要|啥也没要|什么都没要|都没看上|都不满意|没买单|一分没花|没花钱)",
    /** Came, and stayed in some way: 推车来转了一圈, 进来避雨坐了坐. */
    cameBy:
      "( ?(又|也|还|刚|刚才|专门|特意|顺路|路过|顺便|推车|推着车|骑车|开车|打车|自己|一个人|抽空|午休|下班|下了班|遛弯|遛狗|买菜|逛街|下雨|躲雨|带娃|带孩子|抱着孩子|一早|一大早|%with)* (来|过来|进来|进店|到店|来店|来店里|到店里|进店里|上门|跑来|跑过来|来我们店|来咱店|来咱们店|到咱店|来门店|来柜台|到柜台|回店里|来这|来这儿|刚走|刚走了|才走|刚离开) )",
    stayed:
      "( (喝杯茶|喝了杯茶|喝了口茶|喝了两泡茶|喝了一泡茶|喝了几泡茶|喝了会儿茶|喝了壶茶|喝杯咖啡|喝了杯咖啡|喝了杯水|喝口水|喝了口水|喝点水|蹭了会儿空调|吹了会儿空调|试了几件|试了两件|试了好几件|试了一堆|试了半天|试了五六件|试了三四件|试了几双|试了几条|试了几套|看了几件|看了好几件|转|逛|坐|看|瞧|瞅|试|走|待|呆|聊|歇|歇脚|溜达|遛|站|避雨|躲雨|避了雨|喝茶|喝了茶|看看|转转|逛逛|坐坐|试试|瞧瞧|看了看|转了转|逛了逛|坐了坐|试了试|瞧了瞧|聊了聊|歇了歇|看了一眼|瞄了一眼|露了个面|露个面|打了个招呼|串门|串了个门|捧场|捧了个场)+ ?(了|过) ?(一圈|一下|一会儿|会儿|一会|会|半天|好久|一趟|一遍|下|半小时|半个小时|一个小时|好一会儿|一阵|一阵子|几分钟|两圈|圈|一眼|不久|很久|老半天) )",
    /** She came, before it is told what she bought. */
    arrived:
      "(又|也|还|刚|刚才|专门|特意|顺路|路过|自己|%with)* (来|过来|进来|进店|到店|来店|来店里|到店里|上门|来捧场|来光顾|光顾|来照顾生意|照顾生意|来支持|来我们店|来咱们店|回店里|来逛|来逛街|来逛了逛|来转了转|来转了一圈|来坐了坐|来看了看|来试了试|来店里逛) ?了? ?%stayed",
    /** What she came for or did: 取走了戒指, 试了两件大衣. */
    cameFor:
      "purpose=( (取|领|修|换|调换|洗|清洗|保养|改|试|试穿|试戴|品|喝|尝|体验|量|看|挑|选|问|咨询|送|调|摸|比) (了|过|走|走了|完|完了|下|了下|一下) ?<x> )",
    /** 也算一次到店吧, 给她补记到店, 记一下人来过. */
    logVisit:
      "( ?(给|帮|替|也|就|麻烦|你)* ?(她|他|人家)? (补记|补|记|补登|登记|登|录|补录|算|算作|计|记一下|补一下|登记一下|录一下|记录|记录一下|当|写|写一下)+ (一次|一回|个|一个|上|一下|一笔|一条|人)* (到店|进店|来店|到访|来访|来过|到过店|到店记录|进店记录|到店登记|人来过|来访记录) )",
    /** Which of her goods: 上礼拜买的那条. */
    which:
      "?的? ?{date} ?的? ?(买|拿|订|入手|定|下单|买走|带走|提)? ?的? ?(那|这|上次那|上次|刚买|刚才那|昨天那|𠮶|嗰)* ?@countWord",
    /** Where the money went: 信用卡原路回去. */
    wayBack:
      "( (退|钱|款|走|已|已经|都|全|给她|给他|给)* (信用卡|微信|支付宝|现金|原路|原卡|储值|余额|银行卡|原渠道)+ ?(里|上)? (退回|退回去|回去|返回|退|退的|走的|退了|退还|回|了|退款|退给她|给她)* )",
    here: "( ?(在|从|到) (我们家|咱们家|我家|咱家店|我们这里|咱们这里|我们这儿|我们店里|咱们店里|店里|咱这|咱们这|我们这|我这|我这儿|咱店|咱家|这儿|这边|我哋度|我们度|这里|我手上|我这里|我们店|咱们店) )",
    with: "(带|领|陪|拉|跟|和|同|约) ?(着|了)? ?(她|他)? ?个? (朋友|闺蜜|家人|同事|姐妹|同学|邻居|亲戚|人|客户|@kin)",
    count: "{number:count} @countWord",
    /** How the price came about; the price is what was paid. */
    off: "(打了|打的|打|享受了|享受|用了|给了|是) {number:off} ?折 ?(优惠)",
    /** For whom: 给她妈, 帮闺蜜. */
    forWhom:
      "(给|帮|替|为|代) ?(她|他|自己|自个儿)? ?的? ?家? ?(@kin|妈|爸|娘|爹|婆婆|公公|自己|朋友|闺蜜|同事|客户|公司|单位|孩子|娃|家里|家里人|领导|亲戚|老板|员工|爸妈|父母|公婆|老人|长辈|男友|女友|学生|老师) ?也",
    /** What, with its count before or after it, or none. */
    goods: "(?%count ({category:item}|<item>)|({category:item}|<item>) %count)",
    counted: "(%count ({category:item}|<item>)|({category:item}|<item>) %count)",
    /** What and for how much: the price of all or of a piece. */
    bill: "(%goods ?(，|,)? %sum|%counted ?(，|,)? %per)",
    /** What was paid, with the words around it: a rough sum before the true one, how the price came about, how it was paid. */
    sum: "?( ?才 {number} (多|多点|多一点|出头|左右|上下|点|来块|的样子) ?(元|块|块钱) )? (@pay|%paid|%off|大概|差不多|后|下来|钱|是|了|都|价)* {number:amount} ?(元|块|块钱|块整|整|大洋)? (%paid|%off|付清|付清了|付了|收讫|到账|到账了|搞定|成交|已付|已收|走的|付的|结的)*",
    /** Price of a piece. */
    per: "(({number.plain:each}|{number.yuan:each}) ?(元|块|块钱) (一|每|1)? @countWord|((每|单|一|1) @countWord|单价|每样|一样) ?(是|要|卖|才|算|就)? {number:each} ?(元|块|块钱))",
    /** Two or three goods, each with its own price. */
    eachPriced:
      "(?%count <item>|<item> %count) ?%costs ({number.plain:first}|{number.yuan:first}) ?(元|块|块钱) ?%andThen ?@buy (?({number:count2} @countWord) <item2>|<item2> {number:count2} @countWord) ?%costs ({number.plain:second}|{number.yuan:second}) ?(元|块|块钱) ?( ?%andThen (?({number:count3} @countWord) <item3>|<item3> {number:count3} @countWord) ?%costs ({number.plain:third}|{number.yuan:third}) ?(元|块|块钱) )",
    costs: "(是|要|卖|花了|付了|价)+",
    andThen: "(，|,|、|和|还有|加|再加|又|跟|再|另外)+",
    /** Orders amid or after: 补进去, 录一下. */
    booked:
      "?(帮|给|麻烦|你|我|现在|今天|刚|刚刚|才|这会儿|一直|还|都|当时|那天|忘了)* (补|没录|没记|没登|漏录了|漏记了|忘录了|忘记录了|忘了录|才补|补进去|补上|补录|补录一下|补一下|补登|补登一下|补记|补记一下|录一下|录上|录进去|录入|登一下|登上|登记一下|入一下|入账|记一下|记上|记下|记进去|记一笔|记录一下|别忘了录|记得录) ?(哈|吧|啊|哦)",
    paid: "(刷卡|现金|微信|支付宝|刷的卡|付现|扫码|微信支付|支付宝支付|现金支付|微信付|刷的信用卡|信用卡|转账|支付宝付的|微信付的|刷卡付的|刷的微信|扫的码|微信转的|支付宝转的|现金付的|刷的支付宝|花呗|云闪付|数字人民币|银行卡|刷储值|储值卡|扣卡|pos|刷pos)",
  },
  phrases: [...recordPhrases, ...visitPhrases, ...refundPhrases, ...listPhrases],
};
