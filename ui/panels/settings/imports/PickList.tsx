import { useState } from 'preact/hooks';
import { Button, Checkbox, Empty, Notice, numberText, Pill, useNarrowing } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { Importable } from '../calls.ts';

/** What one request takes. */
const AT_ONCE = 200;
/** So many are drawn at a time. */
const PAGE = 100;

/** The account's numbers to choose from; those in the pool already say so. */
export function PickList(props: {
  items: readonly Importable[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { items, chosen, onChange } = props;
  const [pages, setPages] = useState(1);
  const words = t.settings.imports;
  const narrowing = useNarrowing(items, words.search, ({ e164 }) => ({
    id: e164,
    label: numberText(e164),
    detail: e164,
  }));
  const free = narrowing.rows.filter(one => !one.inPool).slice(0, AT_ONCE);
  const rows = narrowing.rows.slice(0, pages * PAGE);
  if (items.length === 0) {
    return (
      <Empty icon="phone" title={words.none.title}>
        {words.none.why}
      </Empty>
    );
  }
  const toggle = (e164: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(e164);
    else next.delete(e164);
    onChange(next);
  };
  return (
    <>
      {items.every(one => one.inPool) && <Notice tone="good">{words.allIn}</Notice>}
      {chosen.size > 0 && <Notice tone="wait">{words.warning}</Notice>}
      {narrowing.field}
      {narrowing.empty}
      {free.length > 1 && (
        <div class="row">
          <Button small onClick={() => onChange(new Set(free.map(one => one.e164)))} testid="import-all">
            {words.selectAll(free.length)}
          </Button>
          {chosen.size > 0 && (
            <Button small kind="quiet" onClick={() => onChange(new Set())}>
              {words.selectNone}
            </Button>
          )}
          {free.length === AT_ONCE && <span class="secondary">{words.most(AT_ONCE)}</span>}
        </div>
      )}
      <ul class="import-list" aria-label={words.table}>
        {rows.map(one => (
          <li key={one.e164}>
            <Checkbox
              label={<span class="number">{numberText(one.e164)}</span>}
              checked={one.inPool || chosen.has(one.e164)}
              disabled={one.inPool || (chosen.size >= AT_ONCE && !chosen.has(one.e164))}
              onChange={on => toggle(one.e164, on)}
              testid={`import-${one.e164}`}
            />
            {one.inPool && <Pill tone="good">{words.inPool}</Pill>}
          </li>
        ))}
      </ul>
      {rows.length < narrowing.rows.length && (
        <div class="row">
          <Button small onClick={() => setPages(pages + 1)}>
            {t.kit.loadMore}
          </Button>
          <span class="secondary">{t.kit.shown(rows.length)}</span>
        </div>
      )}
    </>
  );
}
