import { decimalsOf, wholeOf } from '../assignment/rules/decimals.ts';
import { csvRow } from '../audit/rules/csv.ts';
import { type Ctx, newId, type Person } from '../context.ts';
import { askedBy, csvFile, dayOf, linkTo } from '../edge/download.ts';
import { PURPOSE_LABELS } from '../level/rules/purpose.ts';
import type { PoolExport, PoolFilter, PoolSorting } from './shape.ts';
import { cursorOf, namedRows, type PoolRow, poolRows } from './store/pool-page.ts';
import { poolResultInsert, poolResultOf } from './store/pool-result.ts';

const DOOR = { purpose: 'pool-export', path: '/exports/pool', start: 'export' } as const;
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

interface Asked {
  agencyId: string;
  asked: PoolFilter & PoolSorting;
  /** Under which the named numbers are kept: an address holds no thousands of them. */
  chosen?: string | undefined;
}

/** An address that downloads what the filter shows, or of that the chosen numbers (N-4, M-2). */
export async function linkToPool(ctx: Ctx, { agencyId, userId }: Person, { numberIds, ...asked }: PoolExport) {
  if (!numberIds) return linkTo(ctx, DOOR, { agencyId, asked } satisfies Asked);
  const chosen = newId('exp', ctx.now);
  const row = { agencyId, requestId: chosen, asked: 'export', byId: userId, at: ctx.now };
  await ctx.db.commit([poolResultInsert(ctx, { ...row, result: { numberIds } })]);
  return linkTo(ctx, DOOR, { agencyId, asked, chosen } satisfies Asked);
}

/** The download itself, page by page as it is read. */
export async function exportPool(ctx: Ctx, token: string): Promise<Response> {
  const { agencyId, asked, chosen } = await askedBy<Asked>(ctx, DOOR, token);
  if (!chosen) return csvFile('numbers', ctx.now, rowsOf(ctx, agencyId, asked));
  const kept = (await poolResultOf(ctx, agencyId, chosen))?.result as { numberIds: string[] } | undefined;
  const rows = await namedRows(ctx, agencyId, asked, kept?.numberIds ?? []);
  return csvFile('numbers', ctx.now, `${head()}${rows.map(line).join('')}`);
}

// The mark by which spreadsheets know UTF-8.
const head = () => `\uFEFF${csvRow(HEAD)}`;

async function* rowsOf(ctx: Ctx, agencyId: string, asked: Asked['asked']): AsyncGenerator<string> {
  yield head();
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
    row.wiredUserName ?? row.wiredAgentName ?? row.wiredTo,
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
  return [wholeOf(minor, currency).toFixed(decimalsOf(currency)), currency.toUpperCase()];
}
