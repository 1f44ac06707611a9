import type { Ctx } from '../context.ts';
import { askedBy, csvFile, linkTo } from '../edge/download.ts';
import { notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import type { BulkOutcome } from './bulk.ts';
import { resultCsv } from './rules/result-csv.ts';
import { resultOf } from './store/bulk.ts';

const DOOR = { purpose: 'bulk-result', path: '/exports/bulk', start: 'download' } as const;

interface Asked extends Place {
  requestId: string;
}

/** An address that downloads a bulk act's result (N-8, M-2). */
export async function linkToResult(ctx: Ctx, place: Place, requestId: string) {
  if (!(await resultOf(ctx, place, requestId))) throw notFound('result');
  return linkTo(ctx, DOOR, { ...place, requestId } satisfies Asked);
}

/** The download itself. */
export async function downloadResult(ctx: Ctx, token: string): Promise<Response> {
  const { requestId, ...place } = await askedBy<Asked>(ctx, DOOR, token);
  const row = await resultOf(ctx, place, requestId);
  if (!row) throw notFound('result');
  return csvFile('numbers', row.at, resultCsv(row.result as BulkOutcome));
}
