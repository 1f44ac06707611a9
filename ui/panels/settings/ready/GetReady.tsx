import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Icon, Notice } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { Ready } from '../../../shell/Ready.tsx';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { StripePage, useStripePage } from '../../phone-numbers/plan/stripe-page.tsx';
import { type Checklist, openCardPage, openConnectPage, readChecklist, type Settings, type Step } from '../calls.ts';
import { Section } from '../Section.tsx';
import { TelephonyDialog } from './TelephonyDialog.tsx';

/** The three steps by which an agency gets ready, each with what stands or is missing (T-6). */
export function GetReady({ settings }: { settings: Settings }) {
  const words = t.settings.ready;
  const query = useQuery('checklist', readChecklist);
  return (
    <Section title={query.data?.ready ? words.titleDone : words.title} testid="checklist">
      <Ready query={query}>
        {list => (
          <>
            <Health list={list} />
            <ol class="ready-steps">
              {list.steps.map(step => (
                <One
                  key={step.id}
                  step={{ ...step, next: step === list.steps.find(one => !one.done) }}
                  settings={settings}
                />
              ))}
            </ol>
          </>
        )}
      </Ready>
    </Section>
  );
}

function Health({ list }: { list: Checklist }) {
  const words = t.settings.ready;
  const done = list.steps.filter(step => step.done).length;
  if (list.ready) {
    return (
      <Notice tone="good" title={words.all} testid="ready">
        {words.allWhy}
      </Notice>
    );
  }
  return (
    <Notice tone="wait" title={words.some(done, list.steps.length)} testid="not-ready">
      {words.someWhy}
    </Notice>
  );
}

/** `next`: the first that is still open, whose act is the one to take. */
type Shown = Step & { next: boolean };

function One({ step, settings }: { step: Shown; settings: Settings }) {
  if (step.id === 'card') return <Card step={step} isOwn={settings.telephony === 'own'} />;
  return step.id === 'connect' ? <Connect step={step} /> : <Telephony step={step} settings={settings} />;
}

function Card({ step, isOwn }: { step: Shown; isOwn: boolean }) {
  const words = t.settings.ready;
  const page = useStripePage(openCardPage, step.done, words.cardDone);
  return (
    <Line
      step={step}
      act={
        !isOwn && (
          <Button
            kind={step.next ? 'primary' : 'plain'}
            small
            busy={page.busy}
            onClick={page.open}
            testid="checklist-card"
          >
            {step.done ? words.changeCard : words.addCard}
          </Button>
        )
      }
    >
      <StripePage {...page} />
      <Refusal problem={page.problem} />
    </Line>
  );
}

function Connect({ step }: { step: Shown }) {
  const words = t.settings.ready;
  const page = useStripePage(openConnectPage, step.done, words.connectDone);
  return (
    <Line
      step={step}
      act={
        !step.done && (
          <Button
            kind={step.next ? 'primary' : 'plain'}
            small
            busy={page.busy}
            onClick={page.open}
            testid="checklist-connect"
          >
            {words.connect}
          </Button>
        )
      }
    >
      <StripePage {...page} />
      <Refusal problem={page.problem} />
    </Line>
  );
}

function Telephony({ step, settings }: { step: Shown; settings: Settings }) {
  const [choosing, setChoosing] = useState(false);
  const words = t.settings.ready;
  return (
    <Line
      step={step}
      act={
        <Button
          kind={step.next ? 'primary' : 'plain'}
          small
          onClick={() => setChoosing(true)}
          testid="checklist-telephony"
        >
          {step.done ? words.change : words.choose}
        </Button>
      }
    >
      {choosing && <TelephonyDialog settings={settings} onClose={() => setChoosing(false)} />}
    </Line>
  );
}

/** A step: done or open in words and mark, what that means, the act, and below it what is going on. */
function Line({ step, act, children }: { step: Step; act: ComponentChildren; children: ComponentChildren }) {
  const words = t.settings.ready;
  return (
    <li data-done={step.done ? '' : undefined} data-testid={`step-${step.id}`}>
      <span class="ready-mark">{step.done ? <Icon name="check" size={14} /> : null}</span>
      <div class="ready-what">
        <strong>
          {words.step[step.id]}
          <span class="sr-only">: {step.done ? words.done : words.open}</span>
        </strong>
        <span class="secondary">{step.detail}</span>
      </div>
      {act}
      <div class="ready-more">{children}</div>
    </li>
  );
}
