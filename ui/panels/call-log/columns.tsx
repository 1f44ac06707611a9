import { duration } from '../../format/time.ts';
import { type Column, PhoneNumber, Pill, Time } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Call } from './calls.ts';
import { partyOf, partyText, prose, TONE } from './words.ts';

/** Who, on which number, what happened, how long, when: one line per call. */
export function columns(): Column<Call>[] {
  const words = t.callLog;
  return [
    { id: 'who', title: words.who, cell: call => <Who call={call} /> },
    { id: 'line', title: words.line, cell: call => <PhoneNumber e164={call.number.e164} />, foldLabel: words.line },
    { id: 'happened', title: words.happened, cell: call => <Happened call={call} /> },
    {
      id: 'length',
      title: words.length,
      cell: call => call.durationS !== null && <span class="tabular">{duration(call.durationS)}</span>,
      align: 'end',
      foldLabel: words.length,
    },
    { id: 'when', title: words.when, cell: call => <Time at={call.startedAt} />, fold: 'first-end', align: 'end' },
  ];
}

function Who({ call }: { call: Call }) {
  const party = partyText(partyOf(call));
  const second = [call.direction === 'out' && t.callLog.out, call.contact && party].filter(Boolean).join(' · ');
  return (
    <span class="call-who">
      <bdi>{call.contact?.name ?? party}</bdi>
      {second && <span class="secondary tabular">{second}</span>}
    </span>
  );
}

function Happened({ call }: { call: Call }) {
  const words = t.callLog;
  return (
    <span class="call-happened">
      <Pill tone={TONE[call.status] ?? 'free'} testid={`call-${call.status}`}>
        {words.status[call.status] ?? call.status}
      </Pill>
      <span class="call-summary">{prose(call.summary)}</span>
    </span>
  );
}
