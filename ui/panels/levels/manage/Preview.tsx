import { purposeOf } from '../../../../worker/level/rules/purpose.ts';
import { MOST_ROWS } from '../../../../worker/level/rules/reason.ts';
import type { SheetRow } from '../../../../worker/level/rules/sheet.ts';
import { Icon, Notice, numberText } from '../../../kit/index.ts';
import { t } from '../../../text/index.ts';
import { useJudge } from './judge.ts';

/** So many are drawn; the rest is only counted. */
const SHOWN = 100;

interface PreviewProps {
  name: string;
  rows: readonly SheetRow[];
  hasHeader: boolean;
  country: string;
  hasPurpose: boolean;
}

/** What a file holds, with what will be rejected marked before it is committed. */
export function Preview({ name, rows, hasHeader, country, hasPurpose }: PreviewProps) {
  const words = t.levels.manage;
  const { e164Of, ready } = useJudge(country);
  const seen = new Set<string>();
  const taken = rows.slice(0, MOST_ROWS).map(row => {
    const e164 = e164Of(row.number);
    const twice = e164 !== undefined && seen.has(e164);
    if (e164) seen.add(e164);
    const purpose = row.purpose ? purposeOf(row.purpose) : undefined;
    const badPurpose = hasPurpose && row.purpose !== '' && !purpose;
    return { ...row, e164, twice, known: purpose, badPurpose, bad: (ready && !e164) || twice || badPurpose };
  });
  const faulty = taken.filter(row => row.bad).length;
  return (
    <div class="stack levels-preview" data-testid="bulk-preview">
      <p role="status">
        <strong>
          <bdi>{words.file(name, rows.length)}</bdi>
        </strong>{' '}
        {hasHeader && <span class="secondary">{words.header}</span>}
      </p>
      {rows.length > MOST_ROWS && (
        <Notice tone="wait" testid="bulk-too-many">
          {words.tooMany(MOST_ROWS, rows.length - MOST_ROWS)}
        </Notice>
      )}
      {faulty > 0 && (
        <Notice tone="wait" testid="bulk-faulty">
          {words.faulty(faulty)}
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="levels-scroll" tabIndex={0} aria-label={words.preview}>
        <table class="levels-sheet">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{words.rowNumber}</th>
              {hasPurpose && <th scope="col">{words.rowPurpose}</th>}
            </tr>
          </thead>
          <tbody>
            {taken.slice(0, SHOWN).map(row => (
              <tr key={row.line} data-bad={row.bad ? '' : undefined}>
                <td class="secondary tabular">{row.line}</td>
                <td>
                  <bdi class={row.e164 ? 'number' : undefined}>{row.e164 ? numberText(row.e164) : row.number}</bdi>{' '}
                  {row.e164 && !row.twice && <Icon name="check" size={14} />}
                  {row.twice && <small>{words.twice}</small>}
                  {ready && !row.e164 && <small>{words.badNumber}</small>}
                </td>
                {hasPurpose && (
                  <td>
                    <bdi>{row.known ? t.levels.purpose[row.known] : row.purpose}</bdi>{' '}
                    {row.badPurpose && <small>{words.badPurpose}</small>}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {taken.length > SHOWN && <p class="secondary">{words.previewOnly(SHOWN)}</p>}
    </div>
  );
}
