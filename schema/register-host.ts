import { parseArgs } from 'node:util';
import { type Client, createClient } from '@libsql/client';
import { newId } from '../worker/context.ts';
import { Seal } from '../worker/edge/seal.ts';

/** A JWT host as its administrator registers it (contract of the JWT host). Exactly one kind of key. */
export interface HostRegistration {
  id: string;
  issuer: string;
  name: string;
  algorithm: 'HS256' | 'ES256' | 'EdDSA';
  sharedSecret?: string;
  publicKey?: Record<string, unknown>;
  jwksUrl?: string;
  /** Standard Webhooks secret, `whsec_…`. */
  webhookSecret: string;
  /** Origins that may frame the panel, e.g. `https://crm.example.com`. */
  embedOrigins: string[];
  apiBaseUrl?: string;
  apiToken?: string;
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
    kind: 'jwt',
    issuer: host.issuer,
    name: host.name,
    algorithm: host.algorithm,
    public_key: host.publicKey ? JSON.stringify(host.publicKey) : null,
    jwks_url: host.jwksUrl ?? null,
    shared_secret: await sealed(host.sharedSecret),
    webhook_secret: await sealed(host.webhookSecret),
    api_token: await sealed(host.apiToken),
    api_base_url: host.apiBaseUrl ?? null,
    embed_origins: JSON.stringify(host.embedOrigins),
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

const HELP = `Registers a JWT host, or changes its registration.

  DATABASE_URL=… [DATABASE_AUTH_TOKEN=…] SEAL_KEYS=… [HOST_SECRET=…] HOST_WEBHOOK_SECRET=whsec_… [HOST_API_TOKEN=…] \\
  npm run register-host -- --issuer crm.example --name "Example CRM" --origin https://crm.example [--origin …] \\
    (--alg HS256 | --alg ES256 --jwks https://crm.example/jwks.json | --alg EdDSA --jwk '{"kty":…}') [--api https://crm.example/api]

Secrets come from the environment, so that they stay out of the shell's history: HOST_SECRET is the HS256 secret that signs
launch tokens, HOST_WEBHOOK_SECRET the Standard Webhooks secret of its events, HOST_API_TOKEN the bearer for its REST API.`;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      issuer: text,
      name: text,
      alg: text,
      jwks: text,
      jwk: text,
      api: text,
      origin: { type: 'string', multiple: true },
      help: { type: 'boolean' },
    },
  });
  const { DATABASE_URL, DATABASE_AUTH_TOKEN, SEAL_KEYS, HOST_SECRET, HOST_WEBHOOK_SECRET, HOST_API_TOKEN } =
    process.env;
  const algorithm = (['HS256', 'ES256', 'EdDSA'] as const).find(known => known === values.alg);
  const hasKey = algorithm === 'HS256' ? HOST_SECRET : (values.jwks ?? values.jwk);
  const complete =
    DATABASE_URL && SEAL_KEYS && HOST_WEBHOOK_SECRET && values.issuer && values.origin?.length && algorithm && hasKey;
  if (values.help || !complete) {
    console.log(HELP);
    process.exit(values.help ? 0 : 1);
  }
  const client = createClient({
    url: DATABASE_URL,
    ...(DATABASE_AUTH_TOKEN ? { authToken: DATABASE_AUTH_TOKEN } : {}),
  });
  const now = Date.now();
  await registerHost(client, SEAL_KEYS, {
    id: newId('hst', now),
    issuer: values.issuer ?? '',
    name: values.name ?? values.issuer ?? '',
    algorithm,
    webhookSecret: HOST_WEBHOOK_SECRET,
    embedOrigins: (values.origin ?? []).map(origin => new URL(origin).origin),
    createdAt: now,
    ...(algorithm === 'HS256' && HOST_SECRET ? { sharedSecret: HOST_SECRET } : {}),
    ...(values.jwks ? { jwksUrl: values.jwks } : {}),
    ...(values.jwk ? { publicKey: JSON.parse(values.jwk) as Record<string, unknown> } : {}),
    ...(values.api ? { apiBaseUrl: values.api } : {}),
    ...(HOST_API_TOKEN ? { apiToken: HOST_API_TOKEN } : {}),
  });
  client.close();
  console.log(`${values.issuer} is registered. It may frame the panel from ${values.origin?.join(', ')}.`);
}

if (import.meta.main) await main();
