import { join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { bundle, distDir } from './build.ts';

const root = new URL('../../', import.meta.url).pathname;

/** The built Worker and its fallback in workerd, with queue, KV, assets and cron as wrangler.toml says. */
export interface Workers {
  /** One cron tick, as Cloudflare would send it. */
  cron(): Promise<void>;
  /** Messages of a queue, as Cloudflare would deliver them. */
  queue(name: string, bodies: readonly unknown[]): Promise<void>;
  /** What the fallback KV holds. */
  kv(key: string): Promise<string | null>;
  stop(): Promise<void>;
}

/** @param bindings vars and secrets; @param persist folder that keeps KV between runs; @param say takes log lines */
export async function startWorkers(options: {
  port: number;
  fallbackPort: number;
  bindings: Record<string, string>;
  persist: string | undefined;
  say: (line: string) => void;
}): Promise<Workers> {
  const mf = withoutSignalHooks(() => start(options));
  await mf.ready;
  return {
    cron: async () => {
      const main = await mf.getWorker('dev');
      const result = await main.scheduled({ cron: '*/5 * * * *', scheduledTime: new Date() });
      if (result.outcome !== 'ok') throw new Error(`the cron tick ended with ${result.outcome}`);
    },
    queue: async (name, bodies) => {
      const main = await mf.getWorker('dev');
      const at = { timestamp: new Date(), attempts: 1 };
      await main.queue(
        name,
        bodies.map((body, n) => ({ ...at, id: `msg-${n}`, body })),
      );
    },
    kv: async key => (await mf.getKVNamespace('FALLBACK_KV', 'dev')).get(key, 'text'),
    stop: () => mf.dispose(),
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Miniflare ends the process at the first signal; ours first stops everything in order, and says so. */
function withoutSignalHooks<T>(make: () => T): T {
  const before = SIGNALS.map(signal => process.listeners(signal));
  const made = make();
  SIGNALS.forEach((signal, n) => {
    for (const hook of process.listeners(signal)) if (!before[n]?.includes(hook)) process.off(signal, hook);
  });
  return made;
}

function start(options: Parameters<typeof startWorkers>[0]): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: options.port,
      cf: false,
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: ({ message }: { message: string }) => options.say(message),
      ...(options.persist ? { kvPersist: `${options.persist}/kv` } : {}),
      workers: [
        worker('dev', options.bindings),
        {
          ...worker('fallback', options.bindings),
          unsafeDirectSockets: [{ host: '127.0.0.1', port: options.fallbackPort }],
        },
      ],
    } as never),
  );
}

function worker(target: 'dev' | 'fallback', bindings: Record<string, string>) {
  const overrides = target === 'dev' ? { assets: { directory: join(distDir(), 'ui') } } : {};
  const { workerOptions } = unstable_getMiniflareWorkerOptions(`${root}wrangler.toml`, target, { overrides });
  const { modulesRules: _, ...options } = workerOptions;
  const kvNamespaces = { FALLBACK_KV: 'fallback' };
  const { dir, entry } = bundle(target);
  return {
    ...options,
    name: target,
    modules: true,
    modulesRoot: dir,
    scriptPath: entry,
    kvNamespaces,
    bindings,
  };
}
