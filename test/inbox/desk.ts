import { and, asc, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { assignment, audit, claim, companyNumber, membership, user } from '../../schema/index.ts';
import { contactRoutes } from '../../worker/contact/routes.ts';
import type { Actor, Ctx, Person } from '../../worker/context.ts';
import type { TwilioClient } from '../../worker/edge/twilio.ts';
import { inboxRoutes } from '../../worker/inbox/routes.ts';
import { failureRoutes } from '../../worker/notification/routes.ts';
import { Problem, problemResponse } from '../../worker/problem.ts';
import { listeningRoutes, voicemailRoutes } from '../../worker/voicemail/routes.ts';
import type { SignedIn } from '../../worker/wire.ts';
import { type Crm, openCrm } from '../contact/crm.ts';
import { type TestCtx, testContext } from '../support/context.ts';
import { mintTenant, type Tenant } from '../support/mint.ts';
import { arrivalsAt } from './arrivals.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field by the test that asked
export type Body = any;

/** A sub-account with a company number, its owner, an admin and three staff, and what their inbox shows them. */
export interface Office extends Tenant {
  adminId: string;
  /** Omar (`staffId`), Mia and Ben. */
  miaId: string;
  benId: string;
  assignmentId: string;
}

const SID = 'AC00000000000000000000000000000000';

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The phone company as far as the inbox needs it: nobody's own phone is verified, and a recording is played. */
export const phoneCompany = {
  account: { sid: SID, token: 'a-token' },
  isVerifiedCallerId: async () => false,
};

export async function openDesk(twilio: object = phoneCompany) {
  const base = await testContext({ twilio: () => twilio as TwilioClient });
  const ctx = Object.assign(base, {
    env: { ...base.env, SESSION_SECRET: 'a-secret-of-thirty-two-characters', TWILIO_ACCOUNT_SID: SID } as Ctx['env'],
  });
  const crm = await openCrm(ctx);
  const at = (now: number): TestCtx => Object.assign(ctx.at(now), { env: ctx.env });

  const office = async (): Promise<Office> => {
    const t = await mintTenant(ctx);
    await crm.admit(t);
    const made = { adminId: ctx.id('usr'), miaId: ctx.id('usr'), benId: ctx.id('usr'), assignmentId: ctx.id('asg') };
    const { agencyId, subAccountId } = t;
    const people = [
      { id: made.adminId, name: 'Ana Silva', role: 'admin' as const },
      { id: made.miaId, name: 'Mia Chen', role: 'staff' as const },
      { id: made.benId, name: 'Ben Adler', role: 'staff' as const },
    ];
    await ctx.db.commit([
      ctx.db.read.insert(user).values(
        people.map(({ id, name }) => ({
          ...{ id, agencyId, name },
          hostUserId: `host-${id}`,
          email: `${id}@example.com`,
          status: 'approved' as const,
          createdAt: ctx.now,
        })),
      ),
      ctx.db.read
        .insert(membership)
        .values(people.map(({ id, role }) => ({ agencyId, subAccountId, userId: id, role }))),
      ctx.db.read.insert(assignment).values({
        id: made.assignmentId,
        ...{ agencyId, subAccountId, numberId: t.numberId },
        userId: t.ownerId,
        state: 'active',
        mode: 'paid',
        telcoCost: 115,
        telcoCurrency: 'usd',
        markup: 335,
        price: 450,
        currency: 'usd',
        createdAt: ctx.now,
      }),
      ctx.db.read.insert(companyNumber).values({
        assignmentId: made.assignmentId,
        ...{ agencyId, subAccountId, numberId: t.numberId },
        source: 'Billboard',
        tag: 'Spring',
        updatedAt: ctx.now,
      }),
    ]);
    crm.seed({
      users: people.map(({ id, name }) => ({
        id: `host-${id}`,
        companyId: `company-${agencyId}`,
        name,
        email: `${id}@example.com`,
        role: 'user' as const,
        location_ids: [`loc-${subAccountId}`],
      })),
    });
    return { ...t, ...made };
  };

  const arrivals = arrivalsAt(ctx);

  const personOf = (o: Office, userId: string): Person => {
    const { agencyId, subAccountId } = o;
    if (userId === o.agencyUserId) return { userId, agencyId, role: 'agency_owner' };
    const role = userId === o.ownerId ? 'owner' : userId === o.adminId ? 'admin' : 'staff';
    return { userId, agencyId, subAccountId, role };
  };

  /** The panel of one person. */
  const as = (o: Office, userId: string, now = ctx.now) => {
    const actor: Actor = { kind: 'user', id: userId, source: 'panel' };
    const app = new Hono<SignedIn>()
      .use(async (c, next) => {
        c.set('ctx', Object.assign(ctx.at(now, actor), { env: ctx.env }));
        c.set('person', personOf(o, userId));
        await next();
      })
      .route('/', inboxRoutes)
      .route('/', contactRoutes)
      .route('/', voicemailRoutes)
      .route('/', failureRoutes)
      .route('/', listeningRoutes)
      .onError(cause => {
        if (cause instanceof Problem) return problemResponse(cause, 'req_test');
        throw cause;
      });
    const raw = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      app.request(path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> => {
      const answer = await raw(method, path, body);
      return { status: answer.status, body: await answer.json() };
    };
    return {
      raw,
      get: async (path: string): Promise<Body> => (await ask('GET', path)).body,
      ask,
      post: (path: string, body: unknown = {}) => ask('POST', path, body),
      /** Keys of a list, newest first. */
      list: async (view = 'all'): Promise<string[]> =>
        (await ask('GET', `/inbox?view=${view}`)).body.items.map((item: Body) => item.key),
      thread: (e164: string) => ask('GET', `/inbox/n-${e164.slice(1)}`),
    };
  };

  const claims = (o: Office) =>
    ctx.db.read.select().from(claim).where(eq(claim.subAccountId, o.subAccountId)).orderBy(asc(claim.claimedAt));
  const acts = async (o: Office, entity: string): Promise<string[]> =>
    (
      await ctx.db.read
        .select({ act: audit.act })
        .from(audit)
        .where(and(eq(audit.agencyId, o.agencyId), eq(audit.entity, entity)))
        .orderBy(asc(audit.seq))
    ).map(line => line.act);

  return { ctx, crm: crm as Crm, at, office, ...arrivals, as, claims, acts, close: () => crm.close() };
}

let callers = 0;
/** A number that nobody else has called from. */
export function stranger(): string {
  callers += 1;
  return `+1312555${String(callers).padStart(4, '0')}`;
}
export const keyFor = (e164: string): string => `n-${e164.slice(1)}`;
