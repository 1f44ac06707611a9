import { expect, test } from 'vitest';
import { newKey } from '../../worker/api-key/secret.ts';
import { masked } from '../../worker/edge/log.ts';
import { packed, signed } from '../../worker/edge/signed.ts';

test('X-4 W-4 neither an API key nor a signed address or session is readable in the log', async () => {
  const { key } = newKey();
  const link = await signed({ SESSION_SECRET: 's'.repeat(32) }, 'manage', packed('{"agencyId":"agy_1"}'));
  const session = `${packed('{"alg":"HS256"}')}.${packed('{"sub":"usr_1"}')}.${'a-_'.repeat(15)}`;
  for (const secret of [key, link, session]) {
    const line = masked(`GET /manage/${secret}/end broke`);
    expect(line).toMatch(/^GET \/manage\/\[(?:secret|signed)\]/);
    expect(line).not.toContain(secret.slice(-20));
  }
  const harmless = 'at finishInstall (worker/host/highlevel/install.test.ts:12:3) of services.leadconnectorhq.com';
  expect(masked(harmless)).toBe(harmless);
});
