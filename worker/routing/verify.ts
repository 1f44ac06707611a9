import { eq } from 'drizzle-orm';
import { createMiddleware } from 'hono/factory';
import { agency } from '../../schema/index.ts';
import type { Ctx } from '../context.ts';
import { forbidden } from '../problem.ts';
import type { Wired } from '../wire.ts';
import { mirroredToken } from './last-resort.ts';
import { DatabaseUnreachable, reach } from './reach.ts';
import { type Form, field, isSigned, readForm } from './signature.ts';

/** A request that Twilio signed. */
export interface Webhook {
  form: Form;
  /** The account it comes from and was signed by. */
  accountSid: string;
  query: Record<string, string>;
}

export interface FromTwilio {
  Variables: Wired['Variables'] & { webhook: Webhook };
}

/** lets only requests pass that are signed, over our public URL, with the token of the account they name. */
export const fromTwilio = createMiddleware<FromTwilio>(async (c, next) => {
  const ctx = c.get('ctx');
  const form = readForm(await c.req.text());
  const accountSid = field(form, 'AccountSid');
  const asked = c.req.url.slice(c.req.url.indexOf('/', 'https://'.length));
  const token = await tokenOf(ctx, accountSid);
  if (!token || !isSigned(token, c.req.header('x-twilio-signature'), ctx.env.PUBLIC_URL + asked, form)) {
    ctx.log.warn('twilio.refused', { path: c.req.path, accountSid });
    throw forbidden('This request is not signed by Twilio for the account it names.');
  }
  c.set('ctx', { ...ctx, actor: { kind: 'twilio', id: field(form, 'CallSid') || accountSid, source: 'webhook' } });
  c.set('webhook', { form, accountSid, query: c.req.query() });
  await next();
});

/** only the account a number lives in may speak of it and of its calls. */
export function onlyFrom(twilioAccountSid: string, hook: Webhook): void {
  if (twilioAccountSid !== hook.accountSid) {
    throw forbidden('The number does not live in the account that sent this request.');
  }
}

/** Our own account's token needs no database; an agency's own one is kept sealed (N-3). */
async function tokenOf(ctx: Ctx, accountSid: string): Promise<string | undefined> {
  if (accountSid === ctx.env.TWILIO_ACCOUNT_SID) return ctx.env.TWILIO_AUTH_TOKEN;
  if (!/^AC[0-9a-f]{32}$/.test(accountSid)) return undefined;
  const found = ctx.db.read
    .select({ id: agency.id, token: agency.twilioToken })
    .from(agency)
    .where(eq(agency.twilioSid, accountSid));
  try {
    const [own] = await reach(found.execute());
    return own?.token ? await ctx.seal.open(own.token, `agency:${own.id}`) : undefined;
  } catch (cause) {
    if (!(cause instanceof DatabaseUnreachable)) throw cause;
    // a call is to be forwarded all the same.
    const token = await mirroredToken(ctx.fallback, ctx.seal, accountSid);
    if (!token) throw cause;
    return token;
  }
}
