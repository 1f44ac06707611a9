import { globSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * The table rule id → tests in test/README.md, made from the ids that test names cite. `npm run rules` writes it;
 * test/readme/table.test.ts fails when it is stale.
 */
const root = new URL('../../', import.meta.url).pathname;
const README = `${root}test/README.md`;
const MARK = '<!-- rules -->';
const ID = /\b([TNALRUOSCHWMPX])-(\d{1,2})\b/g;
const NAMED = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^)]*\))?\(\s*(['"`])((?:(?!\1).)*)\1/gs;

/** Which test files name which rule, by rule id in the order of the specification's sections. */
export function rulesInTests(): Map<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync('test/**/*.test.ts', { cwd: root }).sort()) {
    const names = [...readFileSync(root + file, 'utf8').matchAll(NAMED)].map(match => match[2] ?? '');
    for (const [id] of names.join('\n').matchAll(ID)) {
      const files = found.get(id) ?? new Set();
      found.set(id, files.add(file));
    }
  }
  const order = 'TNALRUOSCHWMPX';
  const place = (id: string) => order.indexOf(id.charAt(0)) * 100 + Number(id.slice(2));
  return new Map([...found].sort(([a], [b]) => place(a) - place(b)).map(([id, files]) => [id, [...files]]));
}

/** test/README.md as it should read now. */
export function readmeWithTable(): { current: string; wanted: string } {
  const current = readFileSync(README, 'utf8');
  const rows = [...rulesInTests()].map(
    ([id, files]) => `| ${id} | ${files.map(f => `\`${f.slice(5)}\``).join(', ')} |`,
  );
  const table = ['| rule | tests that name it |', '| --- | --- |', ...rows].join('\n');
  return { current, wanted: `${current.split(MARK)[0]}${MARK}\n\n${table}\n` };
}

if (import.meta.main) writeFileSync(README, readmeWithTable().wanted);
