import { useState } from 'preact/hooks';
import type { Problem } from '../../api.ts';
import { type Choice, numberText } from '../../kit/index.ts';
import { useQuery } from '../../query.ts';
import { useSettled } from '../../settled.ts';
import { t } from '../../text/index.ts';
import { NO_FILTER, readPool } from '../numbers/calls.ts';
import { type Held, readHeld } from '../phone-numbers/calls.ts';
import type { Agent } from './calls.ts';
import { nameText } from './words.ts';

/** A number that may be attached, and what that replaces in a sentence; empty where it replaces nothing. */
export interface Free {
  numberId: string;
  e164: string;
  is: string;
  replaces: string;
}

export type Wired = Pick<Held, 'e164' | 'wiredTo' | 'wiredUser' | 'wiredAgent'>;

export interface FreeNumbers {
  items: readonly Free[];
  choices: readonly Choice[];
  loading: boolean;
  searching: boolean;
  /** There is nothing to choose from at all. */
  none: boolean;
  problem: Problem | undefined;
  /** Given where the server searches. */
  onQuery: ((query: string) => void) | undefined;
}

const IN_SERVICE: readonly Held['state'][] = ['active', 'ending', 'past_due'];

/** Numbers for an agent: those of the sub-account in service, or for an own one of the agency's the free ones of its pool. */
export function useFree(isOwn: boolean, agent: Agent): FreeNumbers {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed).replace(/\D/g, '');
  const held = useQuery(isOwn ? null : 'phone-numbers to attach', readHeld);
  const pool = useQuery(
    isOwn ? `pool to attach ${q}` : null,
    () => readPool({ ...NO_FILTER, status: 'unassigned', q }),
    { keep: true },
  );
  const query = isOwn ? pool : held;
  const all = isOwn
    ? (pool.data?.items ?? []).map(one => ({ ...wired(one), numberId: one.id, e164: one.e164, by: one.wiredAgent }))
    : (held.data?.items ?? [])
        .filter(one => IN_SERVICE.includes(one.state))
        .map(one => ({ ...wired(one), numberId: one.numberId, e164: one.e164, by: one.wiredAgent }));
  const items = all.filter(one => one.by?.id !== agent.id);
  return {
    items,
    choices: items.map(one => ({ id: one.numberId, label: numberText(one.e164), detail: one.is })),
    loading: query.loading,
    searching: query.refreshing || q !== typed.replace(/\D/g, ''),
    none: query.data !== undefined && items.length === 0 && q === '',
    problem: query.problem,
    onQuery: isOwn ? setTyped : undefined,
  };
}

/** What a number is wired to, and what attaching it replaces (L-1). */
export function wired(one: Wired): Pick<Free, 'is' | 'replaces'> {
  const words = t.agents.attach;
  const shown = numberText(one.e164);
  if (one.wiredTo === 'user') {
    const who = nameText(one.wiredUser?.name ?? '');
    return { is: words.direct(who), replaces: words.replacesDirect(shown, who) };
  }
  if (one.wiredTo === 'company') return { is: words.company, replaces: words.replacesCompany(shown) };
  if (one.wiredTo === 'agent') {
    const who = nameText(one.wiredAgent?.name ?? '');
    return { is: words.byAgent(who), replaces: words.replacesAgent(shown, who) };
  }
  return { is: words.free, replaces: '' };
}
