// A sheet asked for by chat reaches the phone as a file, through the outbox and the platform's upload.
import { expect, test } from "vitest";
import { describeInWorld } from "../support/world.ts";

describeInWorld("the shop's tables by chat", (world) => {
  test("words and a workbook; and nobody is there twice", async () => {
    const answers = await world().says("zhouhang", "导出本月生日会员回访表");
    expect(answers[0]).toContain("当月生日会员回访表_2026-09.xlsx 做好了");
    const file = world()
      .phone("zhouhang")
      .find((entry) => JSON.stringify(entry).includes('"kind":"file"'));
    expect(JSON.stringify(file)).toContain("当月生日会员回访表_2026-09.xlsx");
    expect(await world().says("zhouhang", "有没有重复的客户")).toEqual(["没有发现疑似同一人的档案。"]);
  });
});
