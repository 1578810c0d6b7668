// Every event of the callback (doc 90240, 92130) and what becomes of it. One table: reading follows it, and the list
// in ARCHITECTURE can be printed from it. An event that is not here is set aside, never an error.
import type { InboundKind, InboundMessage } from "../message.ts";
import { childrenOf, textOf, type XmlElement } from "./xml.ts";

/** What an event says beyond id, time and sender. Null when a part that the kind needs is missing. */
export type InboundPart = DistributiveOmit<InboundMessage, "id" | "at" | "from">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export interface EventRule {
  becomes: InboundKind;
  /** When the platform sends it and what we do, for people. */
  means: string;
  /** Whose userid goes into `from`: the sender's, or the member the event is about. */
  about: "FromUserName" | "UserID";
  /** Corp-level events may carry no AgentID or another one. */
  ofCorp: boolean;
  read(event: XmlElement): InboundPart | null;
}

/** Userids differ in case between callback and API (the platform ignores case), so ours are lower case everywhere. */
export function toUserId(raw: string): string {
  return raw.trim().toLowerCase();
}

/** The rule for an event, by its `Event` and, for changes, `ChangeType`. */
export function ruleOf(event: XmlElement): EventRule | null {
  const name = textOf(event, "Event").toLowerCase();
  const change = textOf(event, "ChangeType").toLowerCase();
  return rules.get(change === "" ? name : `${name}/${change}`) ?? rules.get(name) ?? null;
}

const entered = (): InboundPart => ({ kind: "entered" });

function menu(event: XmlElement): InboundPart | null {
  const key = textOf(event, "EventKey");
  return key === "" ? null : { kind: "menu", key };
}

function button(event: XmlElement): InboundPart | null {
  const cardId = textOf(event, "TaskId");
  const key = textOf(event, "EventKey");
  if (cardId === "" || key === "") return null;
  return { kind: "button", cardId, key, selected: readSelected(event), updateToken: orNull(event, "ResponseCode") };
}

/** fromEntries makes own properties even of names like "__proto__". */
function readSelected(event: XmlElement): Record<string, string[]> {
  const items = childrenOf(event, "SelectedItems").flatMap((list) => childrenOf(list, "SelectedItem"));
  return Object.fromEntries(
    items.map((item) => [
      textOf(item, "QuestionKey"),
      childrenOf(item, "OptionIds").flatMap((ids) => childrenOf(ids, "OptionId").map((id) => id.text)),
    ]),
  );
}

function customerAdded(event: XmlElement): InboundPart | null {
  return ofCustomer(event, (externalId) => ({
    kind: "customer-added",
    externalId,
    welcomeToken: orNull(event, "WelcomeCode"),
    state: orNull(event, "State"),
  }));
}

function customerChanged(event: XmlElement): InboundPart | null {
  return ofCustomer(event, (externalId) => ({ kind: "customer-changed", externalId }));
}

function customerRemovedByStaff(event: XmlElement): InboundPart | null {
  const by = textOf(event, "Source") === "DELETE_BY_TRANSFER" ? "transfer" : "staff";
  return ofCustomer(event, (externalId) => ({ kind: "customer-removed", externalId, by }));
}

function customerRemovedByCustomer(event: XmlElement): InboundPart | null {
  return ofCustomer(event, (externalId) => ({ kind: "customer-removed", externalId, by: "customer" }));
}

function ofCustomer(event: XmlElement, part: (externalId: string) => InboundPart): InboundPart | null {
  const externalId = textOf(event, "ExternalUserID");
  return externalId === "" || textOf(event, "UserID") === "" ? null : part(externalId);
}

function staffChanged(change: "joined" | "updated" | "left"): (event: XmlElement) => InboundPart | null {
  return (event) => {
    if (textOf(event, "UserID") === "") return null;
    const newId = toUserId(textOf(event, "NewUserID"));
    return { kind: "staff-changed", change, newId: newId === "" ? null : newId, name: orNull(event, "Name") };
  };
}

function orNull(event: XmlElement, name: string): string | null {
  const text = textOf(event, name);
  return text === "" ? null : text;
}

type Reader = EventRule["read"];

