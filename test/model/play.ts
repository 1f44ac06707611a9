import Stripe from 'stripe';
import type { Actor, Ctx } from '../../worker/context.ts';
import { sweep } from '../../worker/cron.ts';
import { LostRace } from '../../worker/edge/db.ts';
import type { Job } from '../../worker/edge/queue.ts';
import { TwilioError } from '../../worker/edge/twilio.ts';
import { runJob } from '../../worker/job.ts';
import { StillUnderWay } from '../../worker/number/consent.ts';
import { Problem } from '../../worker/problem.ts';
import { crossed } from './calendar.ts';
import { dice, type Fate, Life, live, NO_TROUBLE, type Trouble } from './life.ts';
import { posted, type Round } from './post.ts';
import type { Agency } from './stage.ts';
import type { Tally } from './tally.ts';
import type { World } from './world.ts';

const PANEL: Omit<Actor, 'id'> = { kind: 'user', source: 'panel' };
/** More rounds than this and the jobs feed each other. */
const MOST_ROUNDS = 60;
/** How often the cron is seen at work while time goes by. */
const MOST_TICKS = 14;

type Row = Record<string, string | number | null>;

/** A world with its people: what each command plays in, and what it counts. */
export class Play {
  readonly world: World;
  readonly agencies: Agency[];
  readonly tally: Tally;
  /** Payment pages and bank pages somebody has open. */
  readonly pages: string[] = [];
  /** The command at hand found nothing to be done to. */
  skipped = false;
  readonly #trail: string[] = [];

  constructor(world: World, agencies: Agency[], tally: Tally) {
    this.world = world;
    this.agencies = agencies;
    this.tally = tally;
  }

  note(line: string): void {
    this.#trail.push(`${new Date(this.world.clock.now()).toISOString()} ${line}`);
  }

  skip(): void {
    this.skipped = true;
  }

  get trail(): readonly string[] {
    return this.#trail;
  }

  /** Straight from the database, outside every life. */
  async rows<T extends Row>(sql: string, ...args: (string | number)[]): Promise<T[]> {
    const { rows } = await this.world.client.execute({ sql, args });
    return rows as unknown as T[];
  }

  /** One act of somebody, in a life of its own. */
  async act<T>(what: string, userId: string, trouble: Trouble, work: (ctx: Ctx) => Promise<T>): Promise<Fate<T>> {
    const ctx = this.world.ctx({ ...PANEL, id: userId });
    return this.#lived(what, new Life(trouble), trouble, () => work(ctx));
  }

  /** Two acts at the same instant, each going ahead whenever the dice say so. */
  async atOnce(
    seed: number,
    acts: readonly { what: string; userId: string; work: (ctx: Ctx) => Promise<unknown> }[],
  ): Promise<Fate<unknown>[]> {
    const roll = dice(seed);
    const now = this.world.clock.nudge();
    return Promise.all(
      acts.map(({ what, userId, work }) => {
        const ctx = this.world.ctx({ ...PANEL, id: userId }, now);
        return this.#lived(what, new Life(NO_TROUBLE, () => roll(3)), NO_TROUBLE, () => work(ctx));
      }),
    );
  }

  /** A public page of ours, opened in a browser. */
  async open(url: string, trouble: Trouble): Promise<void> {
    const request = new Request(url);
    await this.#lived('opens the return page', new Life(trouble), trouble, async () => this.world.doors.fetch(request));
  }

