import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * What the sandbox's vendors remember. Named maps of plain JSON values, kept in one file between runs when a
 * path is given (written shortly after each change and on `flush`), in memory only otherwise.
 */
export class Store {
  readonly #file: string | undefined;
  readonly #maps = new Map<string, Map<string, unknown>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(file?: string) {
    this.#file = file;
    if (!file) return;
    const saved = readSaved(file);
    for (const [name, entries] of Object.entries(saved)) this.#maps.set(name, new Map(Object.entries(entries)));
  }

  /** The collection of that name. After changing an object in place, call `touch()` (or `set` it again). */
  collection<T>(name: string): Map<string, T> {
    const known = this.#maps.get(name);
    if (known) return known as Map<string, T>;
    const made = new Map<string, unknown>();
    this.#maps.set(name, made);
    return made as Map<string, T>;
  }

  /** Says that something changed, so that it is written soon. */
  touch(): void {
    if (!this.#file || this.#timer) return;
    this.#timer = setTimeout(() => this.flush(), 200);
    this.#timer.unref();
  }

  /** Writes everything now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#file) return;
    mkdirSync(dirname(this.#file), { recursive: true });
    const all = Object.fromEntries([...this.#maps].map(([name, map]) => [name, Object.fromEntries(map)]));
    writeFileSync(`${this.#file}.part`, JSON.stringify(all));
    renameSync(`${this.#file}.part`, this.#file);
  }
}

function readSaved(file: string): Record<string, Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`The sandbox's memory ${file} cannot be read; start over with --fresh.`, { cause });
  }
}
