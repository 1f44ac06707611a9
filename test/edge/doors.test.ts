import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../worker/app.ts';
import type { Panel } from '../support/doors.ts';
import { type Agency, useStage } from '../support/stage.ts';

/**
 * Every panel route, tried signed out, by the wrong role, with another tenant's ids, and with a body that does not fit
 * (T-1, T-2, X-6). A route that is missing here fails the suite.
 */
type Who = 'agency' | 'owner' | 'staff';
interface Case {
  /** Who may; the other roles get 403. */
  may: Who[];
  /** A well-formed body. */
  body?: object;
  /** A query that fits. */
  query?: string;
  /** A body that does not fit, and the field the refusal must name. */
  bad?: [object, string];
  /** What stands for `:id` etc. in the path: a row of the other agency gives 404. */
  ids?: (of: Tenant) => Record<string, string>;
}

interface Tenant extends Agency {
  numberId: string;
  assignmentId: string;
  purchaseId: string;
  requestId: string;
  staffUserId: string;
  threadKey: string;
  callId: string;
  voicemailId: string;
  failureId: string;
  hookId: string;
  keyId: string;
  deliveryId: string;
  runId: string;
  agentId: string;
  unitId: string;
  programId: string;
  bulkId: string;
  subAccountId: string;
  planId: string;
}

const AGENCY: Who[] = ['agency'];
const ADMINS: Who[] = ['owner'];
const OFFICE: Who[] = ['agency', 'owner'];
const numberId = (t: Tenant) => ({ id: t.numberId, numberId: t.numberId });
const assignmentId = (t: Tenant) => ({ id: t.assignmentId });
const placeId = (t: Tenant) => ({ id: t.subAccountId });
const planId = (t: Tenant) => ({ id: t.planId });
const agentId = (t: Tenant) => ({ id: t.agentId });
const userId = (t: Tenant) => ({ userId: t.staffUserId });
const unitId = (t: Tenant) => ({ id: t.unitId });
const programId = (t: Tenant) => ({ id: t.programId });
const anyone: Who[] = ['agency', 'owner', 'staff'];
const people: Who[] = ['owner', 'staff'];
const threadKey = (t: Tenant) => ({ key: t.threadKey });
const order = {
  requestId: 'request-1',
  e164: '+14155550199',
  country: 'US',
  type: 'local',
  price: { amount: 115, currency: 'usd' },
};

const rule = {
  name: 'Evenings',
  action: { kind: 'user', userId: 'usr_1' },
  hours: [{ days: [1], start: 1020, end: 1320 }],
  enabled: false,
};
const plan = { name: 'Basic', currency: 'usd', basePrice: 2900, numberPrice: 300 };
const program = { name: 'Spring', callPurpose: 'survey', displayName: 'Bayside Dental', startsAt: '2026-01-01' };
const list = { requestId: 'request-1', act: 'add', level: { kind: 'business' }, rows: [{ number: '1' }] };
const MEMBERS: Who[] = ['owner', 'staff'];
const textOut = { to: '+12065550122', numberId: 'num_1', body: 'Hello', requestId: 'request-1' };
const callOut = { to: '+12065550122', from: 'num_1', requestId: 'request-1' };

const hook = { trigger: 'call_missed', targetUrl: 'https://hooks.example.com/1' };
const origin = { origin: 'https://app.example.com' };
const apiKey = { name: 'Booking', scopes: ['numbers:read'] };
const HEADS: Who[] = ['agency', 'owner'];
const asked = { numberId: 'num_1', from: '+12065550122' };
const testCall = { numberId: 'num_1', requestId: 'request-1' };

