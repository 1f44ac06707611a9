import { useState } from 'preact/hooks';
import { MOST_ROWS } from '../../../worker/level/rules/reason.ts';
import { useAction } from '../../action.ts';
import { type Acts, Button, Empty, Menu, numberText, Table } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Act, NumberActing } from './acts.tsx';
import { type BulkAct, type Level, type LevelNumber, readAllNumbers, readNumbers, type Tree } from './calls.ts';
import { columns } from './columns.tsx';
import { NoMatch, SearchField } from './SearchField.tsx';
import { useSearch } from './useSearch.ts';
import { businessLevel, seatOf } from './words.ts';

/** The numbers at and below a level, with everything that is done to them there (N-5, N-7 to N-9). */
export function NumberList({ tree, level }: { tree: Tree; level: Level }) {
  const [act, setAct] = useState<Act | null>(null);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const list = useSearch<LevelNumber>(`level-numbers ${level.kind} ${level.id}`, (q, cursor) =>
    readNumbers(level, q, cursor),
  );
  const words = t.levels.numbers;
  // Of all that were chosen at once those count too that are further down; what a search has taken from view does not.
  const [all, setAll] = useState<{ q: string; rows: readonly LevelNumber[] }>();
  const isAll = all?.q === list.q && list.rows.every(row => ids.has(row.numberId));
  const chosen = (isAll ? all.rows : list.rows).filter(row => ids.has(row.numberId));
  const choosing = useAction(
    () => readAllNumbers(level, list.q),
    rows => {
      setAll({ q: list.q, rows });
      setIds(new Set(rows.map(row => row.numberId)));
    },
  );
  const shownChosen = list.rows.filter(row => ids.has(row.numberId)).length;
  const beyond = list.total !== undefined && list.total > list.rows.length && shownChosen === list.rows.length;
  const done = () => {
    setAct(null);
    setIds(new Set());
    setAll(undefined);
  };
  const isBare = !list.searching && list.total === 0;
  return (
    <section class="stack levels-section" aria-labelledby="level-numbers-title">
      <div class="row levels-head">
        <div>
          <h2 id="level-numbers-title">{words.title}</h2>
          <p class="secondary" role="status">
            {words.about[level.kind]}{' '}
            {list.total ? (list.searching ? words.matching(list.total) : words.total(list.total)) : ''}
          </p>
        </div>
        <div class="push">
          <Manage level={level} onAct={setAct} />
        </div>
      </div>
      <div>
        {!isBare && <SearchField {...list} />}
        <Refusal problem={list.problem} onAgain={list.again} />
        <Refusal problem={choosing.problem} />
        {!(list.problem && list.rows.length === 0) && (
          <div class="levels-list">
            <Table
              caption={words.title}
              columns={columns(level)}
              rows={list.rows}
              rowId={row => row.numberId}
              rowName={row => numberText(row.e164)}
              rowActs={row => actsFor(row, tree, setAct)}
              loading={list.loading}
              onMore={list.onMore}
              loadingMore={list.loadingMore}
              selection={{
                ids: new Set(list.rows.map(row => row.numberId).filter(id => ids.has(id))),
                onChange: next => {
                  setAll(undefined);
                  setIds(next);
                },
                count: isAll ? words.allChosen(chosen.length) : undefined,
                more:
                  beyond &&
                  !isAll &&
                  (Number(list.total) > MOST_ROWS ? (
                    <span class="secondary">{words.allTooMany(MOST_ROWS)}</span>
                  ) : (
                    <Button small busy={choosing.busy} onClick={() => void choosing.run()} testid="choose-all">
                      {words.chooseAll(Number(list.total))}
                    </Button>
                  )),
                acts: <ForChosen chosen={chosen} onAct={setAct} />,
              }}
              empty={
                isBare ? (
                  <Empty icon="phone" title={words.none}>
                    {level.kind === 'business' ? words.noneBusiness : words.noneWhy}
                  </Empty>
                ) : (
                  <NoMatch wordsOnly={list.wordsOnly} onClear={() => list.setTyped('')} />
                )
              }
              testid="level-numbers"
            />
          </div>
        )}
      </div>
      {act && <NumberActing tree={tree} level={level} act={act} onDone={done} onClose={() => setAct(null)} />}
    </section>
  );
}

/** *Manage phone numbers* → add, move, remove (N-5). */
function Manage({ level, onAct }: { level: Level; onAct: (act: Act) => void }) {
  const { manage } = t.levels;
  const one = (kind: BulkAct, icon: 'plus' | 'forward' | 'trash') => ({
    label: kind === 'remove' ? manage.title.remove(level.name) : manage.act[kind],
    icon,
    onChoose: () => onAct({ kind }),
    testid: `manage-${kind}`,
  });
  return (
    <Menu
      label={manage.menu}
      text={manage.menu}
      acts={[[one('add', 'plus'), one('move', 'forward')], [one('remove', 'trash')]]}
      testid="manage-numbers"
    />
  );
}

function ForChosen({ chosen, onAct }: { chosen: readonly LevelNumber[]; onAct: (act: Act) => void }) {
  const words = t.levels.numbers;
  if (chosen.length > MOST_ROWS) return <span>{words.tooMany(MOST_ROWS)}</span>;
  return (
    <>
      <Button small icon="pencil" onClick={() => onAct({ kind: 'purpose', numbers: chosen })} testid="chosen-purpose">
        {words.editPurpose}
      </Button>
      <Button small icon="forward" onClick={() => onAct({ kind: 'move', numbers: chosen })} testid="chosen-move">
        {words.moveSome}
      </Button>
      <Button small icon="trash" onClick={() => onAct({ kind: 'remove', numbers: chosen })} testid="chosen-remove">
        {words.removeSome}
      </Button>
    </>
  );
}

function actsFor(row: LevelNumber, tree: Tree, onAct: (act: Act) => void): Acts {
  const words = t.levels.numbers;
  const seat = seatOf(row, businessLevel(tree));
  const isTop = seat.kind === 'business';
  const numbers = [row];
  return [
    [
      {
        label: words.editPurpose,
        icon: 'pencil',
        onChoose: () => onAct({ kind: 'purpose', numbers }),
        testid: 'number-purpose',
      },
      { label: words.move, icon: 'forward', onChoose: () => onAct({ kind: 'move', numbers }), testid: 'number-move' },
    ],
    [
      {
        label: isTop ? words.removeAny : words.remove(seat.name),
        icon: 'trash',
        danger: true,
        reason: isTop ? words.removeTop : undefined,
        onChoose: () => onAct({ kind: 'take', number: row }),
        testid: 'number-remove',
      },
    ],
  ];
}