/** An event of the app itself, sent by a member. */
function ofApp(becomes: InboundKind, means: string, read: Reader): EventRule {
  return { becomes, means, about: "FromUserName", ofCorp: false, read };
}
/** An event of the corp (sender `sys`) about a member. */
function ofMember(becomes: InboundKind, means: string, read: Reader): EventRule {
  return { becomes, means, about: "UserID", ofCorp: true, read };
}
/** An event of the corp about nobody in particular. */
function ofCorp(becomes: "directory-changed" | "tags-changed", means: string): EventRule {
  return { becomes, means, about: "FromUserName", ofCorp: true, read: () => ({ kind: becomes }) };
}
function aside(means: string): EventRule {
  const read: Reader = () => ({ kind: "set-aside", what: means });
  return { becomes: "set-aside", means, about: "FromUserName", ofCorp: false, read };
}
function corpAside(means: string): EventRule {
  return { ...aside(means), ofCorp: true };
}
function memberAside(means: string): EventRule {
  return { ...corpAside(means), about: "UserID" };
}

/** Keys in lower case: `Event`, or `Event/ChangeType`. A bare `Event` also catches its unlisted change types. */
export const rules: ReadonlyMap<string, EventRule> = new Map([
  ["enter_agent", ofApp("entered", "member opens the app", entered)],
  ["subscribe", ofApp("entered", "member gets into the app's visible range", entered)],
  ["unsubscribe", aside("member leaves the app's visible range")],
  ["click", ofApp("menu", "member taps a menu entry", menu)],
  ["template_card_event", ofApp("button", "member presses a card's button", button)],
  ["template_card_menu_event", ofApp("button", "member picks from a card's corner menu", button)],
  ["view", aside("member opens a menu's link")],
  ["view_miniprogram", aside("member opens a menu's mini program")],
  ["location", aside("periodic location report, not used")],
  ["scancode_push", aside("scan from the menu, not used")],
  ["scancode_waitmsg", aside("scan from the menu, not used")],
  ["pic_sysphoto", aside("photo from the menu, not used")],
  ["pic_photo_or_album", aside("photo or album from the menu, not used")],
  ["pic_weixin", aside("album from the menu, not used")],
  ["location_select", aside("place picked from the menu, not used")],
  ["batch_job_result", corpAside("result of an asynchronous contact job, not used")],
  [
    "change_external_contact/add_external_contact",
    ofMember("customer-added", "customer and member connect", customerAdded),
  ],
  [
    "change_external_contact/add_half_external_contact",
    ofMember("customer-added", "customer adds a member who need not confirm", customerAdded),
  ],
  [
    "change_external_contact/edit_external_contact",
    ofMember("customer-changed", "member edits remark or corp tags", customerChanged),
  ],
  [
    "change_external_contact/del_external_contact",
    ofMember("customer-removed", "member deletes the customer, or a hand-over took her", customerRemovedByStaff),
  ],
  [
    "change_external_contact/del_follow_user",
    ofMember("customer-removed", "customer deletes the member", customerRemovedByCustomer),
  ],
  ["change_external_contact/transfer_fail", memberAside("hand-over of a customer failed")],
  ["change_external_contact/msg_audit_approved", memberAside("customer accepts session archiving, not used")],
  ["change_external_contact", memberAside("other change of a customer")],
  ["change_external_chat", corpAside("change of a customer group, not used")],
  ["change_external_tag", ofCorp("tags-changed", "the corp's tags change: read again within minutes")],
  ["change_contact/create_user", ofMember("staff-changed", "member joins", staffChanged("joined"))],
  ["change_contact/update_user", ofMember("staff-changed", "member's entry changes", staffChanged("updated"))],
  ["change_contact/delete_user", ofMember("staff-changed", "member leaves", staffChanged("left"))],
  ["change_contact/create_party", ofCorp("directory-changed", "a department is made: read again within minutes")],
  ["change_contact/update_party", ofCorp("directory-changed", "a department is renamed or moved")],
  ["change_contact/delete_party", ofCorp("directory-changed", "a department is gone")],
  ["change_contact", corpAside("change of member tags, not used")],
  ["kf_msg_or_event", corpAside("customer service account, not used")],
  ["customer_acquisition", corpAside("acquisition link, not used")],
  ["upload_media_job_finish", aside("asynchronous upload finished, not used")],
  ["inactive_alert", aside("the platform warns that the app is unused")],
  ["close_inactive_agent", aside("the platform closed the unused app")],
  ["reopen_inactive_agent", aside("the app was opened again")],
  ["low_active_alert", aside("the platform warns that the app is hardly used")],
  ["low_active", aside("the platform counts the app as hardly used")],
  ["active_restored", aside("the app counts as used again")],
  ["open_approval_change", corpAside("approval flow, not used")],
  ["share_agent_change", corpAside("shared app, not used")],
  ["share_chain_change", corpAside("upstream and downstream, not used")],
]);