const CASES: Record<string, Case> = {
  'GET /api/me': { may: anyone },
  'GET /api/version': { may: anyone },
  'GET /api/sub-accounts': { may: AGENCY },
  'GET /api/sub-accounts/:id': { may: AGENCY, ids: placeId },
  'PATCH /api/sub-accounts/:id': { may: AGENCY, body: { planId: null }, bad: [{ planId: 5 }, 'planId'], ids: placeId },
  'PATCH /api/users/:id': {
    may: AGENCY,
    body: { status: 'approved' },
    bad: [{ status: 'pending' }, 'status'],
    ids: t => ({ id: t.staffUserId }),
  },
  'GET /api/plans': { may: AGENCY },
  'POST /api/plans': { may: AGENCY, body: plan, bad: [{ ...plan, basePrice: -1 }, 'basePrice'] },
  'PATCH /api/plans/:id': { may: AGENCY, body: { trialDays: 7 }, bad: [{ trialDays: 800 }, 'trialDays'], ids: planId },
  'POST /api/plans/:id/archive': { may: AGENCY, ids: planId },
  'GET /api/plan': { may: ADMINS },
  'GET /api/settings': { may: AGENCY },
  'PATCH /api/settings': { may: AGENCY, body: { cooldownDays: 3 }, bad: [{ cooldownDays: -1 }, 'cooldownDays'] },
  'GET /api/connection': { may: AGENCY },
  'POST /api/connection/reconnect': { may: AGENCY },
  'POST /api/connection/domains': { may: AGENCY, body: { domain: 'app.example.com' }, bad: [{ domain: '' }, 'domain'] },
  'POST /api/connection/domains/confirm': { may: AGENCY, body: origin, bad: [{ origin: 'x' }, 'origin'] },
  'POST /api/connection/domains/remove': { may: AGENCY, body: origin, bad: [{ origin: 'x' }, 'origin'] },
  'GET /api/host-sync': { may: AGENCY },
  'POST /api/host-sync': { may: AGENCY },
  'GET /api/checklist': { may: AGENCY },
  'POST /api/checklist/card': { may: AGENCY },
  'POST /api/checklist/connect': { may: AGENCY },
  'POST /api/checklist/telephony': {
    may: AGENCY,
    body: { kind: 'ours' },
    bad: [{ kind: 'own', sid: 'AC1', token: 'x'.repeat(32) }, 'sid'],
  },
  'POST /api/plan/start': { may: ADMINS },
  'POST /api/plan/portal': { may: ADMINS },
  'POST /api/sub-accounts/:id/start-plan': { may: AGENCY, ids: placeId },
  'POST /api/sub-accounts/:id/link-customer': {
    may: AGENCY,
    body: { customerId: 'cus_1' },
    bad: [{ customerId: 'acct_1' }, 'customerId'],
    ids: placeId,
  },
  'POST /api/sub-accounts/:id/portal': { may: AGENCY, ids: placeId },
  'POST /api/sub-accounts/:id/reread': { may: AGENCY, ids: placeId },
  'GET /api/numbers': { may: AGENCY },
  'POST /api/numbers/export': { may: AGENCY, body: {}, bad: [{ sort: 'luck' }, 'sort'] },
  'POST /api/numbers/purposes': {
    may: AGENCY,
    body: { requestId: 'request-1', numberIds: ['num_1'], purpose: null },
    bad: [{ requestId: 'request-1', purpose: null }, 'numberIds'],
  },
  'GET /api/numbers/near': { may: AGENCY, query: '?subAccountId=sub_none', bad: [{}, 'subAccountId'] },
  'GET /api/numbers/columns': { may: AGENCY },
  'PUT /api/numbers/columns': { may: AGENCY, body: { columns: ['status'] }, bad: [{ columns: ['luck'] }, 'columns.0'] },
  'GET /api/numbers/available': { may: AGENCY, query: '?country=US', bad: [{}, 'country'] },
  'GET /api/purchases': { may: AGENCY },
  'POST /api/purchases': { may: AGENCY, body: order, bad: [{ ...order, e164: '911' }, 'e164'] },
  'GET /api/purchases/:id': { may: AGENCY, ids: t => ({ id: t.purchaseId }) },
  'GET /api/client-offers': { may: ADMINS, query: '?country=US', bad: [{}, 'country'] },
  'POST /api/client-purchases': { may: ADMINS, body: order, bad: [{ ...order, e164: '911' }, 'e164'] },
  'GET /api/client-purchases/:id': { may: ADMINS, ids: t => ({ id: t.purchaseId }) },
  'GET /api/number-requests': { may: ['agency', 'owner'] },
  'POST /api/number-requests': {
    may: ADMINS,
    body: { country: 'US', type: 'local' },
    bad: [{ country: 'US', type: 'pager' }, 'type'],
  },
  'POST /api/number-requests/:id/fulfil': {
    may: AGENCY,
    body: { numberId: 'num_1' },
    bad: [{ numberId: 5 }, 'numberId'],
    ids: t => ({ id: t.requestId }),
  },
  'POST /api/number-requests/:id/decline': {
    may: AGENCY,
    body: { answer: 'Not now' },
    bad: [{ answer: 5 }, 'answer'],
    ids: t => ({ id: t.requestId }),
  },
  'POST /api/numbers/:id/release-to-carrier': {
    may: AGENCY,
    body: { typed: '+14155550199' },
    bad: [{ typed: 5 }, 'typed'],
    ids: numberId,
  },
  'GET /api/imports': { may: AGENCY },
  'POST /api/imports': { may: AGENCY, body: { e164s: ['+14155550199'] }, bad: [{ e164s: 'all' }, 'e164s'] },
  'GET /api/numbers/:id/candidates': { may: AGENCY, ids: numberId },
  'POST /api/numbers/:id/assign': {
    may: AGENCY,
    body: { userId: 'usr_1', subAccountId: 'sub_1' },
    bad: [{ userId: 7, subAccountId: 'sub_1' }, 'userId'],
    ids: numberId,
  },
  'GET /api/sub-accounts/:id/agents': { may: AGENCY, ids: placeId },
  'POST /api/numbers/:id/include': {
    may: AGENCY,
    body: { subAccountId: 'sub_1', agentId: 'agt_1' },
    bad: [{ subAccountId: 'sub_1' }, 'agentId'],
    ids: numberId,
  },
  'POST /api/assignments/:id/reassign': {
    may: AGENCY,
    body: { subAccountId: 'sub_1', agentId: 'agt_1' },
    bad: [{ subAccountId: 'sub_1' }, 'agentId'],
    ids: assignmentId,
  },
  'GET /api/price-changes': { may: AGENCY },
  'POST /api/price-changes': {
    may: AGENCY,
    body: { assignmentIds: ['asg_1'] },
    bad: [{ assignmentIds: [] }, 'assignmentIds'],
  },
  'POST /api/assignments/:id/unassign': { may: AGENCY, ids: assignmentId },
  'POST /api/assignments/:id/remind': { may: AGENCY, ids: assignmentId },
  'GET /api/numbers/:id/history': { may: AGENCY, ids: numberId },
  'GET /api/activity': { may: AGENCY },
  'POST /api/activity/export': { may: AGENCY, body: {}, bad: [{ from: 'x' }, 'from'] },
  'GET /api/margin': { may: AGENCY, query: '?months=3' },
  'GET /api/findings': { may: AGENCY },
  'POST /api/reconcile': { may: AGENCY },
  'GET /api/phone-numbers': { may: ADMINS },
  'POST /api/assignments/:id/pay': { may: ADMINS, ids: assignmentId },
  'POST /api/assignments/:id/release': { may: ADMINS, ids: assignmentId },
  'POST /api/assignments/:id/keep': { may: ADMINS, ids: assignmentId },
  'GET /api/staff': { may: ADMINS },
  'PATCH /api/staff/:userId': {
    may: ADMINS,
    body: { ringSeconds: 20 },
    bad: [{ ringSeconds: 400 }, 'ringSeconds'],
    ids: userId,
  },
  'PUT /api/staff/:userId/direct-number': {
    may: ADMINS,
    body: { numberId: null },
    bad: [{ numberId: 5 }, 'numberId'],
    ids: userId,
  },
  'PUT /api/staff/:userId/company-number': {
    may: ADMINS,
    body: { numberId: null },
    bad: [{ numberId: 5 }, 'numberId'],
    ids: userId,
  },
  'GET /api/company-numbers': { may: ADMINS },
  'POST /api/company-numbers': { may: ADMINS, body: { numberId: 'num_1' }, bad: [{ numberId: 5 }, 'numberId'] },
  'PATCH /api/company-numbers/:numberId': {
    may: ADMINS,
    body: { callLimit: 50 },
    bad: [{ callLimit: 51 }, 'callLimit'],
    ids: numberId,
  },
  'DELETE /api/company-numbers/:numberId': { may: ADMINS, ids: numberId },
  'GET /api/company-numbers/:numberId/rules': { may: ADMINS, ids: numberId },
  'POST /api/company-numbers/:numberId/rules': {
    may: ADMINS,
    body: rule,
    bad: [{ ...rule, name: '' }, 'name'],
    ids: numberId,
  },
  'PUT /api/company-numbers/:numberId/rules/:ruleId': {
    may: ADMINS,
    body: rule,
    bad: [{ ...rule, action: { kind: 'number', e164: 5 } }, 'action.e164'],
    ids: numberId,
  },
  'PATCH /api/company-numbers/:numberId/rules/:ruleId': {
    may: ADMINS,
    body: { enabled: false },
    bad: [{ enabled: 'no' }, 'enabled'],
    ids: numberId,
  },
  'DELETE /api/company-numbers/:numberId/rules/:ruleId': { may: ADMINS, ids: numberId },
  'GET /api/agents': { may: OFFICE },
  'POST /api/agents': { may: OFFICE, body: { name: 'Ava' }, bad: [{ name: '' }, 'name'] },
  'PATCH /api/agents/:id': { may: OFFICE, body: { name: 'Ava' }, bad: [{ name: '' }, 'name'], ids: agentId },
  'POST /api/agents/:id/check': { may: OFFICE, ids: agentId },
  'GET /api/agents/:id/secret': { may: OFFICE, ids: agentId },
  'POST /api/agents/:id/secret': { may: OFFICE, ids: agentId },
  'DELETE /api/agents/:id': { may: OFFICE, ids: agentId },
  'PUT /api/numbers/:id/agent': {
    may: AGENCY,
    body: { agentId: null },
    bad: [{ agentId: 5 }, 'agentId'],
    ids: numberId,
  },
  'PUT /api/phone-numbers/:numberId/agent': {
    may: ADMINS,
    body: { agentId: null },
    bad: [{ agentId: 5 }, 'agentId'],
    ids: numberId,
  },
  'GET /api/units': { may: ADMINS },
  'POST /api/units': { may: ADMINS, body: { name: 'Care' }, bad: [{ name: '' }, 'name'] },
  'GET /api/units/:id': { may: ADMINS, ids: unitId },
  'PATCH /api/units/:id': { may: ADMINS, body: { name: 'Care' }, bad: [{ name: 5 }, 'name'], ids: unitId },
  'DELETE /api/units/:id': { may: ADMINS, ids: unitId },
  'POST /api/units/:id/programs': {
    may: ADMINS,
    body: program,
    bad: [{ ...program, displayName: 'x'.repeat(33) }, 'displayName'],
    ids: unitId,
  },
  'GET /api/programs/:id': { may: ADMINS, ids: programId },
  'PATCH /api/programs/:id': {
    may: ADMINS,
    body: { name: 'May' },
    bad: [{ endsAt: 'soon' }, 'endsAt'],
    ids: programId,
  },
  'DELETE /api/programs/:id': { may: ADMINS, ids: programId },
  'GET /api/level-numbers': { may: ADMINS, query: '?level=business' },
  'GET /api/view-assignments': { may: ADMINS },
  'POST /api/levels/bulk': { may: ADMINS, body: list, bad: [{ ...list, act: 'burn' }, 'act'] },
  'POST /api/levels/bulk/:requestId/csv': { may: ADMINS, ids: t => ({ requestId: t.bulkId }) },
  'PATCH /api/phone-numbers/purpose': {
    may: ADMINS,
    body: { numberIds: ['num_1'], purpose: null },
    bad: [{ numberIds: ['num_1'], purpose: 'sales' }, 'purpose'],
  },
  'GET /api/senders': { may: MEMBERS },
  'POST /api/texts': { may: MEMBERS, body: textOut, bad: [{ ...textOut, body: ' ' }, 'body'] },
  'POST /api/outbound-calls': { may: MEMBERS, body: callOut, bad: [{ ...callOut, to: 5 }, 'to'] },
  'GET /api/calls': { may: ADMINS, query: '?limit=5' },
  'GET /api/calls/:id': { may: ADMINS, ids: t => ({ id: t.callId }) },
  'GET /api/numbers/:id/calls': { may: AGENCY, ids: numberId },
  'POST /api/explain': { may: ADMINS, body: asked, bad: [{ ...asked, from: 5 }, 'from'] },
  'POST /api/test-calls': { may: ADMINS, body: testCall, bad: [{ ...testCall, requestId: '' }, 'requestId'] },
  'GET /api/routing-health': { may: ADMINS },
  'GET /api/inbox': { may: people },
  'GET /api/inbox/:key': { may: people, ids: threadKey },
  'POST /api/inbox/:key/claim': { may: people, ids: threadKey },
  'POST /api/inbox/:key/free': { may: ADMINS, ids: threadKey },
  'POST /api/inbox/:key/contact': { may: people, body: { name: 'Zoë' }, bad: [{ name: ' ' }, 'name'], ids: threadKey },
  'POST /api/inbox/:key/associate': {
    may: people,
    body: { contactId: 'con_1' },
    bad: [{ contactId: 5 }, 'contactId'],
    ids: threadKey,
  },
  'POST /api/inbox/:key/text': {
    may: people,
    body: { numberId: 'num_1', body: 'Hello', requestId: 'request-1' },
    bad: [{ numberId: 'num_1', body: ' ', requestId: 'request-1' }, 'body'],
    ids: threadKey,
  },
  'POST /api/inbox/:key/call': {
    may: people,
    body: { from: 'bridge', requestId: 'request-1' },
    bad: [{ from: 'bridge', requestId: '' }, 'requestId'],
    ids: threadKey,
  },
  'GET /api/contacts': { may: people },
  'POST /api/voicemails/:id/link': { may: people, ids: t => ({ id: t.voicemailId }) },
  'GET /api/failures': { may: AGENCY },
  'GET /api/failures/:id': { may: AGENCY, ids: t => ({ id: t.failureId }) },
  'POST /api/failures/:id/retry': { may: AGENCY, ids: t => ({ id: t.failureId }) },
  'GET /api/workflows/catalogue': { may: HEADS },
  'GET /api/workflows/runs': { may: HEADS },
  'GET /api/workflows/runs/:id': { may: HEADS, ids: t => ({ id: t.runId }) },
  'GET /api/workflows/deliveries': { may: HEADS },
  'GET /api/workflows/deliveries/:id': { may: HEADS, ids: t => ({ id: t.deliveryId }) },
  'POST /api/workflows/deliveries/:id/resend': { may: HEADS, ids: t => ({ id: t.deliveryId }) },
  'GET /api/workflows/hooks': { may: HEADS },
  'POST /api/workflows/hooks': { may: HEADS, body: hook, bad: [{ ...hook, filters: 'all' }, 'filters'] },
  'POST /api/workflows/hooks/:id/secret': { may: HEADS, ids: t => ({ id: t.hookId }) },
  'DELETE /api/workflows/hooks/:id': { may: HEADS, ids: t => ({ id: t.hookId }) },
  'GET /api/keys': { may: HEADS },
  'POST /api/keys': { may: HEADS, body: apiKey, bad: [{ ...apiKey, scopes: ['all'] }, 'scopes.0'] },
  'DELETE /api/keys/:id': { may: HEADS, ids: t => ({ id: t.keyId }) },
  'GET /api/my-settings': { may: ['owner', 'staff'] },
  'PATCH /api/my-settings': { may: ['owner', 'staff'], body: {}, bad: [{ ringSeconds: 1 }, 'ringSeconds'] },
  'POST /api/my-settings/greeting-call': {
    may: ['owner', 'staff'],
    body: { requestId: 'request-1' },
    bad: [{ requestId: 5 }, 'requestId'],
  },
  'GET /api/forwarding': { may: ADMINS },
  'PUT /api/forwarding': { may: ADMINS, body: { forwardTo: null }, bad: [{ forwardTo: 5 }, 'forwardTo'] },
  'PUT /api/forwarding/voicemail': {
    may: ADMINS,
    body: { on: false, greeting: null },
    bad: [{ on: 'yes', greeting: null }, 'on'],
  },
  'PUT /api/forwarding/:numberId': {
    may: ADMINS,
    body: { forwardTo: null },
    bad: [{ forwardTo: 5 }, 'forwardTo'],
    ids: numberId,
  },
};

