import { type Branch, leaves, parseForm } from './form.ts';
import { badParameter } from './problem.ts';

/** Typed reading of a decoded request; every reader refuses what Stripe would refuse. */
export class Params {
  readonly tree: Branch;
  readonly #prefix: string;

  constructor(tree: Branch, prefix = '') {
    this.tree = tree;
    this.#prefix = prefix;
  }

  static of(...bodies: string[]): Params {
    return new Params(parseForm(bodies.filter(Boolean).join('&')));
  }

  /** The parameter's name as Stripe spells it in errors. */
  label(name: string): string {
    return this.#prefix ? `${this.#prefix}[${name}]` : name;
  }

  /** Refuses any leaf that is not at or below one of the accepted dotted paths. */
  only(accepted: readonly string[]): void {
    for (const leaf of leaves(this.tree)) {
      if (accepted.some(path => leaf.path === path || leaf.path.startsWith(`${path}.`))) continue;
      // `''` on a branch unsets it, so a parent of an accepted path may stand alone.
      if (accepted.some(path => path.startsWith(`${leaf.path}.`))) continue;
      throw badParameter(leaf.shown, `Received unknown parameter: ${leaf.shown}`, 'parameter_unknown');
    }
  }

  has(name: string): boolean {
    return this.tree[name] !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.tree[name];
    if (value !== undefined && typeof value !== 'string')
      throw badParameter(this.label(name), `Invalid string: ${this.label(name)}`);
    return value;
  }

  /** A text where the empty string unsets. */
  textOrNull(name: string): string | null | undefined {
    const value = this.text(name);
    return value === '' ? null : value;
  }

  need(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '') throw this.missing(name);
    return value;
  }

  missing(name: string): Error {
    const label = this.label(name);
    return badParameter(label, `Missing required param: ${label}.`, 'parameter_missing');
  }

  int(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (!/^-?\d+$/.test(value))
      throw badParameter(this.label(name), `Invalid integer: ${value}`, 'parameter_invalid_integer');
    return Number(value);
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    if (value !== 'true' && value !== 'false') throw badParameter(this.label(name), `Invalid boolean: ${value}`);
    return value === 'true';
  }

  choice<T extends string>(name: string, options: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    const found = options.find(option => option === value);
    if (!found)
      throw badParameter(this.label(name), `Invalid ${this.label(name)}: must be one of ${options.join(', ')}`);
    return found;
  }

  child(name: string): Params | undefined {
    const value = this.tree[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string') throw badParameter(this.label(name), `Invalid object: ${this.label(name)}`);
    return new Params(value, this.label(name));
  }

  rows(name: string): Params[] {
    const list = this.child(name);
    if (!list) return [];
    return Object.keys(list.tree).map(key => {
      const row = list.child(key);
      if (!row) throw badParameter(list.label(key), `Invalid object: ${list.label(key)}`);
      return row;
    });
  }

  words(name: string): string[] {
    const list = this.child(name);
    return list ? Object.keys(list.tree).map(key => list.text(key) ?? '') : [];
  }

  /** Plain strings of a branch (metadata, addresses); `''` of the branch itself reads as `null`. */
  entries(name: string): Record<string, string> | null | undefined {
    if (this.tree[name] === '') return null;
    const list = this.child(name);
    if (!list) return undefined;
    return Object.fromEntries(Object.keys(list.tree).map(key => [key, list.text(key) ?? '']));
  }
}

/** Stripe's metadata merge: a key with an empty value is removed, an empty branch removes them all. */
export function mergeMetadata(old: Record<string, string>, params: Params, name = 'metadata'): Record<string, string> {
  const given = params.entries(name);
  if (given === undefined) return old;
  if (given === null) return {};
  const merged = Object.fromEntries(Object.entries({ ...old, ...given }).filter(([, value]) => value !== ''));
  for (const [key, value] of Object.entries(given)) {
    const label = `${params.label(name)}[${key}]`;
    if (key.length > 40) throw badParameter(label, 'Metadata keys must be at most 40 characters long.');
    if (value.length > 500) throw badParameter(label, 'Metadata values must be at most 500 characters long.');
  }
  if (Object.keys(merged).length > 50) throw badParameter(params.label(name), 'Metadata can have at most 50 keys.');
  return merged;
}
