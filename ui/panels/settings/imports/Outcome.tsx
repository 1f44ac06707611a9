import { Notice, PhoneNumber } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import type { ImportResult } from '../calls.ts';

/** What became of each number: added, or rejected and why (N-3). */
export function Outcome({ result }: { result: ImportResult }) {
  const words = t.settings.imports;
  const { added, rejected } = result;
  return (
    <>
      <Notice
        tone={rejected.length === 0 ? 'good' : 'wait'}
        title={words.result(added.length, rejected.length)}
        testid="import-result"
      />
      {rejected.length > 0 && (
        <section class="stack import-outcome">
          <h3>{words.rejected}</h3>
          <ul class="import-list">
            {rejected.map(one => (
              <li key={one.e164} data-testid={`rejected-${one.e164}`}>
                <div>
                  <PhoneNumber e164={one.e164} />
                  <span class="secondary">{one.sentence}</span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {added.length > 0 && (
        <section class="stack import-outcome">
          <h3>{words.added}</h3>
          <ul class="import-list">
            {added.map(one => (
              <li key={one.e164} data-testid={`added-${one.e164}`}>
                <PhoneNumber e164={one.e164} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
