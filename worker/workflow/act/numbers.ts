import { attachAgent } from '../../agent/attach.ts';
import { assign } from '../../assignment/assign.ts';
import { release } from '../../assignment/release.ts';
import { switchRule as switchOneRule } from '../../company-number/save-rule.ts';
import type { Ctx } from '../../context.ts';
import { notFound } from '../../problem.ts';
import { setDefaultForwarding, setForwarding } from '../../staff/set-forwarding.ts';
import type { Place } from '../caller.ts';
import type { InputOf } from '../catalogue/definition.ts';
import type {
  assignNumber,
  attachNumber,
  releaseNumber,
  setForwarding as setForwardingAction,
  switchRule,
} from '../catalogue/number-actions.ts';
import { forwardingOf, poolNumberIn, ruleIn } from '../store/place.ts';
import { given, heldNumber, heldPerson, ticked } from './given.ts';

/** W-2, A-4: the agency's own act. */
export async function assigned(ctx: Ctx, { agencyId, subAccountId }: Place, input: InputOf<typeof assignNumber>) {
  const number = await poolNumberIn(ctx, agencyId, input.number.trim());
  if (!number) throw notFound('number');
  const { id: userId } = await heldPerson(ctx, { agencyId, subAccountId }, input.user);
  const agency = { agencyId, userId: ctx.actor.id, role: 'agency_admin' as const };
  const row = await assign(ctx, agency, number.id, { userId, subAccountId });
  return { assignment_id: row.id, number_id: number.id, number: number.e164, state: row.state };
}

/** W-2, A-8. */
export async function released(ctx: Ctx, place: Place, input: InputOf<typeof releaseNumber>) {
  const number = await heldNumber(ctx, place, input.number);
  const row = await release(ctx, place, number.assignmentId);
  const endsAt = row.endsAt === null ? null : new Date(row.endsAt).toISOString();
  const { id, e164 } = number;
  return { assignment_id: row.id, number_id: id, number: e164, state: row.state, ends_at: endsAt };
}

/** W-2, L-1, L-3. */
export async function attached(ctx: Ctx, place: Place, input: InputOf<typeof attachNumber>) {
  const number = await heldNumber(ctx, place, input.number);
  const wanted = { agentId: given(input.agent) ?? null, replace: ticked(input.replace) };
  const { agent, warning } = await attachAgent(ctx, place, number.id, wanted);
  const said = { agent_id: agent?.id ?? null, warning: warning?.sentence ?? null };
  return { number_id: number.id, number: number.e164, ...said };
}

/** W-2, S-4. */
export async function forwarded(ctx: Ctx, place: Place, input: InputOf<typeof setForwardingAction>) {
  const [named, to] = [given(input.number), given(input.forward_to) ?? null];
  if (named === undefined) {
    await setDefaultForwarding(ctx, place, to);
    return { number_id: null, forward_to: await forwardingOf(ctx, place) };
  }
  const { id } = await heldNumber(ctx, place, named);
  await setForwarding(ctx, place, id, to);
  return { number_id: id, forward_to: await forwardingOf(ctx, place, id) };
}

/** W-2, U-3. */
export async function switched(ctx: Ctx, place: Place, input: InputOf<typeof switchRule>) {
  const rule = await ruleIn(ctx, place, input.rule.trim());
  if (!rule) throw notFound('rule');
  const on = ticked(input.on);
  await switchOneRule(ctx, place, rule.numberId, rule.id, on);
  return { rule_id: rule.id, rule_name: rule.name, on };
}
