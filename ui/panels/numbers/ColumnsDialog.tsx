import { useState } from 'preact/hooks';
import { columnsOf, POOL_COLUMNS, type PoolColumn, USUAL_COLUMNS } from '../../../worker/number/rules/columns.ts';
import { useAction } from '../../action.ts';
import { Button, Checkbox, Dialog } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { chooseColumns } from './calls.ts';
import { columnTitle } from './columns.tsx';

/** Which columns the list shows, kept for this person wherever they sign in (N-4). */
export function ColumnsDialog({ chosen, onClose }: { chosen: readonly PoolColumn[]; onClose: () => void }) {
  const words = t.numbers.columnChoice;
  const [columns, set] = useState<readonly PoolColumn[]>(chosen);
  const saving = useAction(() => chooseColumns([...columns]), onClose);
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      onSubmit={() => void saving.run()}
      held={saving.busy}
      testid="columns-dialog"
      foot={
        <>
          <Button kind="quiet" onClick={() => set(USUAL_COLUMNS)} testid="columns-usual">
            {words.usual}
          </Button>
          <Button onClick={onClose}>{t.kit.cancel}</Button>
          <Button type="submit" kind="primary" busy={saving.busy} testid="columns-verb">
            {words.verb}
          </Button>
        </>
      }
    >
      <p class="secondary">{words.why}</p>
      <div class="numbers-columns">
        {POOL_COLUMNS.map(column => (
          <Checkbox
            key={column}
            label={columnTitle(column)}
            checked={columns.includes(column)}
            onChange={on => set(columnsOf(on ? [...columns, column] : columns.filter(one => one !== column)))}
            testid={`column-${column}`}
          />
        ))}
      </div>
      <Refusal problem={saving.problem} />
    </Dialog>
  );
}
