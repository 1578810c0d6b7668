// How people say that something is to be written down about a customer.
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { needMacros, needPhrases } from "./need-phrases.ts";
import { birthdayPhrases } from "./phrases-birthday.ts";
import { familyPhrases } from "./phrases-family.ts";
import { notePhrases, statementPhrases } from "./phrases-note.ts";
import { showPhrases } from "./phrases-show.ts";
import { tagPhrases } from "./phrases-tag.ts";
import { tastePhrases } from "./phrases-taste.ts";
import { warningPhrases } from "./phrases-warning.ts";
import { words } from "./vocabulary.ts";

export const phrases: Phrases = {
  words,
  macros: {
    ...needMacros,
    /** What follows from a warning goes without saying once the warning is kept. */
    heed: "?(了|的)? ?(千万|一定|以后|记得|注意|切记|所以|就|大家|都)* (别|不要|不能|勿|不可以|不用|不许|禁止|避免) ?(再|给她|给他|跟她|跟他)* (推荐|推|送|拿|提|给|上|点|放|加|安排|聊|问|说|介绍|让|用|带) <heeded>",
    careful:
      "( (，|,)? ?(请|请各位|各位|大家|请大家|同事们|都|接待|接待时|接待的时候|接待她|接待他|招呼|招呼的时候|服务|服务时|说话|讲话|跟她说话|跟他说话|跟她聊|到店|到店了|来了|来的时候|来店|介绍|介绍的时候|时|的时候|要|得|务必|请务必)* (留意|留点意|注意|注意点|注意些|注意一点|小心|小心点|小心些|当心|留神|上心|上点心|体谅|体谅点|担待|多担待|关照|多关照|多照顾|照顾点|避开|避着点|心里有数|有个数|悠着点|别乱说|别说错话) ?(点|些|一下|下|分寸) | ?(千万|一定|务必|都|要)* (记住|记着|记牢|别问|别提|别提了|不要问|少提|别多问) | ?(说话|聊天|聊的时候|聊起来|推荐的时候|推荐时|送礼) ?(大家|要|得|都|多|请)* (注意|小心|当心) ?(点|些|一点|一下|下|分寸) )",
    /** What to mind because of it, as a clause of its own: 点心注意看配料, 酒要劝着喝. */
    mind: "( (，|,)? ?(记得|要|得|都|来了|到店)* (给|帮) (她|他|人家) (搬|拿|倒|备|准备|泡|换|开|放|留|找|安排|调) <rest> | (，|,)? ?(所以|以后|千万|一定|都)* (别|不要|勿|少|甭|莫)+ ?(再|给|她|他)* <heeded> | (，|,)? <rest> (别|不要|少|甭|莫|勿|不能|千万别) (给|推|提|拿|送|上|放|说|聊|用|喝|吃|碰|带|加|点|卖|拎|来|叫) ?<heeded> | (，|,)? <heeded> (注意|小心|当心|留心|留神|悠着点|要注意|都注意|看配料|劝着|绕开|绕着走|避开|避着|提前说) ?<rest> | (，|,)? (注意|小心|当心|留神|千万|记得) <heeded> )",
    /** Asked after it was said: 帮记, 给他档案里写一笔, 别忘了写进去. */
    keepIt:
      "( (，|,)? (你|您|帮|帮我|帮忙|给|给她|给他|替她|替他|两条|两笔|两个|两样|三条|三笔|这两条|这两笔|几条|全|全部|一起|统统|麻烦|请|别忘了|别忘|记得|也|都|先|一定|务必|一并|顺便|把这个|这个|这条|这点|这事|这|很重要|挺重要|蛮重要|重要|要紧|在|往|到|快)* ?(档案|备注|资料|系统|卡片|备忘录|客户档案|档案本)? ?(里|里头|里面|上)? (@keep|(记|写|放|存|录|登|归|备注|加) (在|到|进)) ?( ?(在|到|进|给)? ?(她|他)? ?的? (家里的事|家里事|家庭|家庭信息|家里情况|家里|喜好|偏好|忌讳|禁忌|档案|备注|资料|系统|卡片|本子|小本本) ?(里|里头|里面|上|那栏|那一栏|一栏) ) ?(哈|吧|啊|一下|哦|呗|了|咯|噢|嘞|哟|着|来) )",
    tags: "({tag}|<tag>) ?(和|跟|还有)? {tag}*",
    told: "?(刚|刚才|刚刚|昨天|今天|上次|之前|早上|上午)? ?(说过|说|说了|说的|讲过|讲|讲了|提过|提了|提到|告诉我|跟我说|跟我讲|交代|交代过|特意说|专门说|一再说) ?了 ?(她|他|自己)",
    noted:
      "(备注|备注一下|记录|记录一下|记|记一下|记下|记一条|记个备注|备忘|备忘一下|备注下|note|memo|加个备注|做个备注|备注一条|写备注|写个备注|标注|注明|remark|remark一下|备个注|记备注|写下备注|做备注|加备注|添个备注|补个备注)",
  },
  phrases: [
    ...needPhrases,
    ...notePhrases,
    ...tagPhrases,
    ...tastePhrases,
    ...warningPhrases,
    ...birthdayPhrases,
    ...familyPhrases,
    ...statementPhrases,
    ...showPhrases,
  ],
};
