import { auditLine } from '../audit/store.ts';
import { type Ctx, stableId } from '../context.ts';
import { LostRace } from '../edge/db.ts';
import { commitWith } from '../notification/commit.ts';
import type { KeyedEffect } from '../notification/rules/effect.ts';
import { type FindingRow, findingsTold, findingsUntold } from './finding-store.ts';
import type { DriftDetail } from './rules/drift.ts';
import { findingInWords } from './rules/sentence.ts';
import { agencyAdmins } from './store.ts';

/** Findings that concern no agency: the platform's operator sees them. */
export const NOBODY = '';
/** Numbers merely not imported are no news; of a failed payment a mail of its own went out. */
const TOLD_ELSEWHERE = ['not_imported', 'keeping_unpaid'];
/** What the agency's people cannot mend: the platform's operator hears of it as well. */
const OPERATORS: readonly string[] = ['number_missing', 'number_not_in_pool', 'keeping_unbilled'];
const MOST = 300;

/**
 * Mails what was found and not told yet to each owner and admin of the agency (M-1), in one batch with the mark that it was
 * told: none is lost and none told twice, whenever it was found. The same findings make the same mail. Where nobody of the
 * agency can be told, the platform's operator is.
 */
export async function tellDrift(ctx: Ctx, agencyId: string): Promise<void> {
  const rows = await findingsUntold(ctx, agencyId, TOLD_ELSEWHERE, MOST);
  if (!rows.length) return;
  const ids = rows.map(row => row.id);
  const mails = await mailsOf(ctx, agencyId, await stableId('drift', ...ids), rows);
  const line = { agencyId, entity: 'finding', entityId: ids[0] ?? '', act: 'told', after: { count: ids.length } };
  try {
    await commitWith(ctx, agencyId, [findingsTold(ctx, agencyId, ids), auditLine(ctx, line)], mails);
  } catch (cause) {
    if (!(cause instanceof LostRace)) throw cause;
    ctx.log.info('reconcile.told_by_another', { agencyId });
  }
}

/** @param set names the findings, so that a repeat is recognisable */
async function mailsOf(ctx: Ctx, agencyId: string, set: string, rows: readonly FindingRow[]): Promise<KeyedEffect[]> {
  const admins = agencyId === NOBODY ? [] : await agencyAdmins(ctx, agencyId);
  const forOperator = admins.length ? rows.filter(row => OPERATORS.includes(row.kind)) : rows;
  const subject = agencyId === NOBODY ? 'Numbers of ours that nobody holds' : `Drift of agency ${agencyId}`;
  const operator: KeyedEffect = {
    key: `mail_operator:${set}`,
    effect: { kind: 'mail_operator', subject, lines: forOperator.map(said) },
  };
  const findings = rows.map(said);
  const mails = admins.map(
    ({ id: userId }): KeyedEffect => ({
      key: `mail:reconcile_drift:${agencyId}:${set}:${userId}`,
      effect: { kind: 'mail', template: 'reconcile_drift', agencyId, userId, params: { findings, timezone: 'UTC' } },
    }),
  );
  return forOperator.length ? [...mails, operator] : mails;
}

function said({ kind, detail, repairedAt, subject }: FindingRow): string {
  return findingInWords(kind, detail as DriftDetail, repairedAt !== null, subject);
}
