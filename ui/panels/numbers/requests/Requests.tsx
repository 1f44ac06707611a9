import './requests.css';
import { useState } from 'preact/hooks';
import { Button, Notice, Time } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { t } from '../../../text/index.ts';
import { type NumberRequest, readRequests } from '../calls.ts';
import { nameText } from '../words.ts';
import { DeclineDialog } from './DeclineDialog.tsx';
import { FulfilDialog } from './FulfilDialog.tsx';
import { wishText } from './words.ts';

/** So many are shown before *Show more*. */
const FIRST = 3;

/** Numbers that clients ask for, above the pool until they are answered (N-12). */
export function Requests({ onBuy }: { onBuy: () => void }) {
  const words = t.requests;
  const open = useQuery('number-requests', readRequests).data ?? [];
  const [all, setAll] = useState(false);
  const [act, setAct] = useState<{ kind: 'fulfil' | 'decline'; request: NumberRequest } | null>(null);
  if (open.length === 0 && !act) return null;
  const shown = all ? open : open.slice(0, FIRST);
  return (
    <div class="requests">
      {open.length > 0 && (
        <Notice tone="wait" title={words.open(open.length)} testid="requests">
          {words.openWhy}
        </Notice>
      )}
      <ul aria-label={words.list}>
        {shown.map(request => (
          <Row
            key={request.id}
            request={request}
            onFulfil={() => setAct({ kind: 'fulfil', request })}
            onDecline={() => setAct({ kind: 'decline', request })}
          />
        ))}
      </ul>
      {open.length > shown.length && (
        <Button small kind="quiet" onClick={() => setAll(true)} testid="requests-more">
          {words.more(open.length - shown.length)}
        </Button>
      )}
      {act?.kind === 'fulfil' && <FulfilDialog request={act.request} onBuy={onBuy} onClose={() => setAct(null)} />}
      {act?.kind === 'decline' && <DeclineDialog request={act.request} onClose={() => setAct(null)} />}
    </div>
  );
}

function Row(props: { request: NumberRequest; onFulfil: () => void; onDecline: () => void }) {
  const { request } = props;
  const words = t.requests;
  const where = nameText(request.subAccount.name);
  return (
    <li class="request" data-testid={`request-${request.id}`}>
      <div class="request-what">
        <p>
          <strong>{wishText(request)}</strong>
        </p>
        <p class="secondary">
          {words.from(nameText(request.user.name), where)} · {words.asked} <Time at={request.createdAt} />
        </p>
        {request.note && (
          <p class="secondary request-note">
            <bdi>{request.note}</bdi>
          </p>
        )}
      </div>
      <div class="row">
        <Button small label={words.declineFor(where)} onClick={props.onDecline} testid={`decline-${request.id}`}>
          {words.decline}
        </Button>
        <Button small label={words.fulfilFor(where)} onClick={props.onFulfil} testid={`fulfil-${request.id}`}>
          {words.fulfil}
        </Button>
      </div>
    </li>
  );
}
