// The corp's own people: user/* and department/*, without the fields a new app may not see (phone, gender, e-mail).
import type { Member } from "../state.ts";
import { findMember } from "../state.ts";
import type { World } from "../world.ts";
import type { ApiCalls } from "./gate.ts";
import { departmentsUnder } from "./receivers.ts";
import { Refusal } from "./refusal.ts";

export function contactCalls(world: World): ApiCalls {
  return {
    "user/get": {
      method: "GET",
      handle({ query }) {
        const member = query.userid ? findMember(world.state, query.userid) : null;
        if (!member || member.status === 5) throw new Refusal(60111);
        return detail(member);
      },
    },
    "user/list": {
      method: "GET",
      handle: ({ query }) => ({ userlist: membersOf(world, query.department_id).map(detail) }),
    },
    "user/simplelist": {
      method: "GET",
      handle: ({ query }) => ({
        userlist: membersOf(world, query.department_id).map((each) => ({
          userid: each.userId,
          name: each.name,
          department: each.departmentIds,
          open_userid: `open-${each.userId}`,
        })),
      }),
    },
    "department/list": {
      method: "GET",
      handle: ({ query }) => ({
        department: departments(world, query.id).map((each) => ({
          id: each.id,
          name: each.name,
          department_leader: leadersOf(world, each.id),
          parentid: each.parentId,
          order: orderOf(each.id),
        })),
      }),
    },
    "department/simplelist": {
      method: "GET",
      handle: ({ query }) => ({
        department_id: departments(world, query.id).map((each) => ({
          id: each.id,
          parentid: each.parentId,
          order: orderOf(each.id),
        })),
      }),
    },
    "department/get": {
      method: "GET",
      handle({ query }) {
        const [department] = departments(world, query.id ?? "0");
        if (!department) throw new Refusal(60003);
        const { id, name, parentId } = department;
        const department_leader = leadersOf(world, id);
        return { department: { id, name, department_leader, parentid: parentId, order: orderOf(id) } };
      },
    },
    "agent/get": {
      method: "GET",
      handle: ({ query }) => {
        if (Number(query.agentid) !== world.corp.agentId) throw new Refusal(301002);
        const user = Object.values(world.state.members).map((each) => ({ userid: each.userId }));
        return { agentid: world.corp.agentId, name: "知客", close: 0, allow_userinfos: { user } };
      },
    },
  };
}

function detail(member: Member): Record<string, unknown> {
  return {
    userid: member.userId,
    name: member.name,
    department: member.departmentIds,
    order: member.departmentIds.map(() => 0),
    position: member.position,
    is_leader_in_dept: member.departmentIds.map((id) => (member.leads.includes(id) ? 1 : 0)),
    direct_leader: [],
    main_department: member.departmentIds[0] ?? 1,
    status: member.status,
    open_userid: `open-${member.userId}`,
    extattr: { attrs: [] },
  };
}

/** Direct members only: fetch_child is no longer served to new apps. */
function membersOf(world: World, id: string | undefined): Member[] {
  const department = Number(id);
  if (!world.state.departments.some((each) => each.id === department)) throw new Refusal(60003);
  return Object.values(world.state.members).filter(
    (each) => each.status !== 5 && each.departmentIds.includes(department),
  );
}

function departments(world: World, id: string | undefined) {
  if (id === undefined || id === "") return world.state.departments;
  const inside = departmentsUnder(world.state.departments, Number(id));
  if (inside.length === 0) throw new Refusal(60003);
  return inside;
}

function leadersOf(world: World, departmentId: number): string[] {
  return Object.values(world.state.members)
    .filter((each) => each.leads.includes(departmentId) && each.status !== 5)
    .map((each) => each.userId);
}

function orderOf(id: number): number {
  return 100_000_000 - id;
}
