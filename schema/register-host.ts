import type { Client } from '@libsql/client';
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
