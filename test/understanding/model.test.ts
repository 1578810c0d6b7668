// The model's way over real HTTP against an OpenAI-compatible server: every shape of answer a provider gives, every way
// it fails, and what leaves the house.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { phrases as talkPhrases } from "../../src/conversation/phrases.ts";
import { silentLog } from "../../src/log.ts";
import { phrases as customersPhrases } from "../../src/skills/customers/phrases.ts";
import { plans as customersPlans } from "../../src/skills/customers/plan.ts";
import { phrases as notesPhrases } from "../../src/skills/notes/phrases.ts";
import { plans as notesPlans } from "../../src/skills/notes/plan.ts";
import { createPlanModel, type ModelUse } from "../../src/understanding/model/call.ts";
import { hideNames } from "../../src/understanding/model/mask.ts";
import { openModel } from "../../src/understanding/model/open.ts";
import { buildGrammar } from "../../src/understanding/parser/grammar.ts";
import { emptyLexicon } from "../../src/understanding/parser/lattice.ts";
import { createUnderstanding } from "../../src/understanding/understand.ts";

const specs = [...customersPlans, ...notesPlans];
const grammar = buildGrammar([customersPhrases, notesPhrases, talkPhrases]);
const when = { now: new Date("2026-09-13T02:00:00Z"), zone: "Asia/Shanghai", people: [] as string[] };
const llm = new LLMock({ port: 0 });
const uses: ModelUse[] = [];

beforeAll(async () => {
  await llm.start();
});
afterAll(() => llm.stop());
afterEach(() => {
  llm.reset();
  llm.clearRequests();
  uses.length = 0;
});

function understanding(baseUrl = `${llm.url}/v1`, deadlineMs?: number) {
  const config = { baseUrl, apiKey: "any", model: "test-model", extra: {} };
  const parts = { specs, now: () => new Date(), record: (use: ModelUse) => uses.push(use) };
  const model = deadlineMs ? createPlanModel({ config, prompt: "", deadlineMs, ...parts }) : openModel(config, parts);
  return createUnderstanding({ grammar, specs, model, log: silentLog });
}

// Nothing in the grammar says it so; the parser leaves words over.
const ODD = "那谁她表舅妈托我转达一件要紧事儿";
const note = { kind: "notes.add", who: "她", text: "外婆有要紧事" };
const asTool = (plans: unknown) => ({ toolCalls: [{ name: "make_plans", arguments: JSON.stringify({ plans }) }] });

describe("what the model answers", () => {
  it("a tool call becomes plans", async () => {
    llm.onMessage(/.*/u, asTool([note]));
    expect(await understanding().read(ODD, when, emptyLexicon)).toMatchObject({
      by: "model",
      plans: [note],
      leftover: [],
    });
    expect(uses).toMatchObject([{ outcome: "ok", model: "test-model" }]);
  });

  it("JSON in the content, wrapped in words and a fence, is taken too", async () => {
    llm.onMessage(/.*/u, { content: `好的：\n\`\`\`json\n${JSON.stringify({ plans: [note] })}\n\`\`\`` });
    expect(await understanding().read(ODD, when, emptyLexicon)).toMatchObject({ by: "model", plans: [note] });
  });

  it("truncated arguments are repaired once, and the fault is quoted", async () => {
    const truncated = {
      toolCalls: [{ name: "make_plans", arguments: '{"plans":[{"kind":"notes.add","who":"她","te' }],
    };
    let asked = 0;
    llm.onMessage(/.*/u, () => (asked++ === 0 ? truncated : asTool([note])));
    const read = await understanding().read(ODD, when, emptyLexicon);
    expect(read).toMatchObject({ by: "model", plans: [note] });
    expect(uses).toMatchObject([{ outcome: "repaired" }]);
    expect(JSON.stringify(llm.getLastRequest()?.body)).toContain("不是完整的 JSON");
  });

  it("rubbish twice leaves the parser's reading", async () => {
    llm.onMessage(/.*/u, { content: "我觉得你应该多关心她" });
    const read = await understanding().read(ODD, when, emptyLexicon);
    expect(read.by).toBe("parser");
    expect(llm.getRequests()).toHaveLength(2);
    expect(uses).toMatchObject([{ outcome: "rubbish" }]);
  });

  it("a plan that its schema refuses is rubbish: no unknown kind, no unknown shape comes through", async () => {
    llm.onMessage(/.*/u, asTool([{ kind: "database.drop", table: "customer" }]));
    expect(await understanding().read(ODD, when, emptyLexicon)).toMatchObject({ by: "parser" });
    expect(uses).toMatchObject([{ outcome: "rubbish" }]);
  });

  it("429 is not tried again: the associate waits for nothing", async () => {
    llm.onMessage(/.*/u, { error: { message: "slow down", type: "rate_limit" }, status: 429 });
    expect(await understanding().read(ODD, when, emptyLexicon)).toMatchObject({ by: "parser" });
    expect(llm.getRequests()).toHaveLength(1);
    expect(uses).toMatchObject([{ outcome: "refused" }]);
  });

  it("a stall past the deadline ends in the parser's reading", async () => {
    const silent = await listen(createServer(() => {}));
    const read = await understanding(silent.url, 150).read(ODD, when, emptyLexicon);
    expect(read.by).toBe("parser");
    expect(uses).toMatchObject([{ outcome: "timeout" }]);
    silent.close();
  });

  it("nobody listening is no fault of the associate", async () => {
    const gone = await listen(createServer(() => {}));
    gone.close();
    expect(await understanding(gone.url).read(ODD, when, emptyLexicon)).toMatchObject({ by: "parser" });
    expect(uses).toMatchObject([{ outcome: "network" }]);
  });
});

