import { duration } from '../../format/time.ts';
import { Icon } from '../../kit/index.ts';
import { Player } from '../../kit/Player.tsx';
import { t } from '../../text/index.ts';
import { Clock } from './Clock.tsx';
import { type InboxRecord, voicemailAddress } from './calls.ts';
import { callText } from './words.ts';

/** A call: what became of it, how long it was, by which rule, and the voicemail to hear (S-3). */
export function CallRecord({ record }: { record: InboxRecord }) {
  const { voicemail, direction } = record;
  const { call } = t.inbox;
  return (
    <div class="talk-call" data-outcome={record.outcome} data-testid={`record-${record.id}`}>
      <Icon name={direction === 'in' && record.outcome === 'voicemail' ? 'voicemail' : 'phone'} />
      <div>
        <div>
          <strong>
            <bdi>{callText(record)}</bdi>
          </strong>
          {voicemail && voicemail.heardAt === null && <span class="talk-unheard">{call.unheard}</span>}
        </div>
        <div class="secondary talk-facts">
          <Clock at={record.at} />
          {record.outcome === 'answered' && record.durationS !== null && (
            <span>{call.talked(duration(record.durationS))}</span>
          )}
          {direction === 'out' && record.by && <bdi>{call.by(record.by.name)}</bdi>}
          {record.overflow && <span>{call.overflow}</span>}
          {record.ruleName && <bdi>{call.rule(record.ruleName)}</bdi>}
        </div>
        {voicemail && (
          <Player
            label={t.inbox.voicemail}
            seconds={voicemail.durationS}
            address={() => voicemailAddress(voicemail.id)}
          />
        )}
      </div>
    </div>
  );
}
