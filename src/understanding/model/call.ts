// The one call of the language model that turns a sentence into plans. Any OpenAI-compatible endpoint will do: one tool,
// no forced choice, no strict mode (providers differ), JSON in the content is taken when there is no tool call, one
// repair turn quotes the fault, and one deadline covers all of it. It never sees a name, a phone or a query's result.
import OpenAI from "openai";
import { z } from "zod";
import { localIso } from "../../calendar/day.ts";
import { ModelError } from "../../errors.ts";
import { assertNothingHeld } from "../../held.ts";
import type { Plan, PlanSpec } from "../../skill.ts";
import type { Lexicon } from "../parser/lattice.ts";

export interface ModelConfig {
  baseUrl: string;
  apiKey: string;
  model: string;
  /** Provider's own fields to switch thinking off, for example {"enable_thinking": false}. */
  extra: Record<string, unknown>;
}

export interface ModelUse {
  model: string;
  ms: number;
  promptTokens: number | null;
  completionTokens: number | null;
  outcome: "ok" | "repaired" | "timeout" | "refused" | "rubbish" | "network";
}

export interface PlanModel {
  /** Throws ModelError; the caller falls back to the parser. */
  plan(maskedText: string, context: { now: Date; zone: string; lexicon: Lexicon }): Promise<Plan[]>;
}

export interface ModelParts {
  config: ModelConfig;
  specs: readonly PlanSpec[];
  prompt: string;
  now: () => Date;
  /** Instead of DEADLINE_MS. */
  deadlineMs?: number;
  /** Kept per call: what it cost and how it ended. Must not throw. */
  record(use: ModelUse): void;
}

/** An associate waits this long for a reading, repair included; then the parser's is used. */
export const DEADLINE_MS = 4000;
const ANSWER_TOKENS_MAX = 800;
const PLANS_MAX = 8;

export function createPlanModel(parts: ModelParts): PlanModel {
  const { config, specs, deadlineMs = DEADLINE_MS } = parts;
  const client = new OpenAI({ baseURL: config.baseUrl, apiKey: config.apiKey, maxRetries: 0, timeout: deadlineMs });
  const tool = makeTool(specs);
  return {
    async plan(text, context) {
      assertNothingHeld("the model");
      const started = parts.now().getTime();
      const use: ModelUse = { model: config.model, ms: 0, promptTokens: null, completionTokens: null, outcome: "ok" };
      const signal = AbortSignal.timeout(deadlineMs);
      try {
        const messages: OpenAI.ChatCompletionMessageParam[] = [
          { role: "system", content: fillPrompt(parts.prompt, context) },
          { role: "user", content: text },
        ];
        const first = await ask(messages);
        if (first.plans) return first.plans;
        use.outcome = "repaired";
        messages.push(
          { role: "assistant", content: first.said.slice(0, 2000) },
          { role: "user", content: `上面的回答不能用：${first.fault.slice(0, 500)}。请只用 make_plans 重新回答。` },
        );
        const second = await ask(messages);
        if (second.plans) return second.plans;
        throw new ModelError("rubbish", second.fault.slice(0, 300));
      } catch (error) {
        const fault = toModelError(error, signal);
        use.outcome = fault.reason;
        throw fault;
      } finally {
        use.ms = parts.now().getTime() - started;
        parts.record(use);
      }

      async function ask(messages: OpenAI.ChatCompletionMessageParam[]) {
        const answer = await client.chat.completions.create(
          {
            model: config.model,
            messages,
            tools: [tool],
            tool_choice: "auto",
            temperature: 0,
            max_tokens: ANSWER_TOKENS_MAX,
            ...config.extra,
          },
          { signal },
        );
        use.promptTokens = (use.promptTokens ?? 0) + (answer.usage?.prompt_tokens ?? 0);
        use.completionTokens = (use.completionTokens ?? 0) + (answer.usage?.completion_tokens ?? 0);
        return readAnswer(answer, specs);
      }
    },
  };
}

