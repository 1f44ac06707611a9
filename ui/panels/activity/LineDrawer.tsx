import { useId } from 'preact/hooks';
import { Drawer, Facts, Money, Notice, PhoneNumber, SkeletonPage, Time } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Line } from './calls.ts';
import { changesOf, currencyOf, fieldName, isInstant, isMoney } from './changes.ts';
import { prose } from './words.ts';

/** One line of the trail: who, when, from where, and each value before and after. */
export function LineDrawer(props: { line: Line | undefined; loading: boolean; onClose: () => void }) {
  const { line } = props;
  return (
    <Drawer
      title={line ? <bdi>{prose(line.sentence)}</bdi> : t.activity.title}
      width="560px"
      onClose={props.onClose}
      testid="activity-drawer"
    >
      {line ? (
        <About line={line} />
      ) : props.loading ? (
        <SkeletonPage />
      ) : (
        <Notice tone="info">{t.activity.detail.gone}</Notice>
      )}
    </Drawer>
  );
}

function About({ line }: { line: Line }) {
  const { detail: words, entity, source } = t.activity;
  return (
    <>
      <Facts
        entries={[
          [words.when, <Time key="t" at={line.at} as="exact" />],
          [words.who, <bdi key="w">{line.who}</bdi>],
          [words.subAccount, line.subAccount && <bdi key="s">{line.subAccount.name}</bdi>],
          [words.kind, entity[line.entity] ?? fieldName(line.entity)],
          [words.from, source[line.source] ?? fieldName(line.source)],
          [words.id, <code key="i">{line.entityId}</code>],
        ]}
      />
      <Changes line={line} />
    </>
  );
}

function Changes({ line }: { line: Line }) {
  const words = t.activity.detail;
  const id = useId();
  const changes = changesOf(line.before, line.after);
  const currency = currencyOf(line.after) ?? currencyOf(line.before);
  const hasBefore = line.before !== null && line.before !== undefined;
  return (
    <section class="stack trail-changes" aria-labelledby={id}>
      <h3 id={id}>{words.changes}</h3>
      {changes.length === 0 && <p class="secondary">{words.noChanges}</p>}
      {changes.length > 0 && (
        <table data-testid="activity-changes">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              {hasBefore && <th scope="col">{words.before}</th>}
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{t.activity.field[field] ?? fieldName(field)}</th>
                {hasBefore && (
                  <td class="trail-was">
                    <Value field={field} value={before} currency={currency} />
                  </td>
                )}
                <td>
                  <Value field={field} value={after} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** A stored value as people read it; what is not known to be anything else stays as it is stored. */
function Value({ field, value, currency }: { field: string; value: unknown; currency: string | undefined }) {
  const words = t.activity.detail;
  if (value === null || value === undefined || value === '') return <span class="trail-none">{words.nothing}</span>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  if (typeof value === 'number' && currency && isMoney(field)) return <Money minor={value} currency={currency} />;
  if (isInstant(field, value)) return <Time at={value} as="exact" />;
  if (typeof value === 'string') return /^\+\d{7,15}$/.test(value) ? <PhoneNumber e164={value} /> : <bdi>{value}</bdi>;
  return <code>{JSON.stringify(value)}</code>;
}
