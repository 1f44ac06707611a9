import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { billing } from './billing.ts';
import type { Guard } from './guard.ts';
import { routing } from './routing.ts';

/**
 * `npm run mutants -- routing billing`: takes each guard out of a copy of the project in turn and runs the test named for
 * it. Prints guard → failing test; ends with 1 when one is not missed by its test. `--only "unique index"` takes those
 * whose name holds these words.
 */
const LISTS: Record<string, Guard[]> = { routing, billing };

const root = new URL('../../', import.meta.url).pathname;
const COPIED = ['worker', 'schema', 'test', 'ui', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** A long list runs many tests the first time, to see that they pass as things are. */
const PATIENCE_MS = 600_000;

/** On a busy machine a test that is merely slow must not look like one that misses a guard. */
const UNHURRIED = ['--testTimeout=60000', '--hookTimeout=60000', '--maxWorkers=2'];

interface Report {
  testResults: { assertionResults: { fullName: string; title: string; status: string }[]; message?: string }[];
}

async function main(): Promise<void> {
  const { positionals: names, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
  const unknown = names.filter(name => !LISTS[name]);
  if (!names.length || unknown.length) {
    console.error(`Name what to try: ${Object.keys(LISTS).join(', ')}.`);
    process.exit(1);
  }
  const guards = names.flatMap(name => LISTS[name] ?? []).filter(({ name }) => name.includes(values.only ?? ''));
  if (!guards.length) throw new Error(`No guard is named “${values.only}”`);
  const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  for (const name of COPIED) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

  await mustPass(copy, guards);
  let survived = 0;
  for (const guard of guards) {
    const failing = await without(copy, guard);
    if (!failing.length) survived += 1;
    console.log(`${failing.length ? '✓' : '✗'} ${guard.name}\n    → ${failing.join('; ') || 'SURVIVED'}`);
  }
  console.log(`\n${guards.length - survived} of ${guards.length} guards are missed by their test when they are gone.`);
  process.exit(survived ? 1 : 0);
}

/** Every named test exists and passes as things are: else its failing would prove nothing. */
async function mustPass(copy: string, guards: readonly Guard[]): Promise<void> {
  const files = new Map<string, Guard[]>();
  for (const guard of guards) files.set(guard.test.file, [...(files.get(guard.test.file) ?? []), guard]);
  const projects = [...new Set(guards.map(guard => guard.test.project))].flatMap(name => ['--project', name]);
  const results = await run(copy, [...projects, ...files.keys()]);
  const failed = results.filter(result => result.status === 'failed').map(result => result.title);
  if (failed.length) throw new Error(`These tests fail as things are: ${failed.join('; ')}`);
  for (const { test } of guards) {
    if (!results.some(result => result.title.startsWith(test.name))) throw new Error(`There is no test “${test.name}”`);
  }
}

/** The tests that fail without the guard; its file is put back whatever happens. */
async function without(copy: string, { name, file, find, replace, test }: Guard): Promise<string[]> {
  const path = join(copy, file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(find).length !== 2) throw new Error(`${name}: ${file} does not hold that text exactly once`);
  writeFileSync(
    path,
    whole.replace(find, () => replace),
  );
  try {
    const pattern = test.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const results = await run(copy, ['--project', test.project, test.file, '-t', pattern]);
    return results.filter(result => result.status === 'failed').map(result => result.title);
  } finally {
    writeFileSync(path, whole);
  }
}

function run(copy: string, args: string[]): Promise<Report['testResults'][number]['assertionResults']> {
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const all = [vitest, 'run', '--reporter=json', `--outputFile=${report}`, ...UNHURRIED, ...args];
  return new Promise((done, fail) => {
    // A failing run ends with 1 and still writes its report.
    execFile(process.execPath, all, { cwd: copy, timeout: PATIENCE_MS }, (cause, stdout, stderr) => {
      try {
        const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
        done(testResults.flatMap(file => file.assertionResults));
      } catch {
        fail(new Error(`the tests did not run: ${stderr || stdout || cause?.message}`));
      }
    });
  });
}

await main();
