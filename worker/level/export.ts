import type { Ctx } from '../context.ts';
import { packed, readSigned, signed, unpacked } from '../edge/signed.ts';
import { forbidden, notFound } from '../problem.ts';
import type { Place } from '../staff/store.ts';
import type { BulkOutcome } from './bulk.ts';
import { resultCsv } from './rules/result-csv.ts';
import { resultOf } from './store/bulk.ts';

const PURPOSE = 'bulk-result';
/** How long an address works. */
const LINK_MS = 5 * 60_000;

interface Claims extends Place {
  requestId: string;
  expiresAt: number;
}

/** An address of our own that downloads a bulk act's result, for five minutes and without a cookie (N-8, M-2). */
export async function linkToResult(ctx: Ctx, place: Place, requestId: string) {
  if (!(await resultOf(ctx, place, requestId))) throw notFound('result');
  const claims: Claims = { ...place, requestId, expiresAt: ctx.now + LINK_MS };
  const token = await signed(ctx.env, PURPOSE, packed(JSON.stringify(claims)));
  return { url: `${ctx.env.PUBLIC_URL}/exports/bulk/${token}`, expiresAt: claims.expiresAt };
}

/** The download itself. */
export async function downloadResult(ctx: Ctx, token: string): Promise<Response> {
  const read = await readSigned(ctx.env, PURPOSE, token);
  if (read === undefined) throw forbidden('This address is not one of ours. Start the download again.');
  const { requestId, expiresAt, ...place } = JSON.parse(unpacked(read)) as Claims;
  if (expiresAt <= ctx.now) throw forbidden('This address has expired. Start the download again.');
  const row = await resultOf(ctx, place, requestId);
  if (!row) throw notFound('result');
  return new Response(resultCsv(row.result as BulkOutcome), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="numbers-${new Date(row.at).toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}
