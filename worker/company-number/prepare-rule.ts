import type { Ctx } from '../context.ts';
import { destination } from '../outbound/rules/destination.ts';
import { invalid, Problem } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import type { CompanyNumber, Office } from './load.ts';
import { passage } from './passage.ts';
import { actionFault, type RuleAction } from './rules/action.ts';
import { hoursFault } from './rules/week.ts';
import type { RuleBody } from './shape.ts';

/** A rule's action as it is stored, or a refusal at the field (U-2, R-13, R-14). */
export async function preparedAction(
  ctx: Ctx,
  place: Place,
  office: Office,
  held: CompanyNumber,
  { action, isDefault }: { action: RuleBody['action']; isDefault: boolean },
): Promise<RuleAction> {
  const members = new Set(office.members.map(member => member.userId));
  const fault = actionFault(action, members, isDefault);
  if (fault) throw invalid([fault]);
  if (action.kind !== 'number') return action;
  const { country, allowedCountries } = office.home;
  const to = destination(action.e164, country, allowedCountries);
  if (!to.ok) throw invalid([{ field: 'action.e164', message: to.sentence }]);
  await refuseLoop(ctx, place, held, to.e164);
  return { kind: 'number', e164: to.e164 };
}

/** U-4: hours that a custom rule can have. */
export function preparedHours(hours: RuleBody['hours']): RuleBody['hours'] {
  if (!hours.length) throw invalid([{ field: 'hours', message: 'Enter when this rule holds: days, start and end.' }]);
  const fault = hoursFault(hours);
  if (fault) throw invalid([{ field: `hours.${fault.at}.${fault.part}`, message: fault.message }]);
  return hours.map(({ days, start, end }) => ({ days: [...new Set(days)].sort(), start, end }));
}

/** follows a call through our own numbers and refuses one that would come back to this very number. */
async function refuseLoop(ctx: Ctx, { agencyId }: Place, held: CompanyNumber, e164: string): Promise<void> {
  const passed = await passage(ctx, agencyId, [e164]);
  if (passed.some(hop => hop.numberId === held.numberId)) throw loops();
}

function loops(): Problem {
  const message =
    'Calls passed on there would come back to this number. Enter a phone outside of your Trunkline numbers.';
  return new Problem(422, {
    code: 'rule_loops',
    title: 'Not saved.',
    detail: message,
    errors: [{ field: 'action.e164', message }],
  });
}
