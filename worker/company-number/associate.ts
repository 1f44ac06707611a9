import { auditLine } from '../audit/store.ts';
import type { Ctx } from '../context.ts';
import { refused } from '../problem.ts';
import { personIn } from '../staff/read.ts';
import type { Place } from '../staff/store.ts';
import { attempt } from './attempt.ts';
import { type CompanyNumber, companyNumberIn, loadOffice, type Office } from './load.ts';
import { associated, settingBegun } from './statements.ts';

/** L-2, L-5: a user is associated with at most one company number, the one offered as sender; null takes it back. */
export function associateNumber(ctx: Ctx, place: Place, userId: string, numberId: string | null): Promise<void> {
  return attempt('Not associated.', async () => {
    const person = await personIn(ctx, place, userId);
    const before = person.setting?.companyNumberId ?? null;
    const office = await loadOffice(ctx, place);
    const held = numberId === null ? null : companyNumberIn(office, numberId);
    if (held) openTo(office, held, userId, person.name);
    if (before === numberId) return;
    await ctx.db.commit([
      settingBegun(ctx, place, userId),
      associated(ctx, place, userId, held),
      auditLine(ctx, {
        ...place,
        entity: 'staff_setting',
        entityId: userId,
        act: 'company_number_set',
        before: { companyNumberId: before },
        after: { companyNumberId: numberId },
      }),
    ]);
  });
}

function openTo(
  { allowed }: Office,
  { assignmentId, e164, setting }: CompanyNumber,
  userId: string,
  name: string,
): void {
  if (!setting.limited) return;
  if (allowed.some(row => row.assignmentId === assignmentId && row.userId === userId)) return;
  const why = `${e164} is limited to chosen people, and ${name} is not among them. Add them under Company number first.`;
  throw refused('not_allowed_here', 'Not associated.', why, { e164, user: name });
}