const stage = useStage();
let mine: Tenant;
let theirs: Tenant;
let tenants = 0;

beforeAll(async () => {
  [mine, theirs] = [await tenant(), await tenant()];
}, 60_000);

async function tenant(): Promise<Tenant> {
  const a = await stage.agency();
  const bought = await stage.buy(a);
  const { id } = await stage.assign(a, bought.numberId);
  const { client } = stage.instance;
  const { rows } = await client.execute({ sql: 'select id from purchase where agency_id = ?', args: [a.id] });
  const { items } = await a.owner.get('/staff');
  const agent = await a.owner.send('POST', '/agents', { name: 'Ava' });
  const unit = await a.owner.send('POST', '/units', { name: 'Fundraising' });
  const made = await a.owner.send('POST', `/units/${unit.id}/programs`, program);
  const bulkId = `request-${a.id}`;
  await a.owner.send('POST', '/levels/bulk', { ...list, requestId: bulkId });
  const hooked = await a.owner.send('POST', '/workflows/hooks', hook);
  const keyed = await a.owner.send('POST', '/keys', apiKey);
  const request = await a.owner.send('POST', '/number-requests', { country: 'US', type: 'local' });
  const [place] = (
    await client.execute({
      sql: 'select id, plan_id from sub_account where agency_id = ? and host_location_id = ?',
      args: [a.id, a.locationId],
    })
  ).rows;
  const mark = a.id.slice(4);
  tenants += 1;
  const caller = `+1312555${1000 + tenants}`;
  await client.batch([
    {
      sql: `insert into call (id, call_sid, agency_id, sub_account_id, assignment_id, number_id, "from", "to", decision,
        status, unknown, started_at) select ?, ?, agency_id, sub_account_id, id, number_id, ?, ?, '{}', 'voicemail', 1, 1
        from assignment where id = ?`,
      args: [`cal_${mark}`, `CA${mark}`, caller, bought.e164, id],
    },
    {
      sql: `insert into voicemail (id, agency_id, sub_account_id, assignment_id, call_id, recording_sid, duration_s, at)
        select ?, agency_id, sub_account_id, id, ?, ?, 7, 1 from assignment where id = ?`,
      args: [`vml_${mark}`, `cal_${mark}`, `RE${mark}`, id],
    },
    {
      sql: `insert into outbox (id, agency_id, key, effect, created_at, due_at, parked_at)
        values (?, ?, ?, '{"kind":"mail"}', 1, 1, 1)`,
      args: [`out_${mark}`, a.id, `parked ${mark}`],
    },
    {
      sql: `insert into workflow_event (id, agency_id, trigger, payload, at) values (?, ?, 'call_missed', '{}', 1)`,
      args: [`evt_${mark}`, a.id],
    },
    {
      sql: `insert into workflow_delivery (id, agency_id, sub_account_id, event_id, subscription_id, created_at, due_at,
        failed_at) select ?, agency_id, sub_account_id, ?, id, 1, 1, 1 from workflow_subscription where id = ?`,
      args: [`dlv_${mark}`, `evt_${mark}`, hooked.hook.id],
    },
    {
      sql: `insert into workflow_run (id, agency_id, sub_account_id, action, caller, key, input, input_hash, state,
        started_at) select ?, agency_id, sub_account_id, 'send_text', 'api_key:1', ?, '{}', '', 'done', 1
        from workflow_subscription where id = ?`,
      args: [`run_${mark}`, mark, hooked.hook.id],
    },
  ]);
  return {
    ...a,
    numberId: bought.numberId,
    assignmentId: id,
    purchaseId: String(rows[0]?.id),
    requestId: request.id,
    staffUserId: items[0].userId,
    agentId: agent.id,
    unitId: unit.id,
    programId: made.id,
    bulkId,
    subAccountId: String(place?.id),
    planId: String(place?.plan_id),
    threadKey: `n-${caller.slice(1)}`,
    callId: `cal_${mark}`,
    voicemailId: `vml_${mark}`,
    failureId: `out_${mark}`,
    hookId: hooked.hook.id,
    keyId: keyed.item.id,
    deliveryId: `dlv_${mark}`,
    runId: `run_${mark}`,
  };
}

