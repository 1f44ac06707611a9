import { existsSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, bundle } from '../support/build.ts';
import { ownDist } from '../support/edge-setup.ts';
import { startInstance } from '../support/instance.ts';
import { type Step, walk } from './steps.ts';

/**
 * `npm run tour`: plays the main job against a fresh instance of its own, through public doors only, and says what it
 * observed. Exits with 1 on any surprise. `--json` ends with one line of JSON; `--break cron|stripe-webhook|route`
 * switches that part off, and the tour must then fail.
 */
const BREAKABLE = ['cron', 'stripe-webhook', 'route'] as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, break: { type: 'string' }, built: { type: 'boolean' } },
  });
  const broken = BREAKABLE.find(part => part === values.break);
  if (values.break && !broken) throw new Error(`--break takes one of: ${BREAKABLE.join(', ')}.`);
  const ours = values.built ? undefined : ownDist();
  if (ours || !existsSync(bundle('dev').entry)) await build(['dev', 'fallback']);
  const log: string[] = [];
  const instance = await startInstance({ broken, say: line => log.push(line) });
  const steps: Step[] = [];
  try {
    for await (const step of walk(instance)) {
      steps.push(step);
      console.log(`${step.ok ? '✓' : '✗'} ${step.name}: ${step.observed}`);
      if (!step.ok) break;
    }
  } finally {
    await instance.stop();
    if (ours) rmSync(ours, { recursive: true, force: true });
  }
  const ok = steps.length > 0 && steps.every(step => step.ok);
  if (!ok) for (const line of log.filter(text => text.includes('"level":"error"')).slice(-10)) console.error(line);
  if (values.json) console.log(JSON.stringify({ ok, steps }));
  return ok ? 0 : 1;
}

main().then(
  code => process.exit(code),
  cause => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  },
);
