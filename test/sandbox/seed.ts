import { ed25519Key, highLevel } from '../../schema/highlevel.ts';
import { registerHost } from '../../schema/register-host.ts';
import { seedAgency } from '../../schema/seed.ts';
import { type Body, openPanel, payHostedPage } from '../support/doors.ts';
import type { Instance } from '../support/instance.ts';
import { secretsOf } from '../support/secrets.ts';
import { HIGHLEVEL_ISSUER, type HighlevelSeed, lakeside } from './highlevel/index.ts';
import { type HostSeed, northwind } from './host/index.ts';
import type { SeedCard } from './stripe/seed.ts';

/** Registers the sandbox's CRMs with Trunkline, as its administrator would. */
export async function registerSandboxHost(instance: Instance): Promise<void> {
  const { secrets, urls, clock } = instance;
  const app = secrets.highlevel;
  const keys = secretsOf(instance.store).seal;
  await registerHost(
    instance.client,
    keys,
    highLevel({
      ...{ id: 'hst_highlevel', issuer: HIGHLEVEL_ISSUER, clientId: app.clientId, clientSecret: app.clientSecret },
      sharedSecret: app.ssoSecret,
      webhookSecret: app.workflowSecret,
      publicKey: ed25519Key(app.publicKey.replace(/-----[A-Z ]+-----|\s/g, '')),
      conversationProviderId: app.providerId,
      embedOrigins: [urls.highlevel],
      apiBaseUrl: urls.highlevel,
      authorizeUrl: `${urls.highlevel}/marketplace/v2/oauth/chooselocation`,
      createdAt: clock.now(),
    }),
  );
  await registerHost(instance.client, keys, {
    id: 'hst_sandbox',
    issuer: secrets.hostIssuer,
    name: 'Northwind CRM',
    algorithm: 'HS256',
    sharedSecret: secrets.hostTokenSecret,
    webhookSecret: secrets.hostWebhook,
    embedOrigins: [urls.host],
    apiBaseUrl: `${urls.host}/api`,
    apiToken: secrets.hostApiToken,
    createdAt: clock.now(),
  });
}

/**
 * Plants a company in the CRM, lets the CRM tell the Worker by its signed events, and gives the agency its Stripe sides
 * and a plan. @param cards what each location's card does; `ok` where it is not said
 */
export async function plantAgency(
  instance: Instance,
  data: HostSeed,
  cards: Record<string, SeedCard> = {},
): Promise<string> {
  const company = data.companies?.[0];
  if (!company) throw new Error('A seed needs a company.');
  const { host } = instance;
  host.seed(data);
  await host.edits.announce({ installed: true, ...company });
  await instance.settle();
  return giveStripe(instance, company, data.locations ?? [], cards);
}

/** Has a company of HighLevel's install the app on the marketplace's page, and gives it the same. */
export async function plantAppAgency(instance: Instance, data: HighlevelSeed = lakeside()): Promise<string> {
  const [company, user] = [data.companies?.[0], data.users?.find(one => one.type === 'agency')];
  if (!company || !user) throw new Error('A seed needs a company and somebody of it.');
  const { highlevel } = instance;
  highlevel.seed(data);
  const answer = await fetch(await highlevel.market.choose({ userId: user.id, companyId: company.id }));
  if (!answer.ok) throw new Error(`The install was answered ${answer.status}: ${await answer.text()}`);
  await instance.settle();
  return giveStripe(instance, company, data.locations ?? [], {});
}

/** The Stripe sides of an installed agency and of its clients, and a plan. */
async function giveStripe(
  instance: Instance,
  company: { id: string; name: string },
  locations: readonly { id: string; name: string }[],
  cards: Record<string, SeedCard>,
): Promise<string> {
  const { stripe, clock } = instance;
  const planId = `pln_${company.id}`;
  const plan = { id: planId, name: 'Practice', currency: 'usd', basePrice: 4900, numberPrice: 335 };
  const account = stripe.seedAccount({ name: company.name });
  const payer = stripe.seedCustomer({ name: company.name, email: `billing@${company.id.toLowerCase()}.example` });
  const subAccounts = locations.map(location => {
    const customer = stripe.seedCustomer({
      account,
      name: location.name,
      email: `accounts@${location.id.toLowerCase()}.example`,
      card: cards[location.id] ?? 'ok',
      planSubscription: { name: plan.name, amount: plan.basePrice },
    });
    return {
      hostLocationId: location.id,
      planId,
      stripeCustomerId: customer.customer,
      planSubscriptionId: customer.subscription,
    };
  });
  const agencyId = await seedAgency(instance.client, {
    hostCompanyId: company.id,
    supportEmail: 'help@brightline.example',
    supportPhone: '+1 415 555 0100',
    stripeCustomerId: payer.customer,
    stripeAccountId: account,
    plans: [plan],
    subAccounts,
    now: clock.now(),
  });
  await instance.settle();
  return agencyId;
}

