import type { Ctx } from '../context.ts';
import { packed, readSigned, signed, unpacked } from '../edge/signed.ts';
import { forbidden } from '../problem.ts';
import { told } from './activity.ts';
import { activityOf, namesOf } from './activity-store.ts';
import { csvRow } from './rules/csv.ts';
import type { ExportRequest } from './shape.ts';

const PURPOSE = 'activity-export';
/** How long an address works. */
const LINK_MS = 5 * 60_000;
const PAGE = 500;
/** A spreadsheet takes no more than about a million rows; nobody reads as many. */
const MOST_PAGES = 400;

const HEAD = ['Time (UTC)', 'Who', 'What', 'Kind', 'Id', 'Sub-account', 'Act', 'From where', 'Before', 'After'];

interface Claims {
  agencyId: string;
  filter: ExportRequest;
  expiresAt: number;
}

/** An address of our own that downloads what the filter shows, for five minutes and without a cookie (M-2). */
export async function linkToExport(ctx: Ctx, agencyId: string, filter: ExportRequest) {
  const claims: Claims = { agencyId, filter, expiresAt: ctx.now + LINK_MS };
  const token = await signed(ctx.env, PURPOSE, packed(JSON.stringify(claims)));
  return { url: `${ctx.env.PUBLIC_URL}/exports/activity/${token}`, expiresAt: claims.expiresAt };
}

/** The download itself, page by page as it is read. */
export async function exportActivity(ctx: Ctx, token: string): Promise<Response> {
  const read = await readSigned(ctx.env, PURPOSE, token);
  if (read === undefined) throw forbidden('This address is not one of ours. Start the export again.');
  const { agencyId, filter, expiresAt } = JSON.parse(unpacked(read)) as Claims;
  if (expiresAt <= ctx.now) throw forbidden('This address has expired. Start the export again.');
  return new Response(streamed(rowsOf(ctx, agencyId, filter)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="activity-${new Date(ctx.now).toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
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
