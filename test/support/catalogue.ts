import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { ACTIONS, TRIGGERS } from '../../worker/workflow/catalogue/index.ts';
import { actionModule, triggerModule } from '../../worker/workflow/catalogue/module.ts';

/**
 * HighLevel's module files, made from the catalogue (W-1 to W-3). `npm run catalogue` writes them; `-- --check` fails when
 * they are stale; `-- --origin https://phones.example.net --out dir` writes them for an installation, to be pushed with
 * HighLevel's command line, which takes the secret from TRUNKLINE_WORKFLOW_SECRET; `--issuer` where the app is not
 * registered as `crm`.
 */
const KEPT = new URL('../../worker/workflow/module/', import.meta.url).pathname;
/** Stands for where an installation is reached. */
const SOMEWHERE = 'https://trunkline.example.com';

/** Path below the folder → text. */
export function moduleFiles(origin = SOMEWHERE, issuer = 'crm'): Map<string, string> {
  const base = `${origin}/hosts/app/${issuer}`;
  const files = [
    ...TRIGGERS.map(trigger => triggerModule(trigger, base)),
    ...ACTIONS.filter(action => !action.isForAgency).map(action => actionModule(action, base)),
  ];
  return new Map(files.map(({ path, content }) => [path, `${JSON.stringify(content, null, 2)}\n`]));
}

/** What `npm run catalogue` would change: files that are missing, differ, or belong to nothing any more. */
export function staleFiles(): string[] {
  const wanted = moduleFiles();
  const kept = globSync('**/*.json', { cwd: KEPT });
  const differing = [...wanted].filter(
    ([path, text]) => !existsSync(KEPT + path) || readFileSync(KEPT + path, 'utf8') !== text,
  );
  return [...differing.map(([path]) => path), ...kept.filter(path => !wanted.has(path))].sort();
}

function write(folder: string, files: Map<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(`${folder}/${path}`), { recursive: true });
    writeFileSync(`${folder}/${path}`, text);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      origin: { type: 'string' },
      issuer: { type: 'string' },
      out: { type: 'string' },
    },
  });
  if (values.check) {
    const stale = staleFiles();
    if (stale.length) {
      console.error(`These module files are stale; run npm run catalogue:\n  ${stale.join('\n  ')}`);
      process.exitCode = 1;
    }
  } else if (values.origin && values.out) {
    write(values.out, moduleFiles(values.origin.replace(/\/$/, ''), values.issuer));
  } else {
    rmSync(KEPT, { recursive: true, force: true });
    write(KEPT, moduleFiles());
  }
}
