import { Button, type Column, PhoneNumber } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Forwarded } from './calls.ts';
import { isRouted, pathOf, type Rest } from './path.ts';

/** Number, what happens to a call in words, and where it forwards to; a number without its own shows the default. */
export function columns({ to: byDefault, voicemail }: Rest, onEdit: (number: Forwarded) => void): Column<Forwarded>[] {
  const words = t.forwarding;
  return [
    { id: 'number', title: words.number, cell: number => <PhoneNumber e164={number.e164} /> },
    {
      id: 'now',
      title: words.now,
      cell: number => (
        <span class="forwarding-path" data-testid={`path-${number.e164}`}>
          {words.path.sentence(pathOf(number, { to: number.forwardTo ?? byDefault, voicemail }))}
        </span>
      ),
    },
    {
      id: 'to',
      title: words.to,
      cell: number => <Target number={number} byDefault={byDefault} />,
      foldLabel: words.to,
    },
    {
      id: 'edit',
      title: '',
      cell: number =>
        number.state !== 'pending' && (
          <Button small onClick={() => onEdit(number)} testid={`configure-${number.e164}`}>
            {words.edit}
          </Button>
        ),
      fold: 'act',
      align: 'end',
    },
  ];
}

function Target({ number, byDefault }: { number: Forwarded; byDefault: string | null }) {
  const words = t.forwarding;
  if (!isRouted(number.state)) return null;
  if (number.forwardTo) return <PhoneNumber e164={number.forwardTo} />;
  if (!byDefault) return <span class="secondary">{words.nowhere}</span>;
  return (
    <span class="forwarding-target">
      <PhoneNumber e164={byDefault} /> <span class="secondary">{words.inherited}</span>
    </span>
  );
}
