// Every skill, lowest first. A new skill is one line in each of the two lists.
import type { Skill } from "../skill.ts";
import type { Phrases } from "../understanding/parser/grammar.ts";
import { phrases as campaignsPhrases } from "./campaigns/phrases.ts";
import { campaigns } from "./campaigns/skill.ts";
import { phrases as carePhrases } from "./care/phrases.ts";
import { care } from "./care/skill.ts";
import { phrases as coachingPhrases } from "./coaching/phrases.ts";
import { coaching } from "./coaching/skill.ts";
import { phrases as complaintsPhrases } from "./complaints/phrases.ts";
import { complaints } from "./complaints/skill.ts";
import { phrases as contactPhrases } from "./contact/phrases.ts";
import { contact } from "./contact/skill.ts";
import { phrases as customersPhrases } from "./customers/phrases.ts";
import { customers } from "./customers/skill.ts";
import { phrases as followupsPhrases } from "./followups/phrases.ts";
import { followups } from "./followups/skill.ts";
import { phrases as helpPhrases } from "./help/phrases.ts";
import { createHelp } from "./help/skill.ts";
import { phrases as insightsPhrases } from "./insights/phrases.ts";
import { insights } from "./insights/skill.ts";
import { phrases as membersPhrases } from "./members/phrases.ts";
import { members } from "./members/skill.ts";
import { phrases as notesPhrases } from "./notes/phrases.ts";
import { notes } from "./notes/skill.ts";
import { phrases as platformPhrases } from "./platform/phrases.ts";
import { platform } from "./platform/skill.ts";
import { phrases as purchasesPhrases } from "./purchases/phrases.ts";
import { purchases } from "./purchases/skill.ts";
import { phrases as segmentsPhrases } from "./segments/phrases.ts";
import { segments } from "./segments/skill.ts";
import { phrases as staffPhrases } from "./staff/phrases.ts";
import { staff } from "./staff/skill.ts";

export function everySkill(): readonly Skill[] {
  const working: Skill[] = [
    staff,
    customers,
    notes,
    purchases,
    segments,
    members,
    contact,
    followups,
    complaints,
    care,
    campaigns,
    insights,
    coaching,
    platform,
  ];
  return [...working, createHelp(() => working.flatMap((skill) => skill.plans))];
}

export const skillPhrases: readonly Phrases[] = [
  staffPhrases,
  customersPhrases,
  notesPhrases,
  purchasesPhrases,
  segmentsPhrases,
  membersPhrases,
  contactPhrases,
  followupsPhrases,
  complaintsPhrases,
  carePhrases,
  campaignsPhrases,
  insightsPhrases,
  coachingPhrases,
  platformPhrases,
  helpPhrases,
];
