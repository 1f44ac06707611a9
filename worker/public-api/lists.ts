import { agentState } from '../agent/rules/ready.ts';
import type { Ctx } from '../context.ts';
import { forbidden } from '../problem.ts';
import { type Caller, placeOf } from '../workflow/caller.ts';
import type { Page, PageAt, PageOfNumbers } from './shape.ts';
import { agentsAt, numbersAt, numbersOfAgents, rulesAt, type Stretch, subAccountsAt, usersAt } from './store.ts';

/** W-4: what automation tools choose from, oldest first. `next_cursor` is null on the last page. */
export interface Listed<Item> {
  items: Item[];
  next_cursor: string | null;
}

export async function listNumbers(ctx: Ctx, caller: Caller, { number: named, sub_account, ...page }: PageOfNumbers) {
  const whose = sub_account === undefined ? caller : await placeOf(ctx, caller, sub_account);
  const rows = await numbersAt(ctx, whose, named, stretchOf(page));
  return paged(rows, page, ({ number, assignment }) => ({
    id: number.id,
    number: number.e164,
    country: number.country,
    type: number.type,
    ...{ voice: number.voice, sms: number.sms, call_purpose: number.callPurpose },
    state: assignment?.state ?? 'unassigned',
    sub_account: assignment?.subAccountId ?? null,
    assignment_id: assignment?.id ?? null,
    wired_to: number.wiredTo,
    ...{ user_id: number.wiredUserId, agent_id: number.wiredAgentId, forward_to: number.forwardTo },
  }));
}

export async function listUsers(ctx: Ctx, caller: Caller, { sub_account, ...page }: PageAt) {
  const rows = await usersAt(ctx, await placeOf(ctx, caller, sub_account), stretchOf(page));
  return paged(rows, page, ({ user: { id, hostUserId, name, email, status }, role }) => ({
    ...{ id, host_id: hostUserId, name, email, role, status },
  }));
}

export async function listRules(ctx: Ctx, caller: Caller, { sub_account, ...page }: PageAt) {
  const rows = await rulesAt(ctx, await placeOf(ctx, caller, sub_account), stretchOf(page));
  return paged(rows, page, ({ rule: { id, name, enabled, isDefault }, numberId, e164 }) => ({
    ...{ id, name, on: enabled, is_default: isDefault, number_id: numberId, number: e164 },
  }));
}

/** @param only the agent whose own key asks (O-5) */
export async function listAgents(ctx: Ctx, caller: Caller, only: string | null, { sub_account, ...page }: PageAt) {
  const whose = sub_account === undefined ? caller : await placeOf(ctx, caller, sub_account);
  const rows = await agentsAt(ctx, whose, only, stretchOf(page));
  const ids = rows.map(row => row.id);
  const held = ids.length ? await numbersOfAgents(ctx, caller.agencyId, ids) : [];
  return paged(rows, page, row => ({
    ...{ id: row.id, name: row.name, kind: row.kind, state: agentState(row) },
    numbers: held.flatMap(({ agentId, e164 }) => (agentId === row.id ? [e164] : [])),
  }));
}

export async function listSubAccounts(ctx: Ctx, caller: Caller, page: Page) {
  if (caller.subAccountId !== undefined) throw forbidden('Only an agency’s key sees sub-accounts. Use one of those.');
  const rows = await subAccountsAt(ctx, caller.agencyId, stretchOf(page));
  return paged(rows, page, ({ id, hostLocationId, name, country, timezone }) => ({
    ...{ id, host_id: hostLocationId, name, country, timezone },
  }));
}

/** One more than is shown tells whether there is more. */
function stretchOf({ cursor, limit }: Page): Stretch {
  return { after: cursor, limit: limit + 1 };
}

function paged<Row, Item extends { id: string }>(
  rows: readonly Row[],
  { limit }: Page,
  itemOf: (row: Row) => Item,
): Listed<Item> {
  const items = rows.slice(0, limit).map(itemOf);
  return { items, next_cursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
