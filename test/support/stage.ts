import { afterAll, beforeAll } from 'vitest';
import { northwind } from '../sandbox/host/index.ts';
import { plantAgency, registerSandboxHost } from '../sandbox/seed.ts';
import type { SeedCard } from '../sandbox/stripe/seed.ts';
import { type Body, openPanel, payHostedPage } from './doors.ts';
import { type Instance, type InstanceOptions, startInstance } from './instance.ts';

/** A planted agency as a test sees it: its ids in the CRM and its people's panels. */
export interface Agency {
  id: string;
  locationId: string;
  /** The agency's owner, in the agency view. */
  agency: ReturnType<typeof openPanel>;
  /** The sub-account's owner and one of its staff. */
  owner: ReturnType<typeof openPanel>;
  staff: ReturnType<typeof openPanel>;
  ids: { company: string; dana: string; rosa: string; priya: string; tom: string };
}

export interface Stage {
  readonly instance: Instance;
  /** Everything the Worker logged. */
  readonly log: string[];
  /** Plants a fresh agency of its own, so that tests do not meet. */
  agency(cards?: Record<'dental' | 'realty', SeedCard>): Promise<Agency>;
  /** Buys a number into that agency's pool. */
  buy(of: Agency): Promise<{ numberId: string; e164: string }>;
  /** Assigns to Rosa; pending. */
  assign(of: Agency, numberId: string): Promise<Body>;
  /** Bought, assigned and paid: an active number. */
  active(of: Agency): Promise<{ numberId: string; e164: string; assignmentId: string }>;
  /** Places a call and waits until it is through. */
  call(from: string, to: string): ReturnType<Instance['twilio']['calls']['wait']>;
}

let planted = 0;

/** One instance for a test file. */
export function useStage(options: InstanceOptions = {}): Stage {
  let running: Instance | undefined;
  const log: string[] = [];
  const instance = () => {
    if (!running) throw new Error('the instance is not running');
    return running;
  };
  beforeAll(async () => {
    running = await startInstance({ say: line => log.push(line), ...options });
    running.twilio.setRingScale(0.01);
    await registerSandboxHost(running);
  }, 60_000);
  afterAll(async () => {
    await running?.stop();
  });

  const stage: Stage = {
    get instance() {
      return instance();
    },
    log,
    agency: async cards => {
      planted += 1;
      const mark = `${planted}x${Math.floor(performance.now())}`;
      return plant(instance(), mark, cards);
    },
    buy: async of => {
      const found = await of.agency.get('/numbers/available?country=US&type=local&areaCode=415');
      const offer = found.items[0];
      const order = {
        requestId: crypto.randomUUID(),
        e164: offer.e164,
        country: 'US',
        type: 'local',
        price: found.monthly,
      };
      const made = await of.agency.send('POST', '/purchases', order);
      return { numberId: made.numberId, e164: made.e164 };
    },
    assign: async (of, numberId) => {
      const { items } = await of.agency.get(`/numbers/${numberId}/candidates?q=Rosa`);
      const rosa = items.find((item: Body) => item.eligible);
      return of.agency.send('POST', `/numbers/${numberId}/assign`, {
        userId: rosa.userId,
        subAccountId: rosa.subAccountId,
      });
    },
    active: async of => {
      const bought = await stage.buy(of);
      const { id } = await stage.assign(of, bought.numberId);
      const { url } = await of.owner.send('POST', `/assignments/${id}/pay`);
      await payHostedPage(url);
      await instance().settle();
      return { ...bought, assignmentId: id };
    },
    call: async (from, to) => {
      const { calls } = instance().twilio;
      return calls.wait(calls.place({ from, to }));
    },
  };
  return stage;
}

/** The believable agency under ids of its own. Its people's phones stay the same; calls are told apart by number. */
async function plant(instance: Instance, mark: string, cards: Record<string, SeedCard> = {}): Promise<Agency> {
  const own = (id: string) => `${id}_${mark}`;
  const data = northwind();
  const mine = {
    companies: data.companies?.map(c => ({ ...c, id: own(c.id) })) ?? [],
    locations: data.locations?.map(l => ({ ...l, id: own(l.id), companyId: own(l.companyId) })) ?? [],
    users:
      data.users?.map(u => ({
        ...u,
        id: own(u.id),
        companyId: own(u.companyId),
        location_ids: u.location_ids.map(own),
      })) ?? [],
    contacts:
      data.contacts?.map(c => ({
        ...c,
        id: own(c.id),
        locationId: own(c.locationId),
        ...(c.owner_id && { owner_id: own(c.owner_id) }),
      })) ?? [],
  };
  const id = await plantAgency(instance, mine, {
    [own('loc_bayside')]: cards.dental ?? 'ok',
    [own('loc_harbor')]: cards.realty ?? 'ok',
  });
  // Months pass in these tests: that the CRM is looked through every night is proven by tests of its own.
  const never = "update host_sync set started_at = 8640000000000000 where agency_id = ? and kind = 'places'";
  await instance.client.execute({ sql: never, args: [id] });
  const locationId = own('loc_bayside');
  return {
    id,
    locationId,
    agency: openPanel(instance, { userId: own('usr_dana') }),
    owner: openPanel(instance, { userId: own('usr_rosa'), locationId }),
    staff: openPanel(instance, { userId: own('usr_priya'), locationId }),
    ids: {
      company: own('cmp_brightline'),
      dana: own('usr_dana'),
      rosa: own('usr_rosa'),
      priya: own('usr_priya'),
      tom: own('usr_tom'),
    },
  };
}