function filled(path: string, ids: Record<string, string>): string {
  return path.replace('/api', '').replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'nothing');
}

const panelOf = (who: Who): Panel => mine[who];
const doors = Object.entries(CASES).map(([door, one]) => {
  const [method = '', path = ''] = door.split(' ');
  return { door, method, path, ...one };
});

test('every panel route stands in this table', () => {
  const app = createApp({ now: Date.now, write: () => undefined });
  const routes = app.routes
    .filter(r => r.method !== 'ALL' && r.path.startsWith('/api/'))
    .map(r => `${r.method} ${r.path}`);
  expect([...new Set(routes)].sort()).toEqual(Object.keys(CASES).sort());
});

describe.each(doors)('$door', ({ method, path, may, body, bad, ids, query = '' }) => {
  test('refuses who is not signed in', async () => {
    const url = `${stage.instance.urls.worker}${path.replace(/:\w+/g, 'x')}`;
    for (const headers of [{}, { authorization: 'Bearer nonsense' }]) {
      const answer = await fetch(url, { method, headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  const others = anyone.filter(who => !may.includes(who));
  test.runIf(others.length)('T-2 refuses the wrong role', async () => {
    for (const who of others) {
      const answer = await panelOf(who).raw(method, filled(path, ids?.(mine) ?? {}) + query, body);
      expect({ who, status: answer.status }).toEqual({ who, status: 403 });
    }
  });

  test.runIf(ids)('T-1 another tenant’s ids do not exist', async () => {
    for (const who of may) {
      const answer = await panelOf(who).raw(method, filled(path, ids?.(theirs) ?? {}), body);
      expect({ who, status: answer.status }).toEqual({ who, status: 404 });
    }
  });

  test.runIf(bad)('X-6 names the field of a body that does not fit', async () => {
    const [who = 'agency'] = may;
    const answer = await panelOf(who).raw(
      method,
      filled(path, ids?.(mine) ?? {}),
      method === 'GET' ? undefined : bad?.[0],
    );
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'invalid', errors: [{ field: bad?.[1] }] });
    if (method === 'GET') return;
    const none = await panelOf(who).raw(method, filled(path, ids?.(mine) ?? {}));
    expect(none.status).toBe(400);
    expect(await none.json()).toMatchObject({ code: 'invalid', errors: [{ field: 'body' }] });
  });
});

test('W-4 a key made in the panel opens the public interface, and that only', async () => {
  const { worker } = stage.instance.urls;
  const { key } = await mine.owner.send('POST', '/keys', apiKey);
  const ask = (path: string) => fetch(worker + path, { headers: { authorization: `Bearer ${key}` } });
  const numbers = await ask('/v1/numbers');
  expect(await numbers.json()).toMatchObject({ items: [{ id: mine.numberId }] });
  expect(numbers.headers.get('ratelimit-policy')).toBe('"key";q=100;w=10');
  expect((await ask('/v1/there-is-no-such-thing')).status).toBe(404);
  expect((await ask('/api/phone-numbers')).status).toBe(401);
  const document = await fetch(`${worker}/openapi.json?lang=es`);
  expect(await document.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: worker }] });
});

