// The corp's tags for customers, and putting them on a customer. Changes by the API send no callback.
import type { TagGroup } from "../state.ts";
import { findTag } from "../state.ts";
import { newId, seconds, type World } from "../world.ts";
import { getRelation } from "./customers.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { listOf, objectOf, Refusal, textOf } from "./refusal.ts";

const nameCharsMax = 30;
const tagsMax = 3_000;

export function tagCalls(world: World): ApiCalls {
  return {
    "externalcontact/get_corp_tag_list": { method: "POST", handle: (call) => listTags(world, call) },
    "externalcontact/add_corp_tag": { method: "POST", handle: (call) => addTags(world, call) },
    "externalcontact/edit_corp_tag": { method: "POST", handle: (call) => editTag(world, call) },
    "externalcontact/del_corp_tag": { method: "POST", handle: (call) => deleteTags(world, call) },
    "externalcontact/mark_tag": { method: "POST", handle: (call) => markTag(world, call) },
  };
}

function shown(group: TagGroup): Record<string, unknown> {
  const { id, name, createdAt, order, tags } = group;
  return {
    group_id: id,
    group_name: name,
    create_time: seconds(createdAt),
    order,
    deleted: false,
    tag: tags.map((tag) => ({
      id: tag.id,
      name: tag.name,
      create_time: seconds(tag.createdAt),
      order: tag.order,
      deleted: false,
    })),
  };
}

function listTags(world: World, { body }: Call): Record<string, unknown> {
  const groupIds = listOf(body.group_id).map((each) => textOf(each));
  const tagIds = listOf(body.tag_id).map((each) => textOf(each));
  let groups = world.state.tagGroups;
  if (groupIds.length > 0) groups = groups.filter((each) => groupIds.includes(each.id));
  else if (tagIds.length > 0) {
    groups = groups
      .map((group) => ({ ...group, tags: group.tags.filter((tag) => tagIds.includes(tag.id)) }))
      .filter((group) => group.tags.length > 0);
  }
  return { tag_group: groups.map(shown) };
}

function addTags(world: World, { body }: Call): Record<string, unknown> {
  const names = listOf(body.tag).map((each) => textOf(objectOf(each).name));
  if (names.length === 0 || names.some((name) => !name || [...name].length > nameCharsMax)) throw new Refusal(40058);
  const total = world.state.tagGroups.reduce((sum, group) => sum + group.tags.length, 0);
  if (total + names.length > tagsMax) throw new Refusal(40126, "too many tags");
  const createdAt = world.now().toISOString();
  let group = world.state.tagGroups.find((each) =>
    body.group_id ? each.id === body.group_id : each.name === textOf(body.group_name),
  );
  if (!group && body.group_id) throw new Refusal(40068);
  if (!group && !textOf(body.group_name)) throw new Refusal(40063);
  const present = new Set(group?.tags.map((tag) => tag.name));
  if (names.some((name) => present.has(name)) || new Set(names).size < names.length) throw new Refusal(40071);
  if (!group) {
    group = { id: newId("et"), name: textOf(body.group_name), createdAt, order: Number(body.order ?? 0), tags: [] };
    world.state.tagGroups.push(group);
  }
  const added = names.map((name) => ({ id: newId("et"), name, createdAt, order: 0 }));
  group.tags.push(...added);
  world.tell({ kind: "people" });
  return { tag_group: { ...shown({ ...group, tags: added }) } };
}

function editTag(world: World, { body }: Call): Record<string, unknown> {
  const id = textOf(body.id);
  const target = world.state.tagGroups.find((each) => each.id === id) ?? findTag(world.state, id)?.tag;
  if (!target) throw new Refusal(40068);
  if (textOf(body.name)) target.name = textOf(body.name);
  if (body.order !== undefined) target.order = Number(body.order);
  world.tell({ kind: "people" });
  return {};
}

function deleteTags(world: World, { body }: Call): Record<string, unknown> {
  const gone = new Set([...listOf(body.tag_id), ...listOf(body.group_id)].map((each) => textOf(each)));
  if (gone.size === 0) throw new Refusal(40063);
  for (const group of world.state.tagGroups) {
    if (gone.has(group.id)) for (const tag of group.tags) gone.add(tag.id);
    group.tags = group.tags.filter((tag) => !gone.has(tag.id));
  }
  // Deleting the last tag removes its group.
  world.state.tagGroups = world.state.tagGroups.filter((each) => each.tags.length > 0);
  for (const customer of Object.values(world.state.customers)) {
    for (const follower of customer.followers) {
      if (!follower.tags.some((id) => gone.has(id))) continue;
      follower.tags = follower.tags.filter((id) => !gone.has(id));
      customer.changed = true;
    }
  }
  world.tell({ kind: "people" });
  return {};
}

function markTag(world: World, { body }: Call): Record<string, unknown> {
  const { customer, follower } = getRelation(world, body.userid, body.external_userid);
  const add = listOf(body.add_tag).map((each) => textOf(each));
  const remove = listOf(body.remove_tag).map((each) => textOf(each));
  if (add.length + remove.length === 0) throw new Refusal(40063);
  for (const id of [...add, ...remove]) if (!findTag(world.state, id)) throw new Refusal(40068);
  follower.tags = [...new Set([...follower.tags, ...add])].filter((id) => !remove.includes(id));
  customer.changed = true;
  world.tell({ kind: "customer", externalId: customer.externalId, entry: null });
  return {};
}
