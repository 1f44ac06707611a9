import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { startDownload } from '../activity/download.ts';
import { exportPool, type PoolFilter, type PoolSorting } from './calls.ts';

/** Downloads what the filter shows as CSV; the link stays in case the browser held the download back (N-4). */
export function Export({ filter, sorting }: { filter: PoolFilter; sorting: PoolSorting | undefined }) {
  const { act, exported } = t.numbers;
  const asked = JSON.stringify([filter, sorting]);
  const [made, setMade] = useState<{ url: string; asked: string }>();
  const making = useAction(
    () => exportPool(filter, sorting),
    ({ url }) => {
      setMade({ url, asked });
      startDownload(url);
      toast(exported.done);
    },
  );
  return (
    <>
      <Button icon="download" busy={making.busy} onClick={() => void making.run()} testid="export-numbers">
        {act.export}
      </Button>
      {made?.asked === asked && (
        <a href={made.url} target="_blank" rel="noopener" class="secondary" data-testid="export-link">
          {exported.link}
        </a>
      )}
      <Refusal problem={making.problem} />
    </>
  );
}
