import * as v from 'valibot';
import { type Access, LIFE_S } from '../grants.ts';
import { isInstalledAt, living } from '../records.ts';
import { installedItem } from '../wire.ts';
import { type Endpoint, endpoint } from './door.ts';
import type { ApiParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { text, wholeNumber } from './shape.ts';

/** Tokens, and where the app is installed. */
export function oauthEndpoints({ ctx, records, grants, acts }: ApiParts): Endpoint[] {
  const app = ctx.secrets.highlevel;
  const appId = app.clientId.split('-')[0] ?? '';
  const tokens = (access: Access, refresh?: string) => {
    const install = records.installs.get(access.companyId);
    return {
      access_token: access.token,
      token_type: 'Bearer',
      expires_in: LIFE_S,
      scope: access.scopes.join(' '),
      userType: access.userType,
      companyId: access.companyId,
      userId: access.userId,
      planId: '',
      ...(refresh && { refresh_token: refresh }),
      ...(access.locationId && { locationId: access.locationId }),
      ...(access.userType === 'Company' && {
        approvedLocations: install?.locationIds ?? [],
        isBulkInstallation: true,
        installToFutureLocations: install?.installToFutureLocations ?? false,
      }),
    };
  };

  return [
    endpoint({
      method: 'POST',
      path: '/oauth/token',
      bearer: 'none',
      isForm: true,
      body: v.variant('grant_type', [
        v.strictObject({
          ...credentials,
          grant_type: v.literal('authorization_code'),
          code: text,
          redirect_uri: v.optional(text),
        }),
        v.strictObject({
          ...credentials,
          grant_type: v.literal('refresh_token'),
          refresh_token: text,
          redirect_uri: v.optional(text),
        }),
      ]),
      answer: ({ body }) => {
        if (body.client_id !== app.clientId || body.client_secret !== app.clientSecret)
          throw new Refusal(401, 'Invalid client credentials.', { error: 'UnAuthorized!' });
        const opened =
          body.grant_type === 'refresh_token'
            ? grants.renew(body.refresh_token)
            : grants.redeem(body.code, body.redirect_uri);
        if (!opened) {
          const what = body.grant_type === 'refresh_token' ? 'This refresh token is invalid' : 'Invalid grant';
          throw new Refusal(400, what, { error: 'invalid_grant', error_description: what });
        }
        if (body.user_type && body.user_type !== opened.access.userType)
          throw new Refusal(400, 'The user type does not fit this grant.', { error: 'invalid_request' });
        return { body: tokens(opened.access, opened.refresh) };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/oauth/locationToken',
      version: '2021-07-28',
      bearer: 'company',
      scope: 'oauth.write',
      isForm: true,
      body: v.strictObject({ companyId: text, locationId: text }),
      answer: ({ access, body }) => {
        const location = records.locations.get(body.locationId);
        if (body.companyId !== access.companyId || !location || location.deleted || !isInstalledAt(records, location))
          throw new Refusal(400, 'The app is not installed in this location.');
        return { status: 201, body: tokens(grants.mint(access, body.locationId)) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/oauth/installedLocations',
      version: '2021-07-28',
      bearer: 'company',
      scope: 'oauth.readonly',
      query: v.strictObject({
        companyId: text,
        appId: text,
        isInstalled: v.optional(v.picklist(['true', 'false'])),
        skip: v.optional(wholeNumber),
        limit: v.optional(wholeNumber),
        locationId: v.optional(text),
      }),
      answer: ({ access, query }) => {
        if (query.companyId !== access.companyId || query.appId !== appId)
          throw new Refusal(403, 'This is another company or app.');
        const all = living(records.locations.values())
          .filter(location => location.companyId === access.companyId)
          .filter(location => !query.locationId || location.id === query.locationId)
          .map(location => installedItem(records, location))
          .filter(item => query.isInstalled === undefined || String(item.isInstalled) === query.isInstalled);
        const { skip = 0, limit = 20 } = query;
        const installToFutureLocations = records.installs.get(access.companyId)?.installToFutureLocations ?? false;
        return { body: { locations: all.slice(skip, skip + limit), count: all.length, installToFutureLocations } };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/marketplace/app/:appId/installations',
      version: '2021-07-28',
      bearer: 'any',
      scope: 'marketplace-installer-details.readonly',
      answer: ({ access, params }) => {
        const company = records.companies.get(access.companyId);
        if (params.appId !== appId || !company) throw new Refusal(404, 'There is no such app.');
        const domain = company.whitelabelDomain;
        const details = {
          companyId: company.id,
          ...(access.locationId && { locationId: access.locationId }),
          companyName: company.name,
          relationshipNumber: '0-000-000',
          userId: access.userId,
          isWhitelabelCompany: domain !== undefined,
          whitelabelDetails: domain ? { domain, logoUrl: '' } : {},
        };
        return { body: { installationDetails: details } };
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/marketplace/app/:appId/installations',
      version: '2021-07-28',
      bearer: 'any',
      body: v.strictObject({
        companyId: v.optional(text),
        locationId: v.optional(text),
        reason: v.optional(v.string()),
      }),
      answer: ({ access, params, body }) => {
        if (params.appId !== appId || (body.companyId && body.companyId !== access.companyId))
          throw new Refusal(404, 'There is no such install.');
        acts.uninstall(access.companyId, body.locationId);
        return { body: { success: true } };
      },
    }),
  ];
}

const credentials = {
  client_id: text,
  client_secret: text,
  user_type: v.optional(v.picklist(['Company', 'Location'])),
};
