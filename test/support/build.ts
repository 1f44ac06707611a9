import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const bin = (name: string) => `${root}node_modules/.bin/${name}`;
const quiet = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };

export type Target = 'dev' | 'fallback' | 'production';

/** The folder builds go to: `dist`, unless a run that must not meet others says where (TRUNKLINE_DIST). */
export function distDir(): string {
  return resolve(root, process.env.TRUNKLINE_DIST ?? 'dist');
}

/** Where a Worker's bundle lies after `build()`, and its entry file in there. */
export function bundle(target: Target): { dir: string; entry: string } {
  const dir = join(distDir(), 'worker', target);
  const names: Record<Target, string> = { dev: 'worker.js', fallback: 'fallback.js', production: 'index.js' };
  return { dir, entry: join(dir, names[target]) };
}

/** Builds the panels and the Workers as they would be deployed. Throws with the tool's own words when one fails. */
export async function build(targets: readonly Target[] = ['dev', 'fallback', 'production']): Promise<void> {
  const ui = join(distDir(), 'ui');
  await tool('vite', ['build', '--logLevel', 'warn', '--emptyOutDir', '--outDir', ui]);
  for (const target of targets) {
    const assets = target === 'fallback' ? [] : ['--assets', ui];
    await tool('wrangler', ['deploy', '--dry-run', '--env', target, '--outdir', bundle(target).dir, ...assets]);
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
