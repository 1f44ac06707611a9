import * as v from 'valibot';
import { BRANCHES } from '../catalogue/contact-actions.ts';
import { runAction } from '../run-action.ts';
import { runUnder } from '../store/run.ts';
import type { Called } from './door.ts';
import { type ActionCall, Branches } from './shape.ts';

/**
 * A workflow came to one of our actions (W-2). The contact is the workflow's own. @returns what its later steps may use
 */
export async function act(called: Called, key: string, { data, extras }: ActionCall): Promise<Record<string, unknown>> {
  const { ctx, agencyId, subAccountId } = called;
  const { branches, ...fields } = data ?? {};
  const input = { ...fields, ...(extras.contactId && { contact: extras.contactId }) };
  const once = await repeatKey(called, key, input, extras);
  const result = await runAction(ctx, { agencyId, subAccountId }, key, input, once);
  const branch = typeof result.branch === 'string' ? branchId(result.branch, branches) : undefined;
  return branch === undefined ? result : { ...result, branchId: branch };
}

/** So long the same call of the same workflow for the same contact is taken for a repeat. */
const WINDOW_MS = 5 * 60_000;

/**
 * HighLevel names no execution, and does not say whether it asks again after a time-out: what is the same in everything
 * it does say, within some minutes, is done once.
 */
async function repeatKey(
  { ctx, agencyId }: Called,
  key: string,
  input: object,
  { locationId, contactId, workflowId }: ActionCall['extras'],
): Promise<string> {
  const same = JSON.stringify([key, locationId, contactId ?? '', workflowId ?? '', input]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(same)));
  const name = Array.from(digest.subarray(0, 16), byte => byte.toString(16).padStart(2, '0')).join('');
  const span = Math.floor(ctx.now / WINDOW_MS);
  const caller = `${ctx.actor.kind}:${ctx.actor.id}`;
  const before = await runUnder(ctx, { agencyId, caller, key: `${name}:${span - 1}` });
  const isRecent = before && before.startedAt > ctx.now - WINDOW_MS;
  return `${name}:${isRecent ? span - 1 : span}`;
}

/**
 * Where the workflow goes on: top-level `branchId`, says the developer site. The branches are those of our definition;
 * whether they keep our ids is not described, so that one with an id of its own is told by its name.
 */
function branchId(branch: string, sent: unknown): string {
  const known = v.safeParse(Branches, sent);
  if (!known.success) return branch;
  const name = BRANCHES.find(({ id }) => id === branch)?.words.en.toLowerCase();
  const isNamed = (text: string | null | undefined) => text?.trim().toLowerCase() === name;
  const found =
    known.output.find(one => one.id === branch) ??
    known.output.find(one => isNamed(one.name) || isNamed(one.branchName));
  return found?.id ?? branch;
}
