import './manage.css';
import { useState } from 'preact/hooks';
import { MOST_ROWS } from '../../../../worker/level/rules/reason.ts';
import { useAction } from '../../../action.ts';
import { Button, Confirm, Dialog, Select, Tabs } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { BulkAct, Level, LevelNumber, Outcome, Tree } from '../calls.ts';
import { levelsOf } from '../words.ts';
import { type Chosen, CsvFile } from './CsvFile.tsx';
import { type Listed, Manual } from './Manual.tsx';
import { Refused } from './Refused.tsx';
import { ResultDialog } from './ResultDialog.tsx';
import { type List, useCommit } from './useCommit.ts';

interface ManageProps {
  tree: Tree;
  /** The level whose page is open. */
  level: Level;
  act: BulkAct;
  /** On the list from the start. */
  numbers?: readonly LevelNumber[] | undefined;
  onDone: () => void;
  onClose: () => void;
}

/** Adds numbers to a level, moves them or removes them: typed or as CSV, asked once, and what came of each row (N-8). */
export function ManageDialog({ tree, level, act, numbers, onDone, onClose }: ManageProps) {
  const words = t.levels.manage;
  const preset = numbers?.map(({ e164 }): Listed => ({ e164, purpose: '' })) ?? [];
  // Numbers chosen in the list are to leave the level they are seen on: where to is not guessed.
  const [to, setTo] = useState<Level | null>(act === 'move' && numbers ? null : level);
  const [isLost, setLost] = useState(false);
  const [tab, setTab] = useState('manual');
  const [listed, setListed] = useState<readonly Listed[]>(preset);
  const [entry, setEntry] = useState('');
  const [isHeldUp, setHeldUp] = useState(false);
  const [file, setFile] = useState<Chosen | null>(null);
  const [asking, setAsking] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const [result, setResult] = useState<{ list: List; outcome: Outcome } | null>(null);
  const commit = useCommit();

  const hasPurpose = act !== 'remove';
  const typed = listed.map(({ e164, purpose }) => ({ number: e164, purpose: purpose || null }));
  const read = file && file.fault === undefined ? file.rows : [];
  const rows = tab === 'manual' ? typed : read.map(({ number, purpose }) => rowOf(number, purpose, hasPurpose));
  // Rows beyond those are sent too, so that the result names them.
  const taken = Math.min(rows.length, MOST_ROWS);
  const list: List = { act, level: { kind: (to ?? level).kind, id: (to ?? level).id }, rows };
  const committing = useAction(
    () => commit(list),
    outcome => setResult({ list, outcome }),
  );

  if (result) {
    return (
      <ResultDialog
        {...result}
        onClose={onDone}
        onAnother={() => {
          setResult(null);
          setAsking(false);
          setListed([]);
          setFile(null);
        }}
      />
    );
  }
  // Nothing is lost by leaving what was chosen in the list of the page.
  const isBegun = read.length > 0 || listed.length > preset.length;
  const country = tree.business.country;
  const submit = () => {
    // A number that was typed and not added would silently be left out.
    if (tab === 'manual' && entry.trim()) setHeldUp(true);
    else if (!to) setLost(true);
    else if (rows.length) setAsking(true);
  };
  return (
    <>
      <Dialog
        title={act === 'move' ? words.title.moveAny : words.title[act](level.name)}
        subtitle={words.about[act]}
        width="620px"
        onClose={() => (isBegun ? setLeaving(true) : onClose())}
        onSubmit={submit}
        held={committing.busy}
        testid="manage-dialog"
        foot={
          <>
            <Button onClick={onClose}>{t.kit.cancel}</Button>
            <Button type="submit" kind="primary" disabled={rows.length === 0} testid="bulk-commit">
              {rows.length ? words.commit[act](taken) : words.verb[act]}
            </Button>
          </>
        }
      >
        {act === 'move' && (
          <Where
            tree={tree}
            to={to}
            error={isLost ? words.toNone : undefined}
            onChange={next => {
              setTo(next);
              setLost(false);
            }}
          />
        )}
        <Tabs
          label={words.by}
          tabs={[
            { id: 'manual', title: words.manual },
            { id: 'csv', title: words.csv },
          ]}
          value={tab}
          onChange={setTab}
        >
          {tab === 'manual' ? (
            <Manual
              {...{ country, hasPurpose, entry, isHeldUp }}
              onEntry={text => {
                setEntry(text);
                setHeldUp(false);
              }}
              list={listed}
              onChange={setListed}
            />
          ) : (
            <CsvFile {...{ country, hasPurpose }} chosen={file} onChange={setFile} />
          )}
        </Tabs>
      </Dialog>
      {asking && (
        <Confirm
          question={words.ask[act](taken, (to ?? level).name)}
          verb={words.commit[act](taken)}
          danger={act === 'remove'}
          busy={committing.busy}
          refusal={<Refused problem={committing.problem} />}
          onConfirm={() => void committing.run()}
          onClose={() => {
            committing.clear();
            setAsking(false);
          }}
          testid="bulk-ask"
        >
          <p>{words.about[act]}</p>
          <p class="secondary">{words.askWhy}</p>
        </Confirm>
      )}
      {leaving && (
        <Confirm
          question={words.discard}
          verb={words.discardVerb}
          danger
          onConfirm={onClose}
          onClose={() => setLeaving(false)}
          testid="bulk-leave"
        >
          <p>{words.discardWhy(rows.length)}</p>
        </Confirm>
      )}
    </>
  );
}

const rowOf = (number: string, purpose: string, hasPurpose: boolean) => ({
  number: number.slice(0, LONGEST_CELL),
  purpose: hasPurpose ? purpose.slice(0, LONGEST_CELL) || null : null,
});

/** The server takes no longer cell; what is longer is no number anyway. */
const LONGEST_CELL = 200;

interface WhereProps {
  tree: Tree;
  to: Level | null;
  error: string | undefined;
  onChange: (to: Level) => void;
}

/** The level that numbers are moved to. */
function Where({ tree, to, error, onChange }: WhereProps) {
  const levels = levelsOf(tree);
  const words = t.levels.manage;
  return (
    <Select
      label={words.to}
      error={error}
      value={to?.id ?? ''}
      options={[
        ...(to ? [] : [{ value: '', label: words.toChoose }]),
        ...levels.map(({ level, label }) => ({ value: level.id, label })),
      ]}
      onChange={id => {
        const found = levels.find(({ level }) => level.id === id);
        if (found) onChange(found.level);
      }}
      testid="bulk-to"
    />
  );
}
