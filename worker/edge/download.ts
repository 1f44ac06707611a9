import type { Ctx } from '../context.ts';
import { forbidden } from '../problem.ts';
import { packed, readSigned, signed, unpacked } from './signed.ts';

/** How long an address works. */
const LINK_MS = 5 * 60_000;

/** A kind of download: `purpose` has a key of its own, `path` leads there, `start` is how people begin it again. */
export interface Door {
  purpose: string;
  path: string;
  start: 'export' | 'download';
}

/** An address of our own that gives what was asked for, for five minutes and without a cookie (M-2). */
export async function linkTo(ctx: Ctx, door: Door, asked: object) {
  const expiresAt = ctx.now + LINK_MS;
  const token = await signed(ctx.env, door.purpose, packed(JSON.stringify({ ...asked, expiresAt })));
  return { url: `${ctx.env.PUBLIC_URL}${door.path}/${token}`, expiresAt };
}

/** What a link was made for; 403 when it is not ours, is for another door, or has expired. */
export async function askedBy<Asked extends object>(ctx: Ctx, door: Door, token: string): Promise<Asked> {
  const read = await readSigned(ctx.env, door.purpose, token);
  if (read === undefined) throw forbidden(`This address is not one of ours. Start the ${door.start} again.`);
  const { expiresAt, ...asked } = JSON.parse(unpacked(read)) as Asked & { expiresAt: number };
  if (expiresAt <= ctx.now) throw forbidden(`This address has expired. Start the ${door.start} again.`);
  return asked as unknown as Asked;
}

/** A CSV file as a download, named by what it holds and the day. */
export function csvFile(name: string, at: number, body: string | AsyncGenerator<string>): Response {
  return new Response(typeof body === 'string' ? body : streamed(body), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${dayOf(at)}.csv"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}

/** The day of an instant, UTC. */
export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

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