/** Plans, or what was wrong with the answer. */
export function readAnswer(
  answer: OpenAI.ChatCompletion,
  specs: readonly PlanSpec[],
): { plans: Plan[]; said: string; fault: "" } | { plans: null; said: string; fault: string } {
  const message = answer.choices?.[0]?.message;
  const call = message?.tool_calls?.find((candidate) => candidate.type === "function");
  const said = (call?.type === "function" ? call.function.arguments : message?.content) ?? "";
  const json = cutJson(said);
  if (json === undefined) return { plans: null, said, fault: "不是完整的 JSON" };
  const list = Array.isArray(json) ? json : (json as { plans?: unknown } | null)?.plans;
  if (!Array.isArray(list)) return { plans: null, said, fault: "缺少 plans 数组" };
  const plans: Plan[] = [];
  for (const item of list.slice(0, PLANS_MAX)) {
    const spec = specs.find((candidate) => candidate.kind === (item as { kind?: unknown } | null)?.kind);
    if (!spec)
      return {
        plans: null,
        said,
        fault: `没有这种 kind：${JSON.stringify((item as { kind?: unknown } | null)?.kind)}`,
      };
    const checked = spec.schema.safeParse(item);
    if (!checked.success) return { plans: null, said, fault: `${spec.kind}: ${z.prettifyError(checked.error)}` };
    plans.push(checked.data as Plan);
  }
  return { plans, said, fault: "" };
}

/** The JSON value in a text that may wrap it in words or a code fence; undefined when there is none. */
function cutJson(text: string): unknown {
  const starts = [text.indexOf("{"), text.indexOf("[")].filter((at) => at >= 0);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  if (starts.length === 0 || end < 0) return undefined;
  try {
    return JSON.parse(text.slice(Math.min(...starts), end + 1));
  } catch {
    return undefined;
  }
}

function makeTool(specs: readonly PlanSpec[]): OpenAI.ChatCompletionFunctionTool {
  const schemas = specs.map((spec) =>
    plainSchema(z.toJSONSchema(spec.schema, { io: "input", unrepresentable: "any" })),
  );
  // A reference (#/$defs/…) is read from the top of the document, so shared parts move there.
  const shared: Record<string, unknown> = {};
  const items = schemas.map((schema, index) => {
    const { $defs, ...rest } = schema as { $defs?: Record<string, unknown> };
    const own = (text: string) => text.replace(/(__schema\d+)/gu, `plan${index}$1`);
    for (const [name, part] of Object.entries($defs ?? {})) shared[own(name)] = JSON.parse(own(JSON.stringify(part)));
    return JSON.parse(own(JSON.stringify(rest)));
  });
  const parameters = {
    type: "object",
    properties: { plans: { type: "array", items: { anyOf: items } } },
    required: ["plans"],
  };
  return {
    type: "function",
    function: {
      name: "make_plans",
      description: "把导购说的话变成要做的事，按说的先后",
      parameters: Object.keys(shared).length > 0 ? { ...parameters, $defs: shared } : parameters,
    },
  };
}

/** Providers choke on bounds, patterns and $schema; our own check follows anyway. */
function plainSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainSchema);
  if (value === null || typeof value !== "object") return value;
  const dropped = new Set([
    "$schema",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
    "additionalProperties",
    "format",
  ]);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !dropped.has(key))
      .map(([key, item]) => [key, plainSchema(item)]),
  );
}

function fillPrompt(prompt: string, { now, zone, lexicon }: { now: Date; zone: string; lexicon: Lexicon }): string {
  const weekday = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, weekday: "long" }).format(now);
  const values: Record<string, string> = {
    now: `${localIso(now, zone)} ${weekday}`,
    tiers: lexicon.tiers.join("、"),
    tags: lexicon.tags.slice(0, 50).join("、"),
    stores: lexicon.stores.slice(0, 50).join("、"),
  };
  return prompt.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => values[name] ?? "");
}

function toModelError(error: unknown, signal: AbortSignal): ModelError {
  if (error instanceof ModelError) return error;
  if (signal.aborted || error instanceof OpenAI.APIConnectionTimeoutError)
    return new ModelError("timeout", "no answer before the deadline");
  if (error instanceof OpenAI.APIConnectionError) return new ModelError("network", "no connection to the model");
  if (error instanceof OpenAI.APIError)
    return new ModelError("refused", `the model's service answered ${error.status ?? "an error"}`);
  return new ModelError("rubbish", "an answer that cannot be read");
}
