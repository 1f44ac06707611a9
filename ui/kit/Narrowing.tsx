import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { matching } from './choices.ts';
import { Empty } from './Empty.tsx';
import { TextField } from './Field.tsx';

/** Lists shorter than this are taken in at a glance. */
const WORTH_SEARCHING = 13;

/** For a list that comes whole: from 13 rows on a search field, the rows that match, and what to show when none does. */
export function useNarrowing<R>(
  rows: readonly R[],
  label: string,
  words: (row: R) => { id: string; label: string; detail?: string | undefined },
): { rows: readonly R[]; field: ComponentChildren; empty: ComponentChildren } {
  const [query, setQuery] = useState('');
  const wanted = rows.length >= WORTH_SEARCHING ? query.trim() : '';
  const found = new Set(matching(rows.map(words), wanted).map(choice => choice.id));
  return {
    rows: wanted ? rows.filter(row => found.has(words(row).id)) : rows,
    field: rows.length >= WORTH_SEARCHING && (
      <div class="filters">
        <TextField
          label={label}
          quietLabel
          type="search"
          icon="search"
          placeholder={label}
          value={query}
          onInput={setQuery}
          testid="narrow"
        />
      </div>
    ),
    empty: wanted && <Empty icon="search" title={t.kit.noMatch(wanted)} />,
  };
}
