import { spawn } from 'node:child_process';

/**
 * `npm test`'s suites in three lanes side by side: what computes (rules, use cases, the sandbox itself), and what mostly
 * waits, for servers and for a browser. Each lane's report is printed whole when it has ended; one failure fails the run.
 */
const LANES = [['rules', 'verbs', 'sandbox'], ['edge'], ['browser']];
const root = new URL('../../', import.meta.url).pathname;

function run(projects: string[]): Promise<{ code: number; report: string }> {
  return new Promise(resolve => {
    const args = ['run', '--maxWorkers=1', ...projects.flatMap(project => ['--project', project])];
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
  LANES.map(async projects => {
    const result = await run(projects);
    console.log(`\n== ${projects.join(', ')}\n${result.report}`);
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
