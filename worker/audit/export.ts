import type { Ctx } from '../context.ts';
import { askedBy, csvFile, linkTo } from '../edge/download.ts';
import { told } from './activity.ts';
import { activityOf, namesOf } from './activity-store.ts';
import { csvRow } from './rules/csv.ts';
import type { ExportRequest } from './shape.ts';

const DOOR = { purpose: 'activity-export', path: '/exports/activity', start: 'export' } as const;
const PAGE = 500;
/** A spreadsheet takes no more than about a million rows; nobody reads as many. */
const MOST_PAGES = 400;

const HEAD = ['Time (UTC)', 'Who', 'What', 'Kind', 'Id', 'Sub-account', 'Act', 'From where', 'Before', 'After'];

interface Asked {
  agencyId: string;
  filter: ExportRequest;
}

/** An address that downloads what the filter shows (M-2). */
export function linkToExport(ctx: Ctx, agencyId: string, filter: ExportRequest) {
  return linkTo(ctx, DOOR, { agencyId, filter } satisfies Asked);
}

/** The download itself, page by page as it is read. */
export async function exportActivity(ctx: Ctx, token: string): Promise<Response> {
  const { agencyId, filter } = await askedBy<Asked>(ctx, DOOR, token);
  return csvFile('activity', ctx.now, rowsOf(ctx, agencyId, filter));
}

async function* rowsOf(ctx: Ctx, agencyId: string, filter: ExportRequest): AsyncGenerator<string> {
  // The mark by which spreadsheets know UTF-8.
  yield `\uFEFF${csvRow(HEAD)}`;
  let before: number | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await activityOf(ctx, agencyId, filter, before, PAGE);
    const names = await namesOf(ctx, agencyId, rows);
    yield rows.map(row => line(told(row, names))).join('');
    before = rows.at(-1)?.seq;
    if (rows.length < PAGE) return;
  }
}

function line(row: ReturnType<typeof told>): string {
  const { at, who, sentence, entity, entityId, subAccount, act, source, before, after } = row;
  const plain = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const time = new Date(at).toISOString();
  return csvRow([
    time,
    who,
    sentence,
    entity,
    entityId,
    subAccount?.name ?? null,
    act,
    source,
    plain(before),
    plain(after),
  ]);
}
