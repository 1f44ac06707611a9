import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, Confirm, Dialog, Icon, Notice, numberText } from '../../../kit/index.ts';
import { Refusal, Support } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { startDownload } from '../../activity/download.ts';
import { linkToResult, type Outcome } from '../calls.ts';
import { countText } from '../words.ts';
import { Refused } from './Refused.tsx';
import { type List, useCommit } from './useCommit.ts';

interface ResultProps {
  list: List;
  outcome: Outcome;
  onAnother: () => void;
  onClose: () => void;
}

/** What came of a list: done and rejected with counts, each rejected row with why; reassign what can be (N-8). */
export function ResultDialog({ list, outcome, onAnother, onClose }: ResultProps) {
  const words = t.levels.result;
  const [later, setLater] = useState<Outcome | null>(null);
  const [asking, setAsking] = useState(false);
  const commit = useCommit();
  const open = later ? [] : outcome.rejected.filter(row => row.reassignable);
  const reassigning = useAction(
    () => commit({ ...list, rows: open.flatMap(({ row }) => list.rows[row - 1] ?? []), reassign: true }),
    next => {
      setLater(next);
      setAsking(false);
    },
  );
  const done = [...outcome.done, ...(later?.done ?? [])];
  const rejected = later ? [...outcome.rejected.filter(row => !row.reassignable), ...later.rejected] : outcome.rejected;
  const verb = words.done[outcome.act];
  return (
    <>
      <Dialog
        title={done.length ? words.title[outcome.act] : words.none}
        width="620px"
        onClose={onClose}
        testid="bulk-result"
        foot={
          <>
            <Button onClick={onAnother} testid="bulk-another">
              {words.another}
            </Button>
            <Button kind="primary" onClick={onClose} testid="bulk-close">
              {words.close}
            </Button>
          </>
        }
      >
        {rejected.length > 0 && (
          <Notice
            tone="wait"
            testid="bulk-check"
            acts={
              open.length > 0 && (
                <Button small onClick={() => setAsking(true)} testid="bulk-reassign">
                  {words.reassign(open.length)}
                </Button>
              )
            }
          >
            {words.check}
            <Support />
          </Notice>
        )}
        <section class="stack levels-result" aria-labelledby="bulk-done">
          <h3 id="bulk-done">
            {verb} <span class="secondary">{countText(done.length)}</span>
          </h3>
          {done.length > 0 && (
            <ul class="levels-rows levels-done" data-testid="bulk-done">
              {done.map(row => (
                <li key={row.e164}>
                  <Icon name="check" size={14} />
                  <span class="number">{numberText(row.e164)}</span>
                  <span class="secondary levels-cut" title={row.to.name}>
                    {words.now(row.to.name)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section class="stack levels-result" aria-labelledby="bulk-rejected">
          <h3 id="bulk-rejected">
            {words.rejected} <span class="secondary">{countText(rejected.length)}</span>
          </h3>
          {rejected.length > 0 && (
            <ul class="levels-rows" data-testid="bulk-rejected">
              {rejected.map(row => (
                <li key={`${row.row} ${row.input}`} data-reason={row.reason}>
                  <div>
                    <bdi class="levels-input">{row.e164 ? numberText(row.e164) : row.input || t.levels.empty}</bdi>
                    <p class="secondary">{row.sentence}</p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </section>
        <div class="row">
          <Download requestId={outcome.requestId} text={words.download} testid="bulk-download" />
          {later && <Download requestId={later.requestId} text={words.downloadLater} testid="bulk-download-later" />}
        </div>
      </Dialog>
      {asking && (
        <Confirm
          question={words.reassignAsk(open.length, outcome.level.name)}
          verb={words.reassign(open.length)}
          busy={reassigning.busy}
          refusal={<Refused problem={reassigning.problem} />}
          onConfirm={() => void reassigning.run()}
          onClose={() => setAsking(false)}
          testid="reassign-ask"
        >
          <p>{words.reassignWhy}</p>
          <ul class="levels-rows">
            {open.slice(0, NAMED).map(row => (
              <li key={row.row}>
                <span class="number">{numberText(row.e164 ?? row.input)}</span>
              </li>
            ))}
          </ul>
          {open.length > NAMED && <p class="secondary">{words.more(open.length - NAMED)}</p>}
        </Confirm>
      )}
    </>
  );
}

/** So many are named before one is asked. */
const NAMED = 20;

/** Makes the link and starts its download; the link stays in case the browser held it back. */
function Download({ requestId, text, testid }: { requestId: string; text: string; testid: string }) {
  const making = useAction(
    () => linkToResult(requestId),
    link => {
      setUrl(link.url);
      startDownload(link.url);
    },
  );
  const [url, setUrl] = useState<string>();
  return (
    <>
      <Button icon="download" small busy={making.busy} onClick={() => void making.run()} testid={testid}>
        {text}
      </Button>
      {url && (
        <a href={url} target="_blank" rel="noopener" class="secondary" data-testid={`${testid}-link`}>
          {t.levels.result.link}
        </a>
      )}
      <Refusal problem={making.problem} />
    </>
  );
}
