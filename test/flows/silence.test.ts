// What the logs and the metrics tell, and what they never tell: a day of talk with names, phones and secrets in it, and
// not one of them in a line that an operator's tools collect.
import { expect, test } from "vitest";
import { describeInWorld } from "../support/world.ts";

const secrets = ["local-wecom-secret", "localwecomtoken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"];

describeInWorld(
  "logs and metrics",
  (worldOf) => {
    test("hold no names, phones, words or secrets", { timeout: 120_000 }, async () => {
      const world = worldOf();
      const { simulator, app } = world;
      const said = [
        "3456",
        "新客户 欧阳晓彤 13912345678 买了衬衫599",
        "张姐对蜂蜜过敏，她女儿下月结婚，下周三提醒我问问",
        "给张姐写条问候",
        "把张丽华转给陈晨",
        "'; DROP TABLE customer; --",
        "/模型用量",
        "乱七八糟听不懂的一句话",
      ];
      simulator.faults.add("message/send", { kind: "errcode", code: 45009 });
      for (const text of said) await world.says("linyue", text);
      await world.says("zhouhang", "两个月没来的金卡有哪些");
      simulator.faults.add("externalcontact/batch/get_by_user", { kind: "errcode", code: 48002 });
      world.moveTo("2026-09-17 09:40");
      await world.settle();
      await world.says("linyue", "3456");
      await fetch(`${app.url}/wecom/callback?msg_signature=x&timestamp=1&nonce=2&echostr=3`);
      await fetch(`${app.url}/wecom/sidebar/login?code=1&state=2`);
      const metrics = await (await fetch(`${app.url}/metrics`)).text();

      const people = await world.sql<{ name: string }>("SELECT name FROM customer UNION SELECT name FROM staff");
      const lines = world.log.lines.map((line) => JSON.stringify(line));
      const collected = `${lines.join("\n")}\n${metrics}`;
      expect(lines.length).toBeGreaterThan(said.length);
      expect(metrics).toMatch(/zhike_turn_seconds\{by="parser",quantile="0.95"\}/u);
      expect(metrics).toMatch(/zhike_events\{level="(warn|error)",event="[\w.-]+",code="\d+"\} \d/u);
      for (const { name } of people) expect(collected, name).not.toContain(name);
      for (const secret of secrets) expect(collected).not.toContain(secret);
      for (const words of ["欧阳晓彤", "13912345678", "蜂蜜", "DROP TABLE", "乱七八糟", "衬衫"])
        expect(collected, words).not.toContain(words);
      expect(collected).not.toMatch(/\b1[3-9]\d{9}\b/u);
      expect(collected).not.toMatch(/access_token=|corpsecret=/u);
    });
  },
  { on: "server" },
);
