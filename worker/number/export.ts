import { csvRow } from '../audit/rules/csv.ts';
import type { Ctx } from '../context.ts';
import { packed, readSigned, signed, unpacked } from '../edge/signed.ts';
import { PURPOSE_LABELS } from '../level/rules/purpose.ts';
import { forbidden } from '../problem.ts';
import type { PoolExport } from './shape.ts';
import { cursorOf, type PoolRow, poolRows } from './store/pool-page.ts';

const PURPOSE = 'pool-export';
/** How long an address works. */
const LINK_MS = 5 * 60_000;
const PAGE = 500;
/** A spreadsheet takes no more than about a million rows. */
const MOST_PAGES = 2000;

const HEAD = [
  'Number',
  'Status',
  'Sub-account',
  'Wired to',
  'Country',
  'Type',
  'Capabilities',
  'Call purpose',
  'Cost a month',
  'Cost currency',
  'Price a month',
  'Price currency',
  'Bought (UTC)',
];

interface Claims {
  agencyId: string;
  asked: PoolExport;
  expiresAt: number;
}

/** An address of our own that downloads what the filter shows, for five minutes and without a cookie (N-4, M-2). */
export async function linkToPool(ctx: Ctx, agencyId: string, asked: PoolExport) {
  const claims: Claims = { agencyId, asked, expiresAt: ctx.now + LINK_MS };
  const token = await signed(ctx.env, PURPOSE, packed(JSON.stringify(claims)));
  return { url: `${ctx.env.PUBLIC_URL}/exports/pool/${token}`, expiresAt: claims.expiresAt };
}

/** The download itself, page by page as it is read. */
export async function exportPool(ctx: Ctx, token: string): Promise<Response> {
  const read = await readSigned(ctx.env, PURPOSE, token);
  if (read === undefined) throw forbidden('This address is not one of ours. Start the export again.');
  const { agencyId, asked, expiresAt } = JSON.parse(unpacked(read)) as Claims;
  if (expiresAt <= ctx.now) throw forbidden('This address has expired. Start the export again.');
  return new Response(streamed(rowsOf(ctx, agencyId, asked)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="numbers-${dayOf(ctx.now)}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

async function* rowsOf(ctx: Ctx, agencyId: string, asked: PoolExport): AsyncGenerator<string> {
  // The mark by which spreadsheets know UTF-8.
  yield `\uFEFF${csvRow(HEAD)}`;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await poolRows(ctx, agencyId, { ...asked, cursor, limit: PAGE });
    const shown = rows.slice(0, PAGE);
    yield shown.map(line).join('');
    const last = shown.at(-1);
    if (rows.length <= PAGE || !last) return;
    cursor = cursorOf(asked, last);
  }
}

function line(row: PoolRow): string {
  return csvRow([
    row.e164,
    row.state ?? 'unassigned',
    row.subAccountName,
    row.wiredUserName ?? row.wiredTo,
    row.country,
    row.type,
    [row.voice && 'voice', row.sms && 'sms'].filter(Boolean).join(' '),
    row.callPurpose && PURPOSE_LABELS[row.callPurpose],
    ...moneyCells(row.telcoCost, row.telcoCurrency),
    ...moneyCells(row.price, row.currency),
    dayOf(row.boughtAt),
  ]);
}

/** Major units as plain digits, so that a spreadsheet can add them up; currencies differ in how many decimals they have. */
function moneyCells(minor: number | null, currency: string | null): [string | null, string | null] {
  if (minor === null || !currency) return [null, null];
  const code = currency.toUpperCase();
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions();
  const decimals = digits.maximumFractionDigits ?? 2;
  return [(minor / 10 ** decimals).toFixed(decimals), code];
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

function streamed(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