/**
 * What `npm start` begins with: one believable agency with two sub-accounts, a small pool bought for real, a direct and a
 * company number in service, a voice agent to attach, and a morning's calls and texts.
 */
export async function seed(instance: Instance): Promise<void> {
  await registerSandboxHost(instance);
  await plantAgency(instance, northwind(), { loc_harbor: 'expired' });
  // Its white-label domain is the same CRM under this machine's other name.
  await plantAppAgency(instance, lakeside(instance.urls.highlevel.replace('127.0.0.1', 'localhost')));
  const agency = openPanel(instance, { userId: 'usr_dana' });
  const dental = openPanel(instance, { userId: 'usr_rosa', locationId: 'loc_bayside' });
  const [direct, front, reserved] = await buy(instance, 4);
  const rosa = await candidate(agency, direct?.numberId, 'Rosa');
  for (const number of [direct, front]) {
    const { id } = await agency.send('POST', `/numbers/${number?.numberId}/assign`, rosa);
    const { url } = await dental.send('POST', `/assignments/${id}/pay`);
    await payHostedPage(url);
  }
  await agency.send('POST', `/numbers/${reserved?.numberId}/assign`, rosa);
  await instance.settle();
  const { items: staff } = await dental.get('/staff');
  const named = (name: string): string => staff.find((one: Body) => one.name.startsWith(name)).userId;
  await dental.send('PUT', `/staff/${named('Priya')}/direct-number`, { numberId: direct?.numberId });
  await dental.send('PUT', '/forwarding', { forwardTo: '+14155550110' });
  await dental.send('POST', '/company-numbers', { numberId: front?.numberId });
  await dental.send('PATCH', `/company-numbers/${front?.numberId}`, { source: 'Website', tag: 'new caller' });
  await dental.send('POST', `/company-numbers/${front?.numberId}/rules`, {
    name: 'Office hours',
    enabled: true,
    action: { kind: 'ring_group', userIds: [named('Priya'), named('Tom')], seconds: 20 },
    hours: [{ days: [1, 2, 3, 4, 5], start: 9 * 60, end: 17 * 60 }],
  });
  const agentAt = `${instance.urls.desk}/voice-agent`;
  const agent = { name: 'After-hours line', endpoint: `${agentAt}/answer`, messageWebhook: `${agentAt}/texts` };
  const { id: agentId } = await dental.send('POST', '/agents', agent);
  await dental.send('POST', `/agents/${agentId}/check`);
  await instance.settle();
  await morning(instance, direct?.e164 ?? '', front?.e164 ?? '');
}

/** Some calls and a text, at a hundredth of their length. */
async function morning({ twilio, urls, settle }: Instance, direct: string, front: string): Promise<void> {
  twilio.setRingScale(0.01);
  const call = (from: string, to: string) => twilio.calls.wait(twilio.calls.place({ from, to }));
  twilio.phone('+14155550112').script = 'answer';
  await call('+14155550142', front);
  await call('+13125550177', front);
  await call('+14155550141', direct);
  await fetch(`${urls.twilio}/_control/text`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '+13125550177', to: front, body: 'Hi, do you take new patients on Saturdays?' }),
  });
  await settle();
  twilio.phone('+14155550112').script = 'ignore';
  twilio.setRingScale(1);
}

/** Buys some numbers of San Francisco for the agency; in the order bought. */
async function buy(instance: Instance, count: number): Promise<{ numberId: string; e164: string }[]> {
  const agency = openPanel(instance, { userId: 'usr_dana' });
  const found = await agency.get('/numbers/available?country=US&type=local&areaCode=415');
  const bought: { numberId: string; e164: string }[] = [];
  for (const offer of found.items.slice(0, count)) {
    const order = {
      requestId: crypto.randomUUID(),
      e164: offer.e164,
      country: 'US',
      type: 'local',
      price: found.monthly,
    };
    const made = await agency.send('POST', '/purchases', order);
    bought.push(made);
  }
  return bought;
}

async function candidate(agency: ReturnType<typeof openPanel>, numberId: string | undefined, name: string) {
  const { items } = await agency.get(`/numbers/${numberId}/candidates?q=${name}`);
  const { userId, subAccountId } = items[0];
  return { userId, subAccountId };
}
