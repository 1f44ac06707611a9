import { parseArgs } from 'node:util';
import { type Client, createClient } from '@libsql/client';
import { newId } from '../worker/context.ts';
import { Seal } from '../worker/edge/seal.ts';
import { ed25519Key, highLevel } from './highlevel.ts';

/** A host as its administrator registers it. Exactly one kind of key. */
export interface HostRegistration {
  id: string;
  /** `jwt` where it is not said. */
  kind?: 'jwt' | 'highlevel';
  /** Its name in our addresses: `/embed/…/<issuer>`. */
  issuer: string;
  name: string;
  /** Of launch tokens; with `highlevel` of its signed events. */
  algorithm: 'HS256' | 'ES256' | 'EdDSA';
  sharedSecret?: string;
  publicKey?: Record<string, unknown>;
  jwksUrl?: string;
  /** Standard Webhooks secret, `whsec_…`; with `highlevel` what its workflows bring with every call of theirs. */
  webhookSecret?: string;
  /** Origins that may frame the panel, e.g. `https://crm.example.com`. */
  embedOrigins: string[];
  apiBaseUrl?: string;
  apiToken?: string;
  /** The marketplace app that agencies install; `highlevel` only. */
  clientId?: string;
  clientSecret?: string;
  authorizeUrl?: string;
  conversationProviderId?: string;
  createdAt: number;
}

/** Adds a host, or replaces what is registered under its issuer. Secrets are sealed first. */
export async function registerHost(
  client: Pick<Client, 'execute'>,
  sealKeys: string,
  host: HostRegistration,
): Promise<void> {
  const seal = new Seal(sealKeys);
  const known = await client.execute({ sql: 'select id from host where issuer = ?', args: [host.issuer] });
  const id = String(known.rows[0]?.id ?? host.id);
  const sealed = (secret: string | undefined) => (secret ? seal.close(secret, `host:${id}`) : null);
  const values = {
    id,
    kind: host.kind ?? 'jwt',
    issuer: host.issuer,
    name: host.name,
    algorithm: host.algorithm,
    public_key: host.publicKey ? JSON.stringify(host.publicKey) : null,
    jwks_url: host.jwksUrl ?? null,
    shared_secret: await sealed(host.sharedSecret),
    webhook_secret: (await sealed(host.webhookSecret)) ?? '',
    api_token: await sealed(host.apiToken),
    api_base_url: host.apiBaseUrl ?? null,
    embed_origins: JSON.stringify(host.embedOrigins),
    client_id: host.clientId ?? null,
    client_secret: await sealed(host.clientSecret),
    authorize_url: host.authorizeUrl ?? null,
    conversation_provider_id: host.conversationProviderId ?? null,
    created_at: host.createdAt,
  };
  const names = Object.keys(values);
  const updates = names
    .filter(name => name !== 'id' && name !== 'created_at')
    .map(name => `${name} = excluded.${name}`);
  await client.execute({
    sql: `insert into host (${names.join(', ')}) values (${names.map(() => '?').join(', ')})
          on conflict (issuer) do update set ${updates.join(', ')}`,
    args: Object.values(values),
  });
}

