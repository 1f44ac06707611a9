import { type Account, type AccountLink, type AccountType, newAccount, requirements } from '../object/account.ts';
import { type Call, del, type Endpoint, get, post } from '../wire/endpoint.ts';
import { PAGING, page } from '../wire/list.ts';
import { mergeMetadata, type Params } from '../wire/params.ts';
import { badParameter, missing, Problem } from '../wire/problem.ts';
import type { World } from '../world.ts';

const FIELDS = [
  'business_profile',
  'business_type',
  'capabilities',
  'email',
  'metadata',
  'settings',
  'company',
  'individual',
  'tos_acceptance',
  'default_currency',
];
const LINK_LIVES = 300;

export const accounts: Endpoint[] = [
  get('/v1/account', [], ({ books }) => books.world.merchant(books.account)),
  post('/v1/accounts', [...FIELDS, 'type', 'country', 'controller'], create),
  get('/v1/accounts', [...PAGING], ({ books, params }) =>
    page(
      books.world.books().list('account', it => it.id !== books.world.platform),
      params,
      '/v1/accounts',
    ),
  ),
  get('/v1/accounts/:id', [], ({ books, path }) => connected(books.world, path('id'))),
  post('/v1/accounts/:id', FIELDS, ({ books, params, path }) => {
    const account = connected(books.world, path('id'));
    return books.world.books(account.id).change(account, 'account.updated', it => describe(it, params));
  }),
  del('/v1/accounts/:id', [], ({ books, path }) => {
    const account = connected(books.world, path('id'));
    books.world.shelf('account').delete(account.id);
    return { id: account.id, object: 'account', deleted: true };
  }),
  post(
    '/v1/account_links',
    ['account', 'refresh_url', 'return_url', 'type', 'collect', 'collection_options'],
    openLink,
  ),
];

function connected(world: World, id: string, param = 'id'): Account {
  const account = world.merchant(id);
  if (account) return account;
  if (param !== 'id') throw missing('account', id, param);
  throw new Problem(403, {
    type: 'invalid_request_error',
    code: 'account_invalid',
    message: `The provided key does not have access to account '${id}' (or that account does not exist).`,
  });
}

function create({ books, params }: Call): Account {
  if (params.has('type') && params.has('controller'))
    throw badParameter(
      'type',
      'You may only specify one of these parameters: type, controller.',
      'parameters_exclusive',
    );
  const type: AccountType =
    params.choice('type', ['standard', 'express', 'custom']) ?? (params.has('controller') ? 'none' : 'standard');
  const account = addAccount(
    books.world,
    type,
    params.text('country') ?? 'US',
    params.text('default_currency') ?? 'usd',
  );
  describe(account, params);
  return account;
}

/** Opens a connected account that still has everything to tell Stripe. */
export function addAccount(world: World, type: AccountType, country: string, currency: string): Account {
  const account = newAccount(world.id('acct', 16), world.now(), { type, country, currency });
  return world.books().put('account', account);
}

function describe(account: Account, params: Params): void {
  account.email = params.textOrNull('email') ?? account.email;
  account.business_type = params.textOrNull('business_type') ?? account.business_type;
  account.metadata = mergeMetadata(account.metadata, params);
  const profile = params.child('business_profile');
  const { name, url } = account.business_profile;
  account.business_profile = {
    ...account.business_profile,
    name: profile?.textOrNull('name') ?? name,
    url: profile?.textOrNull('url') ?? url,
  };
}

function openLink({ books, params }: Call): Record<string, unknown> {
  const account = connected(books.world, params.need('account'), 'account');
  const type = params.choice('type', ['account_onboarding', 'account_update']);
  if (!type) throw params.missing('type');
  const token = books.world.id('', 24).slice(1);
  const link: AccountLink = {
    id: token,
    object: 'account_link',
    account: account.id,
    created: books.now(),
    expires_at: books.now() + LINK_LIVES,
    refresh_url: params.need('refresh_url'),
    return_url: params.need('return_url'),
    used: false,
    url: `${books.world.ctx.urls.stripe}/setup/s/${account.id}/${token}`,
  };
  books.world.books().put('account_link', link);
  return { object: 'account_link', created: link.created, expires_at: link.expires_at, url: link.url };
}

/** The owner told Stripe everything: the account may take money from now on. */
export function finishOnboarding(world: World, account: Account): Account {
  return world.books(account.id).change(account, 'account.updated', it => {
    it.details_submitted = true;
    it.charges_enabled = true;
    it.payouts_enabled = true;
    it.capabilities = { card_payments: 'active', transfers: 'active' };
    it.requirements = requirements(true);
  });
}

/** Stripe wants something again, and takes no money until it has it. */
export function restrict(world: World, account: Account): Account {
  return world.books(account.id).change(account, 'account.updated', it => {
    it.charges_enabled = false;
    it.payouts_enabled = false;
    it.capabilities = { card_payments: 'inactive', transfers: 'inactive' };
    it.requirements = requirements(false);
  });
}
