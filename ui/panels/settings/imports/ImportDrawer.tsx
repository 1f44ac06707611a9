import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Drawer, Progress } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { go } from '../../../route.ts';
import { Ready } from '../../../shell/Ready.tsx';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { type ImportResult, importNumbers, readImports } from '../calls.ts';
import { Outcome } from './Outcome.tsx';
import { PickList } from './PickList.tsx';

/** Lists what the agency's Twilio account holds, imports what is chosen, and says of each what became of it (N-3). */
export function ImportDrawer({ onClose }: { onClose: () => void }) {
  const words = t.settings.imports;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [result, setResult] = useState<ImportResult | null>(null);
  const held = useQuery(result ? null : 'imports', readImports);
  const importing = useAction(
    () => importNumbers([...chosen]),
    done => {
      setResult(done);
      setChosen(new Set());
    },
  );
  const foot = result ? (
    <>
      <Button onClick={() => setResult(null)} testid="import-more">
        {words.more}
      </Button>
      <Button kind="primary" onClick={() => go('numbers')} testid="import-to-pool">
        {words.toPool}
      </Button>
    </>
  ) : (
    <Button type="submit" kind="primary" busy={importing.busy} disabled={chosen.size === 0} testid="import-verb">
      {words.verb(chosen.size)}
    </Button>
  );
  return (
    <Drawer
      title={words.drawer}
      onClose={onClose}
      onSubmit={() => {
        if (chosen.size > 0 && !result) void importing.run();
      }}
      held={importing.busy}
      foot={foot}
      testid="import-drawer"
    >
      {importing.busy && <Progress label={words.working} />}
      <Refusal problem={importing.problem} />
      {result ? (
        <Outcome result={result} />
      ) : (
        <Ready query={held} skeleton={<Progress label={words.looking} />}>
          {list => <PickList items={list.items} chosen={chosen} onChange={setChosen} />}
        </Ready>
      )}
    </Drawer>
  );
}
