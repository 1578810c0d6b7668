// Whether the robot's id and secret open the line. It connects, which would throw out a running program with the same
// robot: ask only when none holds the line.
import { WSClient } from "@wecom/aibot-node-sdk";
import type { Finding } from "../checkup.ts";
import type { LineConfig } from "./line.ts";

const CONNECT_MS_MAX = 8_000;

export function checkRobot(config: LineConfig): Promise<Finding> {
  return new Promise((resolve) => {
    const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const { botId, secret, url } = config;
    const client = new WSClient({
      botId,
      secret,
      wsUrl: url,
      maxReconnectAttempts: 0,
      maxAuthFailureAttempts: 0,
      logger: quiet,
    });
    const end = (finding: Finding) => {
      clearTimeout(timer);
      client.disconnect();
      resolve(finding);
    };
    const timer = setTimeout(
      () => end({ ok: false, what: `智能机器人：${url} 没有应答`, mend: "检查本机能否访问外网，以及 WECOM_BOT_URL" }),
      CONNECT_MS_MAX,
    );
    client.on("authenticated", () => end({ ok: true, what: "智能机器人：Bot ID 和 Secret 正确，长连接通" }));
    client.on("error", (error) =>
      end(
        /853000|Authentication/u.test(error.message)
          ? {
              ok: false,
              what: "智能机器人：错误 853000",
              mend: "Bot ID 或 Secret 不对：工作台 → 智能机器人 → 打开这个机器人 → API 模式里核对；切换过模式要重新复制",
            }
          : { ok: false, what: `智能机器人：${url} 连不上`, mend: "检查本机能否访问外网，以及 WECOM_BOT_URL" },
      ),
    );
    client.connect();
  });
}