  async deliverPost(how: Round, trouble: Trouble): Promise<void> {
    const secrets = { platform: 'whsec_platform', connect: 'whsec_connect' };
    for (const letter of this.world.post.round(how)) {
      const request = posted(letter, secrets, this.world.clock.now());
      const fate = await this.#lived('takes an event', new Life(trouble), trouble, async () =>
        this.world.doors.fetch(request),
      );
      if (fate.is !== 'done' || !fate.value.ok) this.world.post.again(letter);
    }
  }

  /** Carries out what is queued; what fails or dies stays for the sweeps. @param order which job goes first */
  async work(trouble: Trouble, order: 'in order' | 'reversed' | 'twice' = 'in order'): Promise<void> {
    for (let round = 0; this.world.jobs.length; round += 1) {
      if (round > MOST_ROUNDS) throw new Error('jobs without end');
      const queued = this.world.jobs.splice(0);
      const jobs = order === 'reversed' ? queued.toReversed() : order === 'twice' ? [...queued, ...queued] : queued;
      for (const job of jobs) await this.#runJob(job, trouble);
    }
  }

  async #runJob(job: Job, trouble: Trouble): Promise<void> {
    const ctx = this.world.ctx({ kind: 'system', id: 'queue', source: 'queue' });
    await this.#lived(`works on ${job.kind}`, new Life(trouble), trouble, () => runJob(ctx, job));
  }

  /** One cron tick, not yet what it queued. */
  async tick(trouble: Trouble = NO_TROUBLE, life = new Life(trouble)): Promise<void> {
    const ctx = this.world.ctx();
    await this.#lived('cron', life, trouble, () => sweep(ctx));
  }

  async twoTicks(seed: number): Promise<void> {
    const roll = dice(seed);
    const calm = () => new Life(NO_TROUBLE, () => roll(3));
    await Promise.all([this.tick(NO_TROUBLE, calm()), this.tick(NO_TROUBLE, calm())]);
    const jobs = this.world.jobs.splice(0);
    const half = Math.ceil(jobs.length / 2);
    const worker = async (mine: Job[]) => {
      for (const job of mine) {
        const ctx = this.world.ctx({ kind: 'system', id: 'queue', source: 'queue' });
        await this.#lived(`works on ${job.kind}`, calm(), NO_TROUBLE, () => runJob(ctx, job));
      }
    };
    await Promise.all([worker(jobs), worker(jobs.slice(0, half).toReversed())]);
  }

  /** Time goes by without anybody at work. */
  async elapse(ms: number): Promise<void> {
    const from = this.world.clock.now();
    await this.world.clock.advance(ms);
    for (const what of crossed(from, this.world.clock.now())) this.tally.count('calendar', what);
  }

  /** Time goes by with the cron at work whenever something is due, at most so many times. */
  async elapseAtWork(ms: number, most = MOST_TICKS): Promise<void> {
    const until = this.world.clock.now() + ms;
    for (let n = 0; n < most; n += 1) {
      const due = await this.nextDue();
      if (due === undefined || due > until) break;
      await this.elapse(Math.max(due - this.world.clock.now(), 1000));
      await this.everybodyWorks();
    }
    await this.elapse(Math.max(0, until - this.world.clock.now()));
    await this.everybodyWorks();
  }

  /** The post comes, the cron ticks, and what is queued is done. */
  async everybodyWorks(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await this.deliverPost('in order', NO_TROUBLE);
      if (round === 0) await this.tick();
      await this.work(NO_TROUBLE);
      if (!this.world.post.waiting) return;
    }
  }

  /** The next instant at which the cron or Stripe has something to do. */
  async nextDue(): Promise<number | undefined> {
    const [ours] = await this.rows<{ due: number | null }>(`select min(due) due from (
      select min(check_at) due from assignment where state <> 'ended'
      union all select min(max(due_at, coalesce(leased_until, 0))) from outbox
        where delivered_at is null and parked_at is null
      union all select min(updated_at + 60000) from purchase
        where state in ('reserved', 'charged', 'ordered', 'refunding'))`);
    const dues = [ours?.due ?? undefined, this.world.stripeBox.keeper.nextDue()].filter(due => due !== undefined);
    return dues.length ? Math.min(...dues) + 1000 : undefined;
  }

  async #lived<T>(what: string, life: Life, trouble: Trouble, work: () => Promise<T>): Promise<Fate<T>> {
    const fate = await live(life, work);
    await this.world.stripeBox.drain();
    if (life.struck) this.tally.count('faults', trouble.kind);
    const said = fate.is === 'failed' ? `failed: ${String((fate.cause as Error).message)}` : fate.is;
    const routine = fate.is === 'done' && !life.struck && /^(takes an event|works on|cron)/.test(what);
    if (!routine) this.note(`${what}: ${said}${life.struck ? ` (${trouble.kind} at ${trouble.at})` : ''}`);
    if (fate.is === 'failed' && !isForeseen(fate.cause)) throw fate.cause;
    return fate;
  }
}

/** Refusals are answers; vendors and races may fail an act, which is then tried again. Anything else is a mistake of ours. */
function isForeseen(cause: unknown): boolean {
  const kinds = [Problem, TwilioError, LostRace, StillUnderWay, Stripe.errors.StripeError];
  return kinds.some(kind => cause instanceof kind) || /^Error: sweeps failed/.test(String(cause));
}
