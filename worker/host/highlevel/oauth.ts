import type { Ctx } from '../../context.ts';
import { type App, callbackUrl, clientSecretOf } from './app.ts';
import { Tokens } from './shape.ts';
import { ask, GENERAL } from './wire.ts';

/** What the app may do; the same list is set in its registration at HighLevel. */
export const SCOPES = [
  'contacts.readonly',
  'contacts.write',
  'users.readonly',
  'locations.readonly',
  'conversations.readonly',
  'conversations.write',
  'conversations/message.readonly',
  'conversations/message.write',
  'workflows.readonly',
  'oauth.readonly',
  'oauth.write',
  'phonenumbers.read',
  'marketplace-installer-details.readonly',
] as const;

/**
 * HighLevel's page on which somebody chooses what to install the app for. No `state` is documented: it is sent, and the
 * callback accepts that it may not come back.
 */
export function authorizeUrl(ctx: Pick<Ctx, 'env'>, app: App, state: string): string {
  const query = new URLSearchParams({
    response_type: 'code',
    redirect_uri: callbackUrl(ctx, app),
    client_id: app.clientId,
    scope: SCOPES.join(' '),
    state,
  });
  return `${app.host.authorizeUrl}?${query}`;
}

/** Trades the callback's code; the answer tells whether it is a company's or a location's. */
export function exchangeCode(ctx: Ctx, app: App, code: string): Promise<Tokens> {
  return token(ctx, app, { grant_type: 'authorization_code', code, redirect_uri: callbackUrl(ctx, app) });
}

/** Replaces a pair of tokens. The refresh token serves once, whether or not the answer arrives. */
export function refreshTokens(
  ctx: Ctx,
  app: App,
  refreshToken: string,
  userType: 'Company' | 'Location',
): Promise<Tokens> {
  return token(ctx, app, { grant_type: 'refresh_token', refresh_token: refreshToken, user_type: userType });
}

/** A location's token, made from its company's. */
export function mintLocationToken(
  app: App,
  companyToken: string,
  of: { companyId: string; locationId: string },
): Promise<Tokens> {
  return ask(
    app.baseUrl,
    { method: 'POST', path: '/oauth/locationToken', version: GENERAL, token: companyToken, form: { ...of } },
    Tokens,
  );
}

async function token(ctx: Ctx, app: App, form: Record<string, string>): Promise<Tokens> {
  const client = { client_id: app.clientId, client_secret: await clientSecretOf(ctx, app) };
  return ask(app.baseUrl, { method: 'POST', path: '/oauth/token', form: { ...client, ...form } }, Tokens);
}