describe('H-3 the panel’s page', () => {
  const headersOf = async (path: string) => (await fetch(`${stage.instance.urls.worker}${path}`)).headers;

  test('may be framed by the registered host’s origins and nobody else', async () => {
    const { secrets, urls } = stage.instance;
    const policy = (await headersOf(`/embed/jwt/${secrets.hostIssuer}`)).get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${urls.host}`);
    expect(policy).toContain("default-src 'none'");
    for (const path of ['/embed/jwt/nobody', '/', '/index.html']) {
      expect((await headersOf(path)).get('content-security-policy')).toContain("frame-ancestors 'none'");
    }
  });

  test('sets no cookie anywhere', async () => {
    for (const path of [`/embed/jwt/${stage.instance.secrets.hostIssuer}`, '/', '/api/me', '/return/cancelled']) {
      expect((await headersOf(path)).get('set-cookie')).toBeNull();
    }
  });

  test('a token delivered by form POST is written into the page, escaped', async () => {
    const { secrets, urls } = stage.instance;
    const body = new URLSearchParams({ token: '"><script>alert(1)</script>' });
    const html = await (await fetch(`${urls.worker}/embed/jwt/${secrets.hostIssuer}`, { method: 'POST', body })).text();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('data-token="&#34;&#62;');
  });
});

describe('M-2 what changed elsewhere', () => {
  test('an unchanged version costs 304, a change shows as a new one, and only to that agency', async () => {
    const first = await mine.owner.raw('GET', '/version');
    const theirTag = (await theirs.owner.raw('GET', '/version')).headers.get('etag') ?? '';
    const tag = first.headers.get('etag') ?? '';
    const poll = async (of: Tenant, seen: string) => {
      const token = await stage.instance.host.token({ userId: of.ids.rosa, locationId: of.locationId });
      const session = await fetch(`${stage.instance.urls.worker}/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ issuer: stage.instance.secrets.hostIssuer, token }),
      });
      const { bearer } = (await session.json()) as { bearer: string };
      const headers = { authorization: `Bearer ${bearer}`, 'if-none-match': seen };
      return (await fetch(`${stage.instance.urls.worker}/api/version`, { headers })).status;
    };
    expect(await poll(mine, tag)).toBe(304);
    await mine.owner.send('PUT', '/forwarding', { forwardTo: '+14155550110' });
    expect(await poll(mine, tag)).toBe(200);
    expect(await poll(theirs, theirTag)).toBe(304);
  });
});
