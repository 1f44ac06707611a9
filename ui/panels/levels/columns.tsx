import { type Column, CopyableNumber, Pill } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import type { Level, LevelNumber } from './calls.ts';
import { purposeText } from './words.ts';

/** The numbers at and below a level; where each sits is left out where all sit in the same place. */
export function columns(level: Level): readonly Column<LevelNumber>[] {
  const words = t.levels.numbers;
  const at: Column<LevelNumber> = { id: 'at', title: words.at, cell: number => <At number={number} /> };
  return [
    { id: 'number', title: words.number, cell: number => <CopyableNumber e164={number.e164} />, width: '1%' },
    { id: 'purpose', title: words.purpose, cell: ({ callPurpose }) => <Purpose purpose={callPurpose} /> },
    ...(level.kind === 'program' ? [] : [at]),
    {
      id: 'wired',
      title: words.wired,
      foldLabel: '→',
      cell: ({ wiredTo, wiredName }) => {
        const text = wiredTo === 'company' ? words.company : wiredName;
        return text ? <Name text={text} /> : null;
      },
    },
  ];
}

function Purpose({ purpose }: { purpose: LevelNumber['callPurpose'] }) {
  const text = purposeText(purpose);
  if (purpose === 'do_not_originate') return <Pill tone="bad">{text}</Pill>;
  return <span class={purpose ? undefined : 'secondary'}>{text}</span>;
}

function At({ number: { unit, program } }: { number: LevelNumber }) {
  const text = unit ? (program ? `${unit.name} › ${program.name}` : unit.name) : t.levels.noUnit;
  const status = program && t.levels.numbers.status[program.status];
  return (
    <span class="levels-at">
      <Name text={text} />
      {status && <span class="secondary">{status}</span>}
    </span>
  );
}

/** A name of any script and length: cut, never broken, whole on hover. */
export function Name({ text }: { text: string }) {
  return (
    <span class="levels-name" title={text}>
      <bdi>{text}</bdi>
    </span>
  );
}
