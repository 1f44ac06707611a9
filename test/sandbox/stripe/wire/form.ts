import { badParameter } from './problem.ts';

/** A decoded form body: leaves are strings, arrays are branches with the keys 0, 1, 2 … */
export interface Branch {
  [key: string]: string | Branch;
}

const branch = (): Branch => Object.create(null) as Branch;

/** Decodes `a[b][0][c]=x` and `list[]=x` into a tree. */
export function parseForm(body: string): Branch {
  const tree = branch();
  for (const [key, value] of new URLSearchParams(body)) plant(tree, segments(key), value, key);
  return tree;
}

function segments(key: string): string[] {
  const [head = '', ...rest] = key.split('[');
  return [head, ...rest.map(part => part.replace(/\]$/, ''))];
}

function plant(tree: Branch, path: string[], value: string, key: string): void {
  let at = tree;
  for (const [index, part] of path.entries()) {
    const name = part === '' ? String(Object.keys(at).length) : part;
    if (index === path.length - 1) {
      at[name] = value;
      return;
    }
    const next = at[name] ?? branch();
    if (typeof next === 'string') throw badParameter(key, `Invalid object: ${key}`);
    at[name] = next;
    at = next;
  }
}

/** Every leaf of the tree as `{ shown: 'items[0][id]', path: 'items.id' }`; empty values that unset a branch included. */
export function leaves(tree: Branch, shown = '', path = ''): { shown: string; path: string }[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const label = shown ? `${shown}[${key}]` : key;
    const step = /^\d+$/.test(key) ? path : path ? `${path}.${key}` : key;
    return typeof value === 'string' ? [{ shown: label, path: step }] : leaves(value, label, step);
  });
}
