// Sentences as shop associates type them, and the plans they are.
import { describe, expect, it } from "vitest";
import { inShort } from "./support/reading.ts";

describe("notes, purchases", () => {
  it.each([
    ["张姐买过几次大衣", "purchases.list who:张姐 what:大衣"],
    ["看看张姐最近买了啥", "purchases.list who:张姐"],
    ["记张姐：下次来给她看新款", "notes.add who:张姐 text:下次来给她看新款"],
    ["张姐说想要米色的，记一下", "notes.need who:张姐 value:米色的"],
    ["王芳不能吃海鲜", "notes.negative who:王芳 value:不能吃海鲜 topic:忌口"],
    ["张姐爸爸去世了", "notes.negative who:张姐 value:爸爸去世了 topic:丧亲"],
    ["陈总讨厌被推销", "notes.prefer who:陈总 value:被推销 dislike:true"],
    ["李姐农历八月初三生日", "notes.birthday who:李姐 calendar:lunar month:8 day:3"],
    ["张姐的生日改成5月4号", "notes.birthday who:张姐 calendar:solar month:5 day:4"],
    ["去掉张姐的爱旅游标签", "notes.tag who:张姐 tags:[爱旅游] remove:true"],
    ["给她加上母婴和通勤标签", "notes.tag who:她 tags:[母婴 通勤]"],
    ["王芳标签加爱旅游", "notes.tag who:王芳 tags:[爱旅游]"],
    ["张姐昨天退了丝巾", "purchases.refund who:张姐 item:丝巾"],
    ["李姐退款两百", "purchases.refund who:李姐 amount:200"],
    ["王芳刚下单了两件衬衫一共998", "purchases.record who:王芳 items:[{item:衬衫 quantity:2}] amount:998"],
    ["陈总昨天来过", "purchases.visit who:陈总 on:2026-11-21"],
    ["张姐下午来逛了逛没买", "purchases.visit who:张姐 on:2026-11-21"],
    ["佢鍾意咩", "notes.show who:她 about:喜好"],
    ["張小姐買咗條裙1280", "purchases.record who:张小姐 items:[{item:裙}] amount:1280"],
    ["王芳唔食辣", "notes.negative who:王芳 value:不吃辣 topic:忌口"],
    ["王芳买了吗", "purchases.list who:王芳"],
    ["张姐买了大衣没有", "purchases.list who:张姐 what:大衣"],
    ["那个王芳啊她昨天买了一双鞋花了两千三", "purchases.record who:王芳 items:[{item:鞋}] amount:2300 on:2026-11-21"],
    ["张姐 3280 裙子", "purchases.record who:张姐 items:[{item:裙子}] amount:3280"],
    ["张姐 买 裙子 3280", "purchases.record who:张姐 items:[{item:裙子}] amount:3280"],
    ["王芳裙子两条共三千六", "purchases.record who:王芳 items:[{item:裙子 quantity:2}] amount:3600"],
    ["3456消费880", "purchases.record who:3456 items:[] amount:880"],
    ["她上次买的什么", "purchases.list who:她"],
    ["张姐、李姐都喜欢真丝", "notes.prefer who:张姐、李姐 value:真丝"],
    ["给张姐和王芳打标签爱旅游", "notes.tag who:张姐和王芳 tags:[爱旅游]"],
    ["不是张姐，是王芳", "notes.correct who:王芳"],
    ["说错了 是李姐", "notes.correct who:李姐"],
    ["记错了应该是李姐不是张姐", "notes.correct who:李姐"],
    ["张姐老公生日6月1号", "notes.family who:张姐 text:老公生日6月1号"],
    ["她不要红色的", "notes.prefer who:她 value:红色的 dislike:true"],
    ["张姐穿38码的鞋", "notes.prefer who:张姐 value:38码 topic:尺码"],
    ["张姐对什么过敏", "notes.show who:张姐 about:忌讳"],
    ["张姐退货了", "purchases.refund who:张姐"],
    ["王芳把昨天买的裙子退了300块", "purchases.refund who:王芳 item:裙子 amount:300"],
    ["张姐没有买裙子", "purchases.list who:张姐 what:裙子"],
    ["她买过几次", "purchases.list who:她"],
    ["她喜欢什么颜色", "notes.show who:她 about:喜好"],
    ["王芳穿什么码", "notes.show who:王芳 about:尺码"],
  ])("%s", (text, expected) => {
    expect(inShort(text)).toBe(expected);
  });
});