describe("when the model is asked", () => {
  it("not for what the parser understood", async () => {
    const read = await understanding().read("两个月没来的女客户有哪些", when, emptyLexicon);
    expect(read).toMatchObject({ by: "parser", leftover: [] });
    expect(llm.getRequests()).toHaveLength(0);
  });
});

describe("what leaves the house", () => {
  const people = ["张丽华", "Annie", "李雯"];
  const secrets = [
    "张丽华",
    "Annie",
    "李雯",
    "王姐",
    "欧阳雪",
    "13812345678",
    "138-1234-5678",
    "021-55667788",
    "衡山路12弄3号",
    "幸福小区5号楼",
    "3456",
  ];
  const texts = [
    "张丽华 13812345678 想问能不能寄到衡山路12弄3号这种事你看着办",
    "王姐她闺女托我打听那件事儿 电话138-1234-5678 怎么弄",
    "尾号3456那位和李雯到底啥关系啊帮忙琢磨琢磨",
    "跟Annie讲讲呗 她住幸福小区5号楼 座机021-55667788 老不接",
    "给欧阳雪整个那什么惊喜出来成不成",
  ];

  it("no name, phone or address is in any captured request, and the plans come back with them", async () => {
    llm.onMessage(/.*/u, {
      content: JSON.stringify({ plans: [{ kind: "notes.add", who: "〔客户1〕", text: "转告〔客户1〕" }] }),
    });
    for (const text of texts) {
      const known = [...people, "欧阳雪"].filter((name) => text.includes(name));
      await understanding().read(text, { ...when, people: known }, emptyLexicon);
    }
    const sent = llm
      .getRequests()
      .map((request) => JSON.stringify((request.body as { messages?: unknown } | null)?.messages));
    expect(sent.length).toBeGreaterThanOrEqual(texts.length);
    for (const body of sent) for (const secret of secrets) expect(body).not.toContain(secret);
  });

  it("a rare surname is hidden as well as a common one, known or not", () => {
    for (const name of ["柳如烟", "祁同伟", "上官云"])
      expect(hideNames(`给${name}的外套改短了没`, []).text).not.toContain(name);
  });

  it("placeholders turn back into what was said", () => {
    const hidden = hideNames("张丽华的电话是13812345678", ["张丽华"]);
    expect(hidden.text).not.toMatch(/张丽华|1381/u);
    const [phone, name] = [/〔电话\d+〕/u.exec(hidden.text)?.[0], /〔客户\d+〕/u.exec(hidden.text)?.[0]];
    expect(hidden.reveal({ kind: "x", who: name, list: [{ phone }] })).toEqual({
      kind: "x",
      who: "张丽华",
      list: [{ phone: "13812345678" }],
    });
  });
});

async function listen(server: Server): Promise<{ url: string; close(): void }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
