import { type Acts, copyText, toast } from '../../kit/index.ts';
import { go } from '../../route.ts';
import { t } from '../../text/index.ts';
import { LinkDialog, UnlinkDialog } from '../agents/LinkDialog.tsx';
import { AssignDialog } from './assign/AssignDialog.tsx';
import { CarrierDialog } from './CarrierDialog.tsx';
import type { PoolNumber } from './calls.ts';
import { PurposeDialog } from './PurposeDialog.tsx';
import { RemindDialog } from './RemindDialog.tsx';
import { UnassignDialog } from './UnassignDialog.tsx';
import type { All } from './useChosen.ts';
import { nameText, numberText } from './words.ts';

/** What is being done to which number; at most one thing at a time. */
export type Act =
  | { kind: 'assign'; number: Pick<PoolNumber, 'id' | 'e164'>; preferSubAccountId?: string | undefined }
  | { kind: 'unassign' | 'remind' | 'carrier' | 'link' | 'unlink'; number: PoolNumber }
  | { kind: 'purpose'; numbers: readonly PoolNumber[]; all?: All | undefined };

/** What can be done with a number as it stands, for its row menu. */
export function actsFor(number: PoolNumber, role: string, start: (act: Act) => void): Acts {
  const { act, carrier } = t.numbers;
  const shown = numberText(number.e164);
  const copy = async () => {
    if (await copyText(number.e164)) toast(act.copied(shown));
  };
  return [
    [
      ...(number.status === 'unassigned'
        ? [
            {
              label: act.assign,
              icon: 'person' as const,
              onChoose: () => start({ kind: 'assign', number }),
              testid: 'act-assign',
            },
            ...linkActs(number, start),
          ]
        : []),
      ...(number.status === 'pending'
        ? [
            {
              label: act.remind,
              icon: 'clock' as const,
              onChoose: () => start({ kind: 'remind', number }),
              testid: 'act-remind',
            },
          ]
        : []),
      {
        label: act.details,
        icon: 'info',
        onChoose: () => go('numbers', number.id, number.e164),
        testid: 'act-details',
      },
      {
        label: act.purpose,
        icon: 'pencil',
        onChoose: () => start({ kind: 'purpose', numbers: [number] }),
        testid: 'act-purpose',
      },
      { label: act.copy, icon: 'copy', onChoose: () => void copy(), testid: 'act-copy' },
    ],
    number.assignmentId
      ? [
          {
            label: act.unassign,
            icon: 'close',
            danger: true,
            onChoose: () => start({ kind: 'unassign', number }),
            testid: 'act-unassign',
          },
        ]
      : [
          {
            label: act.carrier,
            icon: 'trash',
            danger: true,
            reason:
              role === 'agency_member' ? carrier.onlyAdmins : number.wiredTo !== null ? carrier.detachFirst : undefined,
            onChoose: () => start({ kind: 'carrier', number }),
            testid: 'act-carrier',
          },
        ],
  ];
}

/** a number nobody has may be answered by an agent of the agency's own. */
function linkActs(number: PoolNumber, start: (act: Act) => void) {
  const words = t.agents.pool;
  const { wiredAgent } = number;
  const link = { icon: 'wave' as const, onChoose: () => start({ kind: 'link', number }), testid: 'act-link' };
  if (!wiredAgent) return [{ ...link, label: words.link }];
  const off = () => start({ kind: 'unlink', number });
  return [
    { ...link, label: words.relink },
    { label: words.detach(nameText(wiredAgent.name)), icon: 'close' as const, onChoose: off, testid: 'act-unlink' },
  ];
}

/** The dialog of the act under way. */
export function Acting({ act, onClose }: { act: Act; onClose: () => void }) {
  if (act.kind === 'assign') {
    return <AssignDialog number={act.number} preferSubAccountId={act.preferSubAccountId} onClose={onClose} />;
  }
  if (act.kind === 'purpose') return <PurposeDialog numbers={act.numbers} all={act.all} onClose={onClose} />;
  if (act.kind === 'remind') return <RemindDialog number={act.number} onClose={onClose} />;
  if (act.kind === 'link') return <LinkDialog number={act.number} onClose={onClose} />;
  if (act.kind === 'unlink') return <UnlinkDialog number={act.number} onClose={onClose} />;
  if (act.kind === 'carrier') return <CarrierDialog number={act.number} onClose={onClose} />;
  return <UnassignDialog number={act.number} onClose={onClose} />;
}
