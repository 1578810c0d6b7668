// The environment at one gate: text in, checked values out, all faults reported at once. Nobody else reads process.env.
import { z } from "zod";
import { ConfigError } from "./errors.ts";

export const processRoles = ["web", "worker", "scheduler"] as const;
export type ProcessRole = (typeof processRoles)[number];

export interface WecomConfig {
  corpId: string;
  agentId: number;
  secret: string;
  token: string;
  encodingAesKey: string;
  apiBase: string;
  /** Where members are sent to say who they are. */
  oauthUrl: string;
}

/** The long-connection robot: nothing but its id and secret. */
export interface RobotConfig {
  botId: string;
  secret: string;
  url: string;
}

export interface Config {
  port: number;
  dataDir: string;
  databaseUrl: string | null;
  /** Null, and no robot either: the local WeCom. */
  wecom: WecomConfig | null;
  robot: RobotConfig | null;
  model: { baseUrl: string; apiKey: string; model: string; extra: Record<string, unknown> } | null;
  zone: string;
  roles: readonly ProcessRole[];
  dataKey: string | null;
  /** Where browsers and WeCom reach us from outside, without a path; null: no sidebar. */
  publicUrl: string | null;
}

const WECOM = ["WECOM_CORP_ID", "WECOM_AGENT_ID", "WECOM_SECRET", "WECOM_TOKEN", "WECOM_ENCODING_AES_KEY"] as const;
/** The public platform; private deployments have their own. */
const WECOM_API = "https://qyapi.weixin.qq.com";
const WECOM_OAUTH = "https://open.weixin.qq.com";

/** Throws ConfigError naming every variable that is wrong and what would be right. Never repeats a secret. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const text = (name: string) => {
    const value = env[name]?.trim();
    return value === undefined || value === "" ? null : value;
  };
  const check = <T>(name: string, value: string, schema: z.ZodType<T>, mend: string): T | null => {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    faults.push(`${name}: ${mend}`);
    return null;
  };
  const port =
    check("PORT", text("PORT") ?? "8787", z.coerce.number().int().min(0).max(65535), "a port number, 0 to 65535") ?? 0;
  const zone = text("BUSINESS_TZ") ?? "Asia/Shanghai";
  if (!isZone(zone)) faults.push(`BUSINESS_TZ: no time zone is called ${zone}; for example Asia/Shanghai`);
  const databaseUrl = text("DATABASE_URL");
  if (databaseUrl && !/^postgres(ql)?:\/\//u.test(databaseUrl))
    faults.push("DATABASE_URL: must begin with postgresql://");
  const roles = (text("ROLES") ?? processRoles.join(",")).split(",").map((role) => role.trim());
  const badRoles = roles.filter((role) => !(processRoles as readonly string[]).includes(role));
  if (badRoles.length > 0) faults.push(`ROLES: ${badRoles.join(", ")} unknown; use ${processRoles.join(", ")}`);
  const config: Config = {
    port,
    dataDir: text("DATA_DIR") ?? "./data",
    databaseUrl,
    wecom: readWecom(text, faults),
    robot: readRobot(text, faults),
    model: readModel(text, faults),
    zone,
    roles: roles as ProcessRole[],
    dataKey: text("DATA_KEY"),
    publicUrl: text("PUBLIC_URL")?.replace(/\/+$/u, "") ?? null,
  };
  if (config.publicUrl && !/^https?:\/\/[^/?#]+$/u.test(config.publicUrl))
    faults.push("PUBLIC_URL: an address without a path, for example https://your.domain");
  if (faults.length > 0) throw new ConfigError(faults);
  return config;
}

type Text = (name: string) => string | null;

function readWecom(text: Text, faults: string[]): WecomConfig | null {
  const given = WECOM.filter((name) => text(name) !== null);
  if (given.length === 0) return null;
  const missing = WECOM.filter((name) => text(name) === null);
  for (const name of missing)
    faults.push(
      `${name}: missing; the five WECOM_* values belong together (all of them, or none to try the local WeCom)`,
    );
  const agentId = Number(text("WECOM_AGENT_ID"));
  if (text("WECOM_AGENT_ID") !== null && !Number.isInteger(agentId))
    faults.push("WECOM_AGENT_ID: a whole number such as 1000002");
  const key = text("WECOM_ENCODING_AES_KEY");
  if (key !== null && !/^[A-Za-z0-9]{43}$/u.test(key))
    faults.push("WECOM_ENCODING_AES_KEY: 43 letters and digits, as the admin console shows it");
  return {
    corpId: text("WECOM_CORP_ID") ?? "",
    agentId,
    secret: text("WECOM_SECRET") ?? "",
    token: text("WECOM_TOKEN") ?? "",
    encodingAesKey: key ?? "",
    apiBase: (text("WECOM_API_BASE") ?? WECOM_API).replace(/\/+$/u, ""),
    oauthUrl: (text("WECOM_OAUTH_URL") ?? WECOM_OAUTH).replace(/\/+$/u, ""),
  };
}

/** A private deployment shows its own in the admin console. */
const ROBOT_URL = "wss://openws.work.weixin.qq.com";

function readRobot(text: Text, faults: string[]): RobotConfig | null {
  const botId = text("WECOM_BOT_ID");
  const secret = text("WECOM_BOT_SECRET");
  if (botId === null && secret === null) return null;
  if (botId === null)
    faults.push("WECOM_BOT_ID: missing; the robot's id stands beside its secret in the admin console");
  if (secret === null) faults.push("WECOM_BOT_SECRET: missing; the robot's secret stands beside its id");
  const url = text("WECOM_BOT_URL") ?? ROBOT_URL;
  if (!/^wss?:\/\//u.test(url)) faults.push("WECOM_BOT_URL: must begin with wss://");
  return { botId: botId ?? "", secret: secret ?? "", url };
}

function readModel(text: Text, faults: string[]): Config["model"] {
  const model = text("OPENAI_MODEL");
  const apiKey = text("OPENAI_API_KEY");
  const baseUrl = text("OPENAI_BASE_URL");
  if (!model && !apiKey && !baseUrl) return null;
  if (!model) faults.push("OPENAI_MODEL: missing; the name of the model, for example deepseek-chat");
  if (!apiKey) faults.push("OPENAI_API_KEY: missing (any word will do for a local server that asks for none)");
  let extra: Record<string, unknown> = {};
  const said = text("OPENAI_EXTRA");
  if (said !== null) {
    try {
      extra = z.record(z.string(), z.unknown()).parse(JSON.parse(said));
    } catch {
      faults.push('OPENAI_EXTRA: a JSON object of the provider\'s own fields, for example {"enable_thinking":false}');
    }
  }
  return { baseUrl: baseUrl ?? "https://api.openai.com/v1", apiKey: apiKey ?? "", model: model ?? "", extra };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
