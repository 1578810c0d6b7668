// send_welcome_msg: within twenty seconds of the callback that carried the code, and once.
import { addCustomerEntry, newId, type World } from "../world.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { readMessage } from "./mass-messages.ts";
import { Refusal, textOf } from "./refusal.ts";

export function welcomeCalls(world: World): ApiCalls {
  return { "externalcontact/send_welcome_msg": { method: "POST", handle: (call) => sendWelcome(world, call) } };
}

export function issueWelcomeCode(world: World, userId: string, externalId: string): string {
  const now = world.now().getTime();
  for (const [code, each] of Object.entries(world.state.welcomeCodes)) {
    if (now - Date.parse(each.at) > 3_600_000) delete world.state.welcomeCodes[code];
  }
  const code = newId("", 24);
  world.state.welcomeCodes[code] = { code, userId, externalId, at: world.now().toISOString(), used: false };
  return code;
}

function sendWelcome(world: World, { body }: Call): Record<string, unknown> {
  if (!textOf(body.welcome_code)) throw new Refusal(41049);
  const code = world.state.welcomeCodes[textOf(body.welcome_code)];
  if (!code) throw new Refusal(41050);
  if (code.used) throw new Refusal(41051);
  const ageMs = world.now().getTime() - Date.parse(code.at);
  if (ageMs > world.settings.welcomeSeconds * 1000) throw new Refusal(41050);
  const { text, attachments } = readMessage(world, body);
  code.used = true;
  const { userId: staffId, externalId } = code;
  addCustomerEntry(world, externalId, { staffId, from: "staff", how: "welcome", text, attachments });
  return {};
}
