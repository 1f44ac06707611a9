import { t } from '../../text/index.ts';
import type { Scope } from './calls.ts';

export type Group = keyof typeof t.api.scope;
export type Reach = 'none' | 'read' | 'write';

/** What a key may be allowed, group by group, each with how far it can go. */
export function groupsOf(scopes: readonly Scope[]): { group: Group; reaches: Reach[] }[] {
  const groups = [...new Set(scopes.map(groupOf))];
  return groups.map(group => ({
    group,
    reaches: ['none', ...(['read', 'write'] as const).filter(reach => scopes.includes(scopeOf(group, reach)))],
  }));
}

/** One scope per group that is allowed anything: `write` includes `read`. */
export function scopesOf(chosen: Readonly<Partial<Record<Group, Reach>>>): Scope[] {
  return Object.entries(chosen).flatMap(([group, reach]) => (reach === 'none' ? [] : [scopeOf(group as Group, reach)]));
}

/** A key's scopes in words: "Numbers, Texts (read)". */
export function scopesText(scopes: readonly Scope[]): string {
  const { scope: words, form } = t.api;
  return groupsOf(scopes)
    .map(({ group, reaches }) => {
      const { title } = words[group];
      return reaches.includes('write') ? title : `${title} (${form.reach.read.toLowerCase()})`;
    })
    .join(', ');
}

function groupOf(scope: Scope): Group {
  return scope.slice(0, scope.indexOf(':')) as Group;
}

function scopeOf(group: Group, reach: Exclude<Reach, 'none'>): Scope {
  return `${group}:${reach}` as Scope;
}
