import { spawn } from 'node:child_process';

interface Lane {
  projects: string[];
  /** Which part of its files, `1/2`. */
  shard?: string;
}

/**
 * `npm test`'s suites in four lanes side by side: what computes (rules, use cases, the sandbox itself), and what mostly
 * waits, for servers and for a browser. Each lane's report is printed whole when it has ended; one failure fails the run.
 */
const LANES: Lane[] = [
  { projects: ['rules', 'verbs', 'sandbox'] },
  { projects: ['edge'], shard: '1/2' },
  { projects: ['edge'], shard: '2/2' },
  { projects: ['browser'] },
];
const root = new URL('../../', import.meta.url).pathname;

function run({ projects, shard }: Lane): Promise<{ code: number; report: string }> {
  return new Promise(resolve => {
    const args = ['run', '--maxWorkers=1', ...projects.flatMap(project => ['--project', project])];
    if (shard) args.push(`--shard=${shard}`);
    const child = spawn(`${root}node_modules/.bin/vitest`, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let report = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', chunk => {
        report += chunk;
      });
    }
    child.on('close', code => resolve({ code: code ?? 1, report }));
  });
}

const results = await Promise.all(
  LANES.map(async lane => {
    const result = await run(lane);
    console.log(`\n== ${[...lane.projects, lane.shard ?? ''].join(' ')}\n${result.report}`);
    return result;
  }),
);
const tests = results.map(({ report }) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
  const plain = report.replace(/\x1b\[[0-9;]*m/g, '');
  const line = /^\s*Tests .*$/m.exec(plain)?.[0] ?? '';
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') };
});
const total = (word: 'passed' | 'failed') => tests.reduce((sum, one) => sum + one[word], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(results.every(result => result.code === 0) && total('passed') > 0 ? 0 : 1);
