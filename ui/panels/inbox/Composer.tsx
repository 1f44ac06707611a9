import './composer.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LONGEST_TEXT } from '../../../worker/outbound/rules/relay.ts';
import { useAction } from '../../action.ts';
import { Button, Notice, numberText, Select } from '../../kit/index.ts';
import { Refusal } from '../../shell/Refusal.tsx';
import { t } from '../../text/index.ts';
import { type Sender, sendText, type Thread } from './calls.ts';
import { draftOf, keepDraft, rewritten } from './draft.ts';
import { sizeOf } from './segments.ts';
import { callerName, refusedAs } from './words.ts';

type Numbered = Sender & { numberId: string };

const numbered = (sender: Sender): sender is Numbered => sender.numberId !== null;

/** Writes a text (O-1), or says why none can be written. */
export function Composer({ thread, isAdmin }: { thread: Thread; isAdmin: boolean }) {
  const words = t.inbox.composer;
  const senders = thread.senders.filter(numbered);
  if (!thread.caller.e164) return <p class="talk-quiet">{words.withheld}</p>;
  if (thread.optedOut) {
    return (
      <Notice tone="info" title={words.optedOut} testid="opted-out">
        {words.optedOutWhy}
      </Notice>
    );
  }
  const [first] = senders;
  if (!first) {
    return (
      <Notice tone="wait" title={words.noSender} testid="no-sender">
        {isAdmin ? words.noSenderAdmin : words.noSenderWhy}
      </Notice>
    );
  }
  if (!senders.some(sender => sender.usable)) {
    return (
      <Notice tone="wait" title={words.cannot} testid="no-sender">
        {senders.map(sender => `${numberText(sender.e164)}: ${sender.why ?? ''}`).join(' ')}
      </Notice>
    );
  }
  return <Writing thread={thread} senders={senders} />;
}

function Writing({ thread, senders }: { thread: Thread; senders: readonly Numbered[] }) {
  const words = t.inbox.composer;
  const [body, setBody] = useState(() => draftOf(thread.key));
  const [numberId, setNumberId] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const request = useRef({ of: '', id: '' });
  const from = senders.find(one => one.numberId === numberId && one.usable) ?? senders.find(one => one.usable);

  const write = (text: string) => {
    keepDraft(thread.key, text);
    setBody(text);
  };
  useEffect(() => {
    if (rewritten.value === 0 || draftOf(thread.key) === body) return;
    setBody(draftOf(thread.key));
    field.current?.focus();
  }, [rewritten.value]);

  const sending = useAction(
    (text: { numberId: string; body: string; requestId: string }) => sendText(thread.key, text),
    () => {
      request.current = { of: '', id: '' };
      write('');
      field.current?.focus();
    },
  );
  const send = () => {
    if (!from || !body.trim()) return field.current?.focus();
    // The same text tried again, say after a lost answer, is one text.
    const of = `${from.numberId} ${body}`;
    if (request.current.of !== of) request.current = { of, id: crypto.randomUUID() };
    void sending.run({ numberId: from.numberId, body, requestId: request.current.id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <Refusal problem={refusedAs(words.refused, sending.problem)} />
      <div class="composer-line">
        <textarea
          ref={field}
          class="input"
          rows={1}
          dir="auto"
          aria-label={words.label}
          aria-describedby="composer-size"
          placeholder={words.placeholder(callerName(thread))}
          maxLength={LONGEST_TEXT}
          value={body}
          data-testid="text-body"
          onInput={event => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" kind="primary" busy={sending.busy} testid="text-send">
          {words.send}
        </Button>
      </div>
      <div class="composer-under">
        <From senders={senders} value={from?.numberId ?? ''} onChange={setNumberId} />
        <Size body={body} claims={thread.canClaim} />
      </div>
    </form>
  );
}

function From(props: { senders: readonly Numbered[]; value: string; onChange: (numberId: string) => void }) {
  const { composer, kind } = t.inbox;
  const [first, ...others] = props.senders;
  if (first && others.length === 0) {
    return (
      <span class="secondary" data-testid="text-from">
        {composer.fromNumber(numberText(first.e164), kind[first.kind] ?? '')}
      </span>
    );
  }
  return (
    <Select
      label={composer.from}
      quietLabel
      value={props.value}
      options={props.senders.map(sender => ({
        value: sender.numberId,
        label: sender.usable
          ? composer.fromNumber(numberText(sender.e164), kind[sender.kind] ?? '')
          : `${numberText(sender.e164)}: ${sender.why ?? ''}`,
        disabled: !sender.usable,
      }))}
      onChange={props.onChange}
      testid="text-from"
    />
  );
}

/** How long the text is and how many it makes; before anything is typed, what sending does. */
function Size({ body, claims }: { body: string; claims: boolean }) {
  const { composer: words } = t.inbox;
  const { characters, parts, special } = sizeOf(body);
  return (
    <span class="secondary composer-size" id="composer-size" data-testid="text-size">
      {characters === 0
        ? claims && words.sends
        : [words.count(characters, LONGEST_TEXT), words.parts(parts), special && parts > 1 && words.special]
            .filter(Boolean)
            .join(' · ')}
    </span>
  );
}
