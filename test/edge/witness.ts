import { expect, vi } from 'vitest';
import type { Body, Refusal } from '../support/doors.ts';
import type { Agency, Stage } from '../support/stage.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What became of it: in the database, in the mailbox, and at Stripe. */
export function witnessOf(stage: Stage) {
  const rows = async (sql: string, ...args: (string | number)[]): Promise<Body[]> =>
    (await stage.instance.client.execute({ sql, args })).rows;

  const assignment = async (id: string): Promise<Body> => (await rows('select * from assignment where id = ?', id))[0];

  /** Reads from Stripe as the agency's connected account, or posts a form to it as its dashboard would. */
  const stripe = async (of: Agency, path: string, form?: string): Promise<Body> => {
    const [agency] = await rows('select stripe_account_id from agency where id = ?', of.id);
    const { secrets, urls } = stage.instance;
    const headers = { authorization: `Bearer ${secrets.stripeKey}`, 'stripe-account': agency?.stripe_account_id };
    const init = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    return (await fetch(`${urls.stripe}/v1/${path}`, { ...init, headers })).json();
  };

  return {
    rows,
    assignment,
    stripe,
    /** What the audit says of one thing, oldest first. */
    acts: async (entityId: string): Promise<string[]> =>
      (await rows('select act from audit where entity_id = ? order by seq', entityId)).map(line => line.act),
    /** Subjects of the mails about a number. */
    mails: async (e164: string): Promise<string[]> => {
      const answer: Body = await (await fetch(`${stage.instance.urls.desk}/mail.json`)).json();
      const about = (mail: Body) => mail.subject.replace(/\D/g, '').startsWith(e164.slice(1));
      return answer.mails.filter(about).map((mail: Body) => mail.subject.replace(/^[+\d ()-]+/, ''));
    },
    /** The subscriptions that pay for an assignment. */
    subscriptions: async (of: Agency, assignmentId: string): Promise<Body[]> =>
      (await stripe(of, 'subscriptions?status=all&limit=100')).data.filter(
        (sub: Body) => sub.metadata.assignment_id === assignmentId,
      ),
    refunds: async (of: Agency): Promise<number[]> =>
      (await stripe(of, 'refunds?limit=100')).data.map((refund: Body) => refund.amount),
    /** The number as the agency's pool lists it. */
    inPool: async (of: Agency, numberId: string): Promise<Body> =>
      (await of.agency.get('/numbers')).items.find((item: Body) => item.id === numberId),
    eventually,
    /** What the queue does by itself after a tick of cron; fails when it never comes about. */
    becomes: (id: string, state: string) => eventually(async () => expect((await assignment(id)).state).toBe(state)),
  };
}

/** Holds before long; fails when it never does. @param timeout ms */
const eventually = (holds: () => unknown, timeout = 10_000): Promise<unknown> =>
  vi.waitFor(holds, { timeout, interval: 20 });

/** The refusal of an attempt that must not succeed. */
export function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  return attempt.then(
    () => {
      throw new Error('it was not refused');
    },
    cause => cause,
  );
}

/** Pays a hosted page and closes the tab: nobody follows the way back. Returns where it would have led. */
export async function payAndClose(url: string): Promise<string> {
  const form = new URLSearchParams({ act: 'pay', card: '4242424242424242', email: 'p@example.com', name: 'P' });
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}
