// What the page is shown: a bounded picture of the people, their phones and the faults. Reads only.
import type { Faults } from "./faults.ts";
import type { SimulatorOptions } from "./simulator.ts";
import type { Customer, Member, PhoneEntry } from "./state.ts";
import { findMember } from "./state.ts";
import type { World } from "./world.ts";

const membersMax = 60;
const entriesMax = 80;
const customersMax = 40;
const foundMax = 20;
const namesMax = 3;

export function pageState(world: World, faults: Faults, options: SimulatorOptions) {
  const members = Object.values(world.state.members)
    .filter((each) => each.status !== 5)
    .slice(0, membersMax);
  const phones: Record<string, object[]> = {};
  for (const member of members) {
    const entries = world.state.phones[member.userId.toLowerCase()] ?? [];
    phones[member.userId.toLowerCase()] = entries.slice(-entriesMax).map((entry) => entryView(world, entry));
  }
  return {
    shopName: options.shopName ?? "示范门店",
    now: world.now().toISOString(),
    canMoveClock: options.clock !== undefined,
    members: members.map((each) => memberView(world, each, options)),
    phones,
    customers: recentCustomers(world).map((each) => customerView(world, each.externalId)),
    customerCount: Object.keys(world.state.customers).length,
    menu: world.state.menu,
    faults: faults.state,
    dropped: world.state.dropped.length,
  };
}

function memberView(world: World, member: Member, options: SimulatorOptions) {
  const departments = world.state.departments.filter((each) => member.departmentIds.includes(each.id));
  return {
    userId: member.userId,
    name: member.name,
    position: member.position || (member.leads.length > 0 ? "店长" : "导购"),
    department: departments.at(-1)?.name ?? "",
    leads: member.leads.length > 0,
    suggestions: (options.suggestions?.[member.userId] ?? []).slice(0, 8),
  };
}

/** A task names its customers; the page has no need of all ten thousand. */
export function entryView(world: World, entry: PhoneEntry): object {
  if (entry.kind !== "mass-task") return entry;
  const names = entry.customers.slice(0, namesMax).map((id) => world.state.customers[id]?.name ?? id);
  return { ...entry, customers: undefined, names, count: entry.customers.length };
}

export function customerView(world: World, externalId: string): object | null {
  const customer = world.state.customers[externalId];
  if (!customer) return null;
  const entries = (world.state.customerPhones[externalId] ?? []).slice(-entriesMax);
  return {
    externalId,
    name: customer.name,
    gender: customer.gender,
    followers: customer.followers.map((each) => ({
      userId: each.userId,
      name: findMember(world.state, each.userId)?.name ?? each.userId,
      remark: each.remark,
      deleted: each.deletedByCustomer,
    })),
    entries: entries.map((each) => ({
      ...each,
      staffName: findMember(world.state, each.staffId)?.name ?? each.staffId,
    })),
  };
}

/** Newest talk first, then people who could get a message. */
function recentCustomers(world: World): Customer[] {
  const { customers, customerPhones } = world.state;
  const talked = Object.entries(customerPhones)
    .filter(([id, entries]) => entries.length > 0 && customers[id])
    .sort(([, a], [, b]) => b.at(-1)!.at.localeCompare(a.at(-1)!.at))
    .slice(0, customersMax)
    .map(([id]) => customers[id]!);
  if (talked.length >= customersMax) return talked;
  const seen = new Set(talked);
  for (const each of Object.values(customers)) {
    if (talked.length >= customersMax) break;
    if (!seen.has(each) && each.followers.length > 0) talked.push(each);
  }
  return talked;
}

export function findCustomers(world: World, text: string): (object | null)[] {
  const wanted = text.trim().toLowerCase();
  const found: (object | null)[] = [];
  for (const each of Object.values(world.state.customers)) {
    const words = [each.name, ...each.followers.flatMap((one) => [one.remark, ...one.remarkMobiles])];
    if (!words.some((word) => word.toLowerCase().includes(wanted))) continue;
    found.push(customerView(world, each.externalId));
    if (found.length >= foundMax) break;
  }
  return found;
}
