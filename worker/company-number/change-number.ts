import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { invalid } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import { attempt } from './attempt.ts';
import { type CompanyNumber, companyNumberIn, loadOffice, type Office } from './load.ts';
import type { ChangeCompanyNumber } from './shape.ts';
import { allowedUsersSet, associationsCleared, settingsChanged } from './statements.ts';

/** U-1, R-12, L-5: changes a company number's Source, Tag, calls at once and who may be associated; holds from the next call. */
export function changeNumber(ctx: Ctx, place: Place, numberId: string, wanted: ChangeCompanyNumber): Promise<void> {
  return attempt('Not saved.', async () => {
    const office = await loadOffice(ctx, place);
    const held = companyNumberIn(office, numberId);
    const before = settingsOf(office, held);
    const after = { ...before, ...given(wanted) };
    onlyMembers(office, after.allowedUserIds, before.allowedUserIds);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    const { allowedUserIds, ...set } = after;
    const line = { ...place, entity: 'company_number', entityId: numberId, act: 'changed', before, after };
    await ctx.db.commit([
      settingsChanged(ctx, place, held, set),
      auditLine(ctx, line),
      ...allowedUsersSet(ctx, held, allowedUserIds),
      // Who may no longer be associated is not (L-5).
      ...(set.limited ? [associationsCleared(ctx, place, numberId, allowedUserIds)] : []),
    ]);
  });
}

function settingsOf({ allowed }: Office, { assignmentId, setting }: CompanyNumber) {
  const { source, tag, callLimit, limited } = setting;
  const userIds = allowed.filter(row => row.assignmentId === assignmentId).map(row => row.userId);
  return { source, tag, callLimit, limited, allowedUserIds: userIds.sort() };
}

function given({ source, tag, callLimit, limited, allowedUserIds }: ChangeCompanyNumber) {
  return {
    ...(source !== undefined && { source }),
    ...(tag !== undefined && { tag }),
    ...(callLimit !== undefined && { callLimit }),
    ...(limited !== undefined && { limited }),
    ...(allowedUserIds !== undefined && { allowedUserIds: [...new Set(allowedUserIds)].sort() }),
  };
}

/** T-1: only people of the sub-account are newly chosen. Somebody who has left since may stay in the list. */
function onlyMembers({ members }: Office, userIds: readonly string[], known: readonly string[]): void {
  const strangers = userIds.filter(id => !known.includes(id) && !members.some(member => member.userId === id));
  if (!strangers.length) return;
  const message = 'Somebody chosen here is no longer a user of this sub-account. Reload the page and choose again.';
  throw invalid([{ field: 'allowedUserIds', message }]);
}
