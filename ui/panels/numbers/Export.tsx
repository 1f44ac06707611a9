import { useState } from 'preact/hooks';
import { useAction } from '../../action.ts';
import { Button, toast } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { startDownload } from '../activity/download.ts';
import { exportPool, type PoolFilter, type PoolSorting } from './calls.ts';

interface ExportProps {
  filter: PoolFilter;
  sorting: PoolSorting | undefined;
  /** Only these of it. */
  numberIds?: string[] | undefined;
  small?: boolean | undefined;
  testid: string;
}

/** Downloads what the filter shows as CSV; the link stays in case the browser held the download back (N-4). */
export function Export({ filter, sorting, numberIds, small, testid }: ExportProps) {
  const { act, exported } = t.numbers;
  const asked = JSON.stringify([filter, sorting, numberIds]);
  const [made, setMade] = useState<{ url: string; asked: string }>();
  const making = useAction(
    () => exportPool(filter, sorting, numberIds),
    ({ url }) => {
      setMade({ url, asked });
      startDownload(url);
      toast(exported.done);
    },
  );
  return (
    <>
      <Button small={small} icon="download" busy={making.busy} onClick={() => void making.run()} testid={testid}>
        {act.export}
      </Button>
      {made?.asked === asked && (
        <a href={made.url} target="_blank" rel="noopener" class="secondary" data-testid={`${testid}-link`}>
          {exported.link}
        </a>
      )}
      <Refusal problem={making.problem} />
    </>
  );
}
