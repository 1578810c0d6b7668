// The environment's gate: good values typed, all faults at once, no secret repeated.
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { ConfigError } from "../src/errors.ts";

function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

const wecom = {
  WECOM_CORP_ID: "ww1436e0e65a779aee",
  WECOM_AGENT_ID: "1000002",
  WECOM_SECRET: "very-secret",
  WECOM_TOKEN: "token",
  WECOM_ENCODING_AES_KEY: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
};

describe("readConfig", () => {
  it("needs nothing", () => {
    expect(readConfig({})).toMatchObject({
      wecom: null,
      model: null,
      zone: "Asia/Shanghai",
      databaseUrl: null,
      roles: ["web", "worker", "scheduler"],
    });
  });
  it("takes all five of WeCom, or says which are missing", () => {
    expect(readConfig(wecom).wecom).toMatchObject({ agentId: 1000002, apiBase: "https://qyapi.weixin.qq.com" });
    const { WECOM_SECRET: _, WECOM_TOKEN: __, ...some } = wecom;
    expect(faultsOf(some).map((fault) => fault.split(":")[0])).toEqual(["WECOM_SECRET", "WECOM_TOKEN"]);
  });
  it("tells all faults at once and repeats no secret", () => {
    const faults = faultsOf({
      ...wecom,
      PORT: "99999",
      BUSINESS_TZ: "Mars/Base",
      ROLES: "web,cook",
      DATABASE_URL: "mysql://x",
      WECOM_ENCODING_AES_KEY: "short-secret",
      WECOM_AGENT_ID: "app",
    });
    expect(faults.map((fault) => fault.split(":")[0]).sort()).toEqual([
      "BUSINESS_TZ",
      "DATABASE_URL",
      "PORT",
      "ROLES",
      "WECOM_AGENT_ID",
      "WECOM_ENCODING_AES_KEY",
    ]);
    expect(faults.join()).not.toMatch(/very-secret|short-secret/u);
  });
  it("wants a model's name and key together", () => {
    expect(faultsOf({ OPENAI_BASE_URL: "http://localhost:1" })).toHaveLength(2);
    expect(
      readConfig({ OPENAI_MODEL: "m", OPENAI_API_KEY: "k", OPENAI_EXTRA: '{"enable_thinking":false}' }).model,
    ).toMatchObject({ model: "m", extra: { enable_thinking: false } });
    expect(faultsOf({ OPENAI_MODEL: "m", OPENAI_API_KEY: "k", OPENAI_EXTRA: "no" })[0]).toContain("OPENAI_EXTRA");
  });
});
