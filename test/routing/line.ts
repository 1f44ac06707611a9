import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import {
  assignment,
  call,
  companyNumber,
  contact,
  contactPhone,
  number,
  staffSetting,
  unknownRule,
} from '../../schema/index.ts';
import type { Ctx } from '../../worker/context.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { storeCalls } from '../../worker/routing/record.ts';
import { twilioRoutes } from '../../worker/routing/routes.ts';
import type { Wired } from '../../worker/wire.ts';
import { testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';

export const ACCOUNT = `AC${'0'.repeat(32)}`;
export const TOKEN = 'the-token-of-our-own-account';
export const STRANGER = '+12125550177';

export interface Answer {
  status: number;
  body: string;
}

/** A telephone line into the Worker's Twilio routes, over one in-process database. */
export async function openLine() {
  const made = await testContext();
  const env = { ...made.env, TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN };
  let ctx: Ctx & { sent: typeof made.sent } = { ...made, env };
  const app = new Hono<Wired>()
    .use(async (c, next) => {
      c.set('ctx', ctx);
      await next();
    })
    .route('/', twilioRoutes)
    .onError(cause => {
      if (cause instanceof Problem) return problemResponse(cause, 'req_test');
      throw cause;
    });
  const tenant = await mintTenant(ctx);
  let sids = 0;

  async function post(
    path: string,
    params: Record<string, string>,
    token = TOKEN,
    signature?: string,
  ): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${ctx.env.PUBLIC_URL}${path}`;
    const form = { AccountSid: ACCOUNT, ...params };
    const answer = await app.request(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': signature ?? getExpectedTwilioSignature(token, url, form) },
    });
    return { status: answer.status, body: await answer.text() };
  }

  const line = {
    get ctx() {
      return ctx;
    },
    tenant,
    post,
    /** Lets the clock run on, or swaps what the Worker has in hand. */
    with(over: Partial<Ctx>) {
      ctx = { ...ctx, ...over };
    },
    /** The queue comes round: what was answered is written down. */
    async write() {
      const jobs = ctx.sent.jobs.splice(0);
      await storeCalls(
        ctx,
        jobs.flatMap(job => (job.kind === 'call' ? [job.record] : [])),
      );
      ctx.sent.jobs.push(...jobs.filter(job => job.kind !== 'call'));
    },
    /** A new call from somebody to the tenant's number, written down at once. */
    async ring(over: Record<string, string> = {}) {
      const call = await line.ringOnly(over);
      await line.write();
      return call;
    },
    /** The same, while its record is still on its way. */
    async ringOnly(over: Record<string, string> = {}) {
      sids += 1;
      const params = {
        CallSid: `CA${String(sids).padStart(32, '0')}`,
        From: STRANGER,
        To: tenant.e164,
        CallStatus: 'ringing',
      };
      const sent = { ...params, ...over };
      const { status, body } = await post('/twilio/voice', sent);
      return { sid: sent.CallSid, params: sent, status, body };
    },
    calls: () => ctx.db.read.select().from(call),
  };
  return line;
}

export type Line = Awaited<ReturnType<typeof openLine>>;

/** The value of an attribute in TwiML, unescaped. */
export function attribute(twiml: string, name: string): string {
  const found = new RegExp(`${name}="([^"]*)"`).exec(twiml)?.[1] ?? '';
  return found.replaceAll('&amp;', '&');
}

export async function activate(
  ctx: Ctx,
  t: Tenant,
  over: Partial<typeof assignment.$inferInsert> = {},
): Promise<string> {
  const id = ctx.id('asg');
  const { agencyId, subAccountId, numberId } = t;
  await ctx.db.read.insert(assignment).values({
    id,
    agencyId,
    subAccountId,
    numberId,
    userId: t.ownerId,
    state: 'active',
    mode: 'paid',
    telcoCost: 115,
    telcoCurrency: 'usd',
    markup: 335,
    price: 450,
    currency: 'usd',
    createdAt: ctx.now,
    ...over,
  });
  return id;
}

/** Makes the tenant's number the direct number of a user. */
export async function wire(ctx: Ctx, t: Tenant, userId: string): Promise<void> {
  await ctx.db.read.update(number).set({ wiredTo: 'user', wiredUserId: userId }).where(eq(number.id, t.numberId));
}

/** A contact with the caller's phone, owned by a user of ours or by nobody. */
export async function know(ctx: Ctx, t: Tenant, phone: string, ownerId: string | null): Promise<string> {
  const id = ctx.id('con');
  const { agencyId, subAccountId } = t;
  await ctx.db.commit([
    ctx.db.read.insert(contact).values({
      id,
      agencyId,
      subAccountId,
      hostContactId: `host-${id}`,
      name: 'Lena Park',
      ownerHostUserId: ownerId && `host-${ownerId}`,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    }),
    ctx.db.read.insert(contactPhone).values({ subAccountId, e164: phone, contactId: id }),
  ]);
  return id;
}

export async function configure(
  ctx: Ctx,
  t: Tenant,
  userId: string,
  set: Partial<typeof staffSetting.$inferInsert>,
): Promise<void> {
  const { agencyId, subAccountId } = t;
  await ctx.db.read.insert(staffSetting).values({ agencyId, subAccountId, userId, updatedAt: ctx.now, ...set });
}

/** Makes the tenant's live number a company number whose default rule rings these users. */
export async function makeCompany(line: Line, userIds: string[], over: { callLimit?: number } = {}): Promise<void> {
  const { ctx, tenant } = line;
  const { agencyId, subAccountId, numberId } = tenant;
  const assignmentId = await activate(ctx, tenant);
  const at = { createdAt: ctx.now, updatedAt: ctx.now };
  await ctx.db.commit([
    ctx.db.read.update(number).set({ wiredTo: 'company' }).where(eq(number.id, numberId)),
    ctx.db.read.insert(companyNumber).values({ assignmentId, agencyId, subAccountId, numberId, ...over, ...at }),
    ctx.db.read.insert(unknownRule).values({
      id: ctx.id('rul'),
      assignmentId,
      agencyId,
      subAccountId,
      isDefault: true,
      name: 'Everybody',
      action: { kind: 'ring_group', userIds, seconds: 20 },
      hours: [],
      ...at,
    }),
  ]);
}

/** All values of an attribute in TwiML, unescaped. */
export function attributes(twiml: string, name: string): string[] {
  return [...twiml.matchAll(new RegExp(`${name}="([^"]*)"`, 'g'))].map(([, found = '']) =>
    found.replaceAll('&amp;', '&'),
  );
}