const HELP = `Registers a host CRM, or changes its registration.

  DATABASE_URL=… [DATABASE_AUTH_TOKEN=…] SEAL_KEYS=… [HOST_SECRET=…] HOST_WEBHOOK_SECRET=whsec_… [HOST_API_TOKEN=…] \\
  npm run register-host -- --issuer crm.example --name "Example CRM" --origin https://crm.example [--origin …] \\
    (--alg HS256 | --alg ES256 --jwks https://crm.example/jwks.json | --alg EdDSA --jwk '{"kty":…}') [--api https://crm.example/api]

  DATABASE_URL=… [DATABASE_AUTH_TOKEN=…] SEAL_KEYS=… HOST_SECRET=… HOST_CLIENT_SECRET=… [HOST_WEBHOOK_SECRET=…] \\
  npm run register-host -- --highlevel --client-id 64…-abc [--issuer crm] [--name HighLevel] [--provider …] [--webhook-key …]

Secrets come from the environment, so that they stay out of the shell's history: HOST_SECRET is the HS256 secret that signs
launch tokens, HOST_WEBHOOK_SECRET the Standard Webhooks secret of its events, HOST_API_TOKEN the bearer for its REST API.
With HighLevel HOST_SECRET is the app's shared secret (SSO key), HOST_CLIENT_SECRET that of its client id, and
HOST_WEBHOOK_SECRET what its workflows bring with every call (TRUNKLINE_WORKFLOW_SECRET when the module files are pushed);
without it no workflow is served. --provider is the
id of a conversation provider of the app: with it calls and texts go to conversations, without it they become notes.
--webhook-key is the key its events are signed with (base64, SPKI) where it is not the published one.`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: {
      issuer: text,
      name: text,
      alg: text,
      jwks: text,
      jwk: text,
      api: text,
      origin: { type: 'string', multiple: true },
      highlevel: flag,
      'client-id': text,
      provider: text,
      'webhook-key': text,
      help: flag,
    },
  });
  const { DATABASE_URL, DATABASE_AUTH_TOKEN, SEAL_KEYS } = process.env;
  const registration = values.highlevel ? highLevelFrom(values) : jwtHostFrom(values);
  if (values.help || !DATABASE_URL || !SEAL_KEYS || !registration) {
    console.log(HELP);
    process.exit(values.help ? 0 : 1);
  }
  const client = createClient({
    url: DATABASE_URL,
    ...(DATABASE_AUTH_TOKEN ? { authToken: DATABASE_AUTH_TOKEN } : {}),
  });
  await registerHost(client, SEAL_KEYS, registration);
  client.close();
  console.log(
    `${registration.issuer} is registered. It may frame the panel from ${registration.embedOrigins.join(', ')}.`,
  );
}

type Given = Partial<
  Record<'issuer' | 'name' | 'alg' | 'jwks' | 'jwk' | 'api' | 'client-id' | 'provider' | 'webhook-key', string>
>;

function jwtHostFrom(values: Given & { origin?: string[] }): HostRegistration | undefined {
  const { HOST_SECRET, HOST_WEBHOOK_SECRET, HOST_API_TOKEN } = process.env;
  const algorithm = (['HS256', 'ES256', 'EdDSA'] as const).find(known => known === values.alg);
  const hasKey = algorithm === 'HS256' ? HOST_SECRET : (values.jwks ?? values.jwk);
  if (!HOST_WEBHOOK_SECRET || !values.issuer || !values.origin?.length || !algorithm || !hasKey) return undefined;
  const now = Date.now();
  return {
    id: newId('hst', now),
    issuer: values.issuer,
    name: values.name ?? values.issuer,
    algorithm,
    webhookSecret: HOST_WEBHOOK_SECRET,
    embedOrigins: values.origin.map(origin => new URL(origin).origin),
    createdAt: now,
    ...(algorithm === 'HS256' && HOST_SECRET ? { sharedSecret: HOST_SECRET } : {}),
    ...(values.jwks ? { jwksUrl: values.jwks } : {}),
    ...(values.jwk ? { publicKey: JSON.parse(values.jwk) as Record<string, unknown> } : {}),
    ...(values.api ? { apiBaseUrl: values.api } : {}),
    ...(HOST_API_TOKEN ? { apiToken: HOST_API_TOKEN } : {}),
  };
}

function highLevelFrom(values: Given): HostRegistration | undefined {
  const { HOST_SECRET, HOST_CLIENT_SECRET, HOST_WEBHOOK_SECRET } = process.env;
  if (!HOST_SECRET || !HOST_CLIENT_SECRET || !values['client-id']) return undefined;
  return highLevel({
    clientId: values['client-id'],
    clientSecret: HOST_CLIENT_SECRET,
    sharedSecret: HOST_SECRET,
    ...(HOST_WEBHOOK_SECRET && { webhookSecret: HOST_WEBHOOK_SECRET }),
    ...(values.issuer && { issuer: values.issuer }),
    ...(values.name && { name: values.name }),
    ...(values.provider && { conversationProviderId: values.provider }),
    ...(values['webhook-key'] && { publicKey: ed25519Key(values['webhook-key']) }),
  });
}

if (import.meta.main) await main();
