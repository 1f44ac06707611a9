import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const bin = (name: string) => `${root}node_modules/.bin/${name}`;
const quiet = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };

/** Where each Worker's bundle lies after `build()`. */
export const BUNDLES = {
  dev: 'dist/worker/dev',
  fallback: 'dist/worker/fallback',
  production: 'dist/worker/production',
} as const;

/** Builds the panels and the Workers as they would be deployed. Throws with the tool's own words when one fails. */
export async function build(
  targets: readonly (keyof typeof BUNDLES)[] = ['dev', 'fallback', 'production'],
): Promise<void> {
  await tool('vite', ['build', '--logLevel', 'warn']);
  for (const target of targets) {
    await tool('wrangler', ['deploy', '--dry-run', '--env', target, '--outdir', BUNDLES[target]]);
  }
}

/** Size of a bundle's entry in bytes after gzip. */
export function gzipped(path: string): number {
  statSync(path);
  return gzipSync(readFileSync(path)).length;
}

async function tool(name: string, args: string[]): Promise<void> {
  try {
    await run(bin(name), args, { cwd: root, env: quiet, maxBuffer: 64 * 1024 * 1024 });
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${name} ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`, { cause });
  }
}

if (import.meta.main) await build();
