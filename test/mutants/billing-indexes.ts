import type { Guard } from './guard.ts';

const START = '0000_start';

/** Every unique index of the database, where it is made, what it keeps from happening, and the test that says so. */
const INDEXES: readonly (readonly [name: string, file: string, of: string, test: string])[] = [
  ['assignment_one_live', START, 'one owner of a number', 'A-2 two live assignments of a number'],
  ['assignment_subscription', START, 'one assignment on a subscription', 'A-13 two assignments on one subscription'],
  ['purchase_request', START, 'a request buys once', 'N-2 one request bought twice'],
  ['purchase_number_open', '0003_billing', 'one purchase of a number at a time', 'N-2 a number bought twice at once'],
  ['number_e164_held', START, 'a number is held once', 'N-4 a number held twice'],
  ['number_direct_user', START, 'one direct number per user', 'L-2 two direct numbers of one user'],
  ['outbox_key_unique', START, 'an event is told once', 'M-1 one event told twice'],
  ['finding_open', '0003_billing', 'a drift is found once', 'A-14 one drift found twice'],
  ['agency_host_company', START, 'a company is one agency', 'H-2 one company of a host installed twice'],
  ['sub_account_location', START, 'a location is one sub-account', 'H-5 one location mirrored twice'],
  ['user_host', START, 'a person is one user', 'H-5 one person mirrored twice'],
  ['host_issuer_unique', START, 'an issuer is one host', 'H-1 two hosts of one issuer'],
  ['host_sync_of', '0012_host_sync', 'a list has one sync', 'H-5 two syncs of one list'],
  ['contact_host', START, 'a contact is mirrored once', 'C-1 one contact mirrored twice'],
  ['claim_live', '0001_routing', 'one claims a caller', 'U-7 one caller claimed by two'],
  ['unknown_rule_default', '0001_routing', 'one default rule', 'U-3 two default rules of a number'],
  ['call_call_sid_unique', START, 'a call is stored once', 'X-1 one call stored twice'],
  ['message_message_sid_unique', '0001_routing', 'a text is stored once', 'X-1 one text stored twice'],
  ['voicemail_recording_sid_unique', START, 'a recording is stored once', 'S-3 one recording stored twice'],
  ['workflow_subscription_host', '0010_workflows', 'a trigger listens once', 'W-3 one trigger of a CRM’s workflow'],
  ['workflow_delivery_once', '0010_workflows', 'a hook hears once', 'W-3 one event delivered twice to one hook'],
  ['workflow_run_key', '0010_workflows', 'a key acts once', 'W-2 one key acted on twice'],
  ['api_key_hash', '0015_api_keys', 'a key is one key', 'W-4 two keys that are one'],
];

export const billingIndexes: Guard[] = INDEXES.map(([name, file, of, test]) => ({
  name: `unique index ${name}: ${of}`,
  file: `schema/migrations/${file}.sql`,
  find: `CREATE UNIQUE INDEX \`${name}\``,
  replace: `CREATE INDEX \`${name}\``,
  test: { project: 'verbs', file: 'test/model/unique.test.ts', name: test },
}));
