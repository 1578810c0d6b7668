// What the local WeCom remembers over a restart of the process, and what it does with a file it cannot read.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { corp, openShop } from "./support/shop.ts";

let folder: string;
let stateFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
  stateFile = join(folder, "phones.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("chats, tasks, pictures, friends and tokens survive; a pressed card can still be updated", async () => {
  const before = await openShop({ stateFile });
  const { simulator, bot } = before;
  await simulator.say("linyue", "3456");
  const template_card = {
    card_type: "button_interaction",
    main_title: { title: "王姐" },
    task_id: "t1",
    button_list: [{ text: "好", key: "ok" }],
  };
  const agentid = corp.agentId;
  const { response_code } = await bot.call("message/send", {
    touser: "linyue",
    agentid,
    msgtype: "template_card",
    template_card,
  });
  const { msgid } = await bot.call("externalcontact/add_msg_template", {
    external_userid: ["wmWang"],
    sender: "LinYue",
    text: { content: "王姐好" },
  });
  await simulator.customerDeletes("wmZhang", "chenxi");
  const added = await simulator.addCustomer({ userId: "chenxi", name: "新客" });
  const form = new FormData();
  form.append("media", new Blob([new Uint8Array(Buffer.from("89504e470d0a1a0a00000000", "hex"))]), "x.png");
  const token = await bot.token();
  const uploaded = await fetch(`${before.base}/simulator/cgi-bin/media/upload?type=image&access_token=${token}`, {
    method: "POST",
    body: form,
  });
  const { media_id } = (await uploaded.json()) as { media_id: string };
  await before.close();

  const after = await openShop({ stateFile });
  expect(after.simulator.inbox("linyue")).toMatchObject([
    { text: "3456", delivery: "taken" },
    { kind: "card", taskId: "t1" },
    { kind: "mass-task", msgid },
  ]);
  expect(after.simulator.confirmMassMessage("linyue", String(msgid))).toEqual({ wmWang: 1 });
  const picture = await fetch(`${after.base}/simulator/cgi-bin/media/get?access_token=${token}&media_id=${media_id}`);
  expect(picture.headers.get("content-type")).toBe("image/png");
  const update = { userids: ["linyue"], agentid, response_code, button: { replace_name: "好的" } };
  expect(await after.bot.call("message/update_template_card", update)).toMatchObject({ errcode: 0 });
  expect(
    await after.bot.call("message/send", { touser: "linyue", agentid, msgtype: "template_card", template_card }),
  ).toMatchObject({ errcode: 42014 });
  const { customers } = after.simulator.snapshot();
  expect(customers.wmZhang!.followers).toMatchObject([{ deletedByCustomer: false }, { deletedByCustomer: true }]);
  expect(customers[added.externalId]).toMatchObject({ name: "新客", followers: [{ userId: "chenxi" }] });
  await after.close();
});

test("the file is small: people nobody touched come from the options again", async () => {
  const shop = await openShop({ stateFile });
  await shop.simulator.customerDeletes("wmWang", "linyue");
  await shop.close();
  const saved = JSON.parse(readFileSync(stateFile, "utf8"));
  expect(Object.keys(saved.customers)).toEqual(["wmWang"]);
  expect(saved.members).toEqual({});
  expect(JSON.stringify(saved)).not.toContain(corp.secret);
  expect(readdirSync(folder).filter((name) => name.includes("writing"))).toEqual([]);
});

test("an unreadable file is set aside, another corp's is ignored", async () => {
  writeFileSync(stateFile, '{"format":1,');
  const first = await openShop({ stateFile });
  expect(first.simulator.inbox("linyue")).toEqual([]);
  await first.simulator.say("linyue", "你好");
  await first.close();
  expect(readdirSync(folder)).toContain("phones.json.broken");

  const other = await openShop({ stateFile, corp: { ...corp, corpId: "ww0123456789abcdef" } });
  expect(other.simulator.inbox("linyue")).toEqual([]);
  await other.close();
});

test("snapshot and restore give the very same world", async () => {
  const shop = await openShop();
  await shop.simulator.say("linyue", "一");
  const snapshot = shop.simulator.snapshot();
  await shop.simulator.say("linyue", "二");
  shop.simulator.restore(snapshot);
  expect(shop.simulator.inbox("linyue")).toMatchObject([{ text: "一" }]);
  expect(shop.simulator.snapshot()).toEqual(snapshot);
  await shop.close();
});
