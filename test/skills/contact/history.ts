// A history with nothing against writing to her.
import type { ContactHistory } from "../../../src/skills/contact/gate.ts";

export const openHistory: ContactHistory = {
  senderId: "linyue",
  doNotDisturb: false,
  doNotDisturbUntil: null,
  doNotDisturbWhy: null,
  membership: "active",
  isContact: true,
  consent: { contactData: null, marketing: null, care: null },
  openComplaintSince: null,
  contentment: null,
  negatives: [],
  messages: [],
  lastAnswerAt: null,
  festival: null,
  unwantedSince: null,
  greeted: false,
  platformRefusedAt: null,
  waiting: [],
};
