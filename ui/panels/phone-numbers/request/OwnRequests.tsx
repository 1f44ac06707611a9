import './own-requests.css';
import { useId } from 'preact/hooks';
import { now } from '../../../clock.ts';
import { numberText, Pill, Time, type Tone } from '../../../kit/index.ts';
import { useMe } from '../../../me.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import { wishText } from '../../numbers/requests/words.ts';
import { type OwnRequest, readOwnRequests } from './calls.ts';

/** An answer stays in view so long. */
const SHOWN_MS = 14 * 86_400_000;

/** What was asked for: still waiting, or answered lately. */
export function OwnRequests() {
  const id = useId();
  const all = useQuery('own-requests', readOwnRequests).data ?? [];
  const shown = all.filter(one => one.answeredAt === null || one.answeredAt > now() - SHOWN_MS);
  if (shown.length === 0) return null;
  return (
    <section class="own-requests" aria-labelledby={id} data-testid="own-requests">
      <h2 id={id}>{t.requests.own}</h2>
      <ul>
        {shown.map(one => (
          <Row key={one.id} request={one} />
        ))}
      </ul>
    </section>
  );
}

const TONES: Record<OwnRequest['state'], Tone> = { open: 'wait', fulfilled: 'good', declined: 'free' };

function Row({ request }: { request: OwnRequest }) {
  const words = t.requests;
  const { agency } = useMe();
  const { state, e164, answer, note } = request;
  const text = {
    open: words.waiting(agency.name),
    fulfilled: words.fulfilled(numberText(e164 ?? '')),
    declined: words.declined,
  }[state];
  return (
    <li data-testid={`own-request-${request.id}`}>
      <div>
        <p>{wishText(request)}</p>
        {note && (
          <p class="secondary">
            <bdi>{note}</bdi>
          </p>
        )}
        {state === 'declined' && answer && <p class="secondary">{words.answered(agency.name, answer)}</p>}
      </div>
      <Pill tone={TONES[state]}>{text}</Pill>
      <span class="secondary">
        <Time at={request.answeredAt ?? request.createdAt} />
      </span>
    </li>
  );
}
