import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { duration } from '../../format/time.ts';
import { CopyableNumber, Drawer, Facts, Notice, PhoneNumber, Pill } from '../../kit/index.ts';
import { Player } from '../../kit/Player.tsx';
import { Trace } from '../../kit/Trace.tsx';
import { useQuery } from '../../query.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { type Call, type CallDetail, linkTo, readCall } from './calls.ts';
import { exactText, legText, partyOf, partyText, prose, TONE, traceSteps, whoText } from './words.ts';

/** One call: what happened, which phones rang and when, and each rule that was considered. */
export function CallDrawer(props: { id: string; known: Call | undefined; onClose: () => void }) {
  const query = useQuery(`call ${props.id}`, () => readCall(props.id));
  const call = query.data ?? props.known;
  return (
    <Drawer
      title={call ? <bdi>{whoText(call)}</bdi> : t.callLog.title}
      subtitle={call && exactText(call.startedAt)}
      width="560px"
      onClose={props.onClose}
      testid="call-drawer"
    >
      {call && <About call={call} />}
      <Ready query={query}>{detail => <Course call={detail} />}</Ready>
    </Drawer>
  );
}

function About({ call }: { call: Call }) {
  const words = t.callLog.detail;
  const party = partyOf(call);
  const outside = partyText(party);
  const shown = party.startsWith('+') ? <CopyableNumber e164={party} /> : outside;
  const line = <PhoneNumber e164={call.number.e164} />;
  return (
    <>
      <p class="row">
        <Pill tone={TONE[call.status] ?? 'free'}>{t.callLog.status[call.status] ?? call.status}</Pill>
        <span>{prose(call.summary)}</span>
      </p>
      {call.overflow && <Notice tone="wait">{words.overflow}</Notice>}
      <Facts
        entries={[
          [words.from, call.direction === 'in' ? shown : line],
          [words.to, call.direction === 'in' ? line : shown],
          [words.contact, call.contact ? <bdi key="c">{call.contact.name}</bdi> : words.none],
          [words.by, call.answeredBy && <bdi key="b">{call.answeredBy.name}</bdi>],
          [words.at, call.answeredAtNumber && <PhoneNumber key="a" e164={call.answeredAtNumber} />],
          [words.rule, call.ruleName && <bdi key="r">{call.ruleName}</bdi>],
          [words.length, call.durationS !== null && duration(call.durationS)],
        ]}
      />
    </>
  );
}

function Course({ call }: { call: CallDetail }) {
  const words = t.callLog.detail;
  const { voicemail } = call;
  return (
    <>
      {voicemail && (
        <Part title={words.voicemail}>
          <Player label={words.voicemail} seconds={voicemail.durationS} address={() => linkTo(voicemail.id)} />
        </Part>
      )}
      {call.steps.length > 0 && (
        <Part title={words.steps}>
          <ol class="call-steps">
            {call.steps.map(step => (
              <li key={step.sentence}>{prose(step.sentence)}</li>
            ))}
          </ol>
        </Part>
      )}
      <Part title={words.legs}>
        {call.legs.length === 0 && <p class="secondary">{words.noLegs}</p>}
        <ul class="call-legs" data-testid="legs">
          {call.legs.map(leg => (
            <li key={`${leg.to} ${leg.rangAt}`} data-bridged={leg.bridged ? '' : undefined}>
              <span>
                {leg.user && <bdi>{leg.user.name}</bdi>}{' '}
                {leg.to.startsWith('+') ? <PhoneNumber e164={leg.to} /> : leg.to}
              </span>
              <span class="secondary tabular">{legText(leg, call.status !== 'in_progress')}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.why}>
        {call.trace.length ? (
          <Trace steps={traceSteps(call.trace)} testid="trace" />
        ) : (
          <p class="secondary">{words.whyNone}</p>
        )}
        {call.direction === 'in' && (
          <GoTo
            panel="call-log"
            path={['test', call.number.id, ...(call.from.startsWith('+') ? [call.from] : [])]}
            testid="test-again"
          >
            {words.again}
          </GoTo>
        )}
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="call-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
