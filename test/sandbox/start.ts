import { existsSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from '../support/build.ts';
import { type Ports, startInstance } from '../support/instance.ts';
import { mustBeFree } from '../support/port.ts';
import { seed } from './seed.ts';

/** `npm start`: the whole product with its sandbox, on this machine. `-- --fresh` starts over, `-- --port N` moves it. */
const DATA = new URL('../../.data', import.meta.url).pathname;
const CRON_MS = 60_000;
const DUE_MS = 5_000;
const ALIVE_MS = 3_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean' }, port: { type: 'string' }, verbose: { type: 'boolean' } },
  });
  const base = Number(values.port ?? 8600);
  if (!Number.isInteger(base) || base < 1024 || base > 65_000)
    throw new Error('--port takes a number between 1024 and 65000.');
  const ports: Ports = {
    host: base,
    worker: base + 1,
    desk: base + 2,
    twilio: base + 3,
    stripe: base + 4,
    fallback: base + 5,
    database: base + 6,
    highlevel: base + 7,
  };
  for (const [what, port] of Object.entries(ports)) await mustBeFree(port, what);
  if (values.fresh) rmSync(DATA, { recursive: true, force: true });
  const isNew = !existsSync(DATA);

  console.log('Building the panels and the Worker …');
  await build(['dev', 'fallback']);
  console.log('Starting the database, the sandbox and the Worker …');
  const instance = await startInstance({
    dataDir: DATA,
    ports,
    say: line => (values.verbose || /"level":"(error|warn)"/.test(line)) && console.log(line),
    onDeath: why => void end(1, `${why}\nEverything else was stopped. Start again with: npm start`),
  });
  const cron = setInterval(
    () => instance.workers.cron().catch(cause => console.error(`The cron tick failed: ${cause}`)),
    CRON_MS,
  );

  // What falls due while time merely passes: expiries, renewals.
  const due = setInterval(() => {
    if ((instance.stripe.keeper.nextDue() ?? Number.POSITIVE_INFINITY) <= instance.clock.now())
      void instance.clock.advance(0);
  }, DUE_MS);

  const alive = setInterval(() => {
    fetch(`${instance.urls.worker}/robots.txt`).catch(
      () =>
        void end(
          1,
          'The Worker’s runtime (workerd) ended by itself.\nEverything else was stopped. Start again with: npm start',
        ),
    );
  }, ALIVE_MS);

  let ending = false;
  async function end(code: number, words: string): Promise<void> {
    if (ending) return;
    ending = true;
    clearInterval(cron);
    clearInterval(due);
    clearInterval(alive);
    console.log(words);
    await instance.stop();
    process.exit(code);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0, '\nStopped.'));

  if (isNew) {
    console.log('Seeding an agency with two sub-accounts …');
    await seed(instance);
  }
  const { urls } = instance;
  console.log(`
  Trunkline is running.

    CRM with the panel   ${urls.host}       start here: agency, sub-account and staff views
    HighLevel            ${urls.highlevel}       another CRM, with a marketplace to install from
    Softphone            ${urls.twilio}       call and text any number, pick up what rings
    Clock and mailbox    ${urls.desk}       let a month pass, read the mails
    Stripe               ${urls.stripe}       customers, subscriptions, payments
    Worker               ${urls.worker}

  Data is kept in .data between runs; npm start -- --fresh starts over. Ctrl-C stops everything.
`);
}

main().catch(cause => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
});
