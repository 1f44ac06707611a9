import { useState } from 'preact/hooks';
import { useAction } from '../../../action.ts';
import { Button, type Choice, Combobox, Dialog, Notice, toast } from '../../../kit/index.ts';
import { useQuery } from '../../../query.ts';
import { useSettled } from '../../../settled.ts';
import { Refusal } from '../../../shell/Refusal.tsx';
import { t } from '../../../text/index.ts';
import { fulfil, NO_FILTER, type NumberRequest, type PoolNumber, readNear, readPool } from '../calls.ts';
import { costText, countryName, nameText, numberText } from '../words.ts';
import { wishText } from './words.ts';

interface FulfilDialogProps {
  request: NumberRequest;
  onBuy: () => void;
  onClose: () => void;
}

/** Gives a number of the pool to the client who asked; those that fit the request come first. */
export function FulfilDialog({ request, onBuy, onClose }: FulfilDialogProps) {
  const words = t.requests;
  const who = nameText(request.subAccount.name);
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<PoolNumber | null>(null);
  const [unchosen, setUnchosen] = useState(false);
  const q = useSettled(query).replace(/\D/g, '');
  const free = useQuery(
    `free numbers ${q}`,
    async () => (await readPool({ ...NO_FILTER, q, status: 'unassigned' })).items,
    { keep: true },
  );
  const near = useQuery(`near ${request.subAccount.id}`, () => readNear(request.subAccount.id)).data;
  const nearIds = new Set(near?.local.map(one => one.id));
  const all = q ? (free.data ?? []) : [...(near?.local ?? []), ...(free.data ?? [])];
  const giving = useAction(
    (number: PoolNumber) => fulfil(request.id, number.id),
    () => {
      toast(words.done(numberText(chosen?.e164 ?? ''), who));
      onClose();
    },
  );
  const none = free.data?.length === 0 && q === '';
  return (
    <Dialog
      title={words.fulfilQuestion(who)}
      onClose={onClose}
      onSubmit={() => (chosen ? void giving.run(chosen) : setUnchosen(true))}
      held={giving.busy}
      testid="fulfil-dialog"
      foot={
        <>
          <Button onClick={onClose} disabled={giving.busy}>
            {t.kit.cancel}
          </Button>
          <Button type="submit" kind="primary" busy={giving.busy} disabled={none} testid="fulfil-verb">
            {words.assignVerb}
          </Button>
        </>
      }
    >
      <p class="secondary">
        {wishText(request)}
        {request.note && (
          <>
            {' · '}
            <bdi>{request.note}</bdi>
          </>
        )}
      </p>
      {none ? (
        <Notice
          tone="wait"
          title={words.noneFree.title}
          acts={
            <Button
              small
              onClick={() => {
                onClose();
                onBuy();
              }}
              testid="fulfil-buy"
            >
              {words.noneFree.act}
            </Button>
          }
        >
          {words.noneFree.why}
        </Notice>
      ) : (
        <Combobox
          label={words.number}
          error={unchosen && !chosen ? words.choose : undefined}
          hint={words.after(nameText(request.user.name))}
          placeholder={words.pick}
          choices={choices(all, chosen, request, nearIds)}
          value={chosen?.id ?? null}
          loading={free.loading || free.refreshing}
          onQuery={setQuery}
          onPick={id => {
            setChosen(all.find(one => one.id === id) ?? null);
            giving.clear();
          }}
          testid="fulfil-number"
        />
      )}
      <Refusal problem={free.problem} onAgain={free.again} />
      <Refusal problem={giving.problem} />
    </Dialog>
  );
}

function fits(number: PoolNumber, { country, type, areaCode }: NumberRequest): boolean {
  return number.country === country && number.type === type && (!areaCode || number.e164.includes(areaCode, 1));
}

/** What fits what was asked for comes first, then what is near the client (N-1). */
function choices(
  free: readonly PoolNumber[],
  chosen: PoolNumber | null,
  request: NumberRequest,
  nearIds: ReadonlySet<string>,
): readonly Choice[] {
  const all = new Map([...free, ...(chosen ? [chosen] : [])].map(one => [one.id, one]));
  const rank = (one: PoolNumber) => 2 * Number(fits(one, request)) + Number(nearIds.has(one.id));
  return [...all.values()]
    .toSorted((a, b) => rank(b) - rank(a))
    .map(one => ({
      id: one.id,
      label: numberText(one.e164),
      detail: [
        fits(one, request) ? t.requests.fits : `${t.numbers.type[one.type]} · ${countryName(one.country)}`,
        ...(nearIds.has(one.id) ? [t.numbers.near.them] : []),
        costText(one),
      ].join(' · '),
      testid: `free-${one.id}`,
    }));
}
