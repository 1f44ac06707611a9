import { useState } from 'preact/hooks';
import {
  Button,
  Confirm,
  Dialog,
  Drawer,
  Facts,
  LinkButton,
  Menu,
  Money,
  Notice,
  Pill,
  Time,
  toast,
} from '../kit/index.ts';

const kinds = ['primary', 'plain', 'quiet', 'danger'] as const;

export function Actions() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'typed' | 'drawer' | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => setOpen(null);
  return (
    <section>
      <h2>Buttons, menus, dialogs, notices</h2>
      <div class="row">
        {kinds.map(kind => (
          <Button key={kind} kind={kind} onClick={() => toast('Number assigned', () => toast('Taken back'))}>
            Assign
          </Button>
        ))}
        <Button kind="primary" icon="plus">
          Buy number
        </Button>
        <Button icon="copy" label="Copy" />
        <Button kind="quiet" icon="close" label="Close" />
        <LinkButton href="https://example.com">Open payment page</LinkButton>
      </div>
      <div class="row">
        {kinds.map(kind => (
          <Button
            key={kind}
            kind={kind}
            busy={busy}
            disabled={kind !== 'primary' && kind !== 'plain'}
            onClick={() => setBusy(true)}
          >
            Assign
          </Button>
        ))}
        <Button kind="primary" busy>
          Assign
        </Button>
        <Button busy>Assign</Button>
        <Button small>Small</Button>
        <Menu
          label="More for +1 415 555 0132"
          testid="gallery-menu"
          acts={[
            [
              { label: 'Assign', icon: 'person', onChoose: () => toast('Assign') },
              {
                label: 'Attach an agent',
                icon: 'phone',
                reason: 'Already linked to an agent. Detach it first.',
                onChoose: () => {},
              },
              { label: 'Show history', icon: 'clock', onChoose: () => {} },
            ],
            [{ label: 'Release to carrier', icon: 'trash', danger: true, onChoose: () => {} }],
          ]}
        />
      </div>
      <div class="row">
        <Button testid="open-dialog" onClick={() => setOpen('dialog')}>
          Dialog
        </Button>
        <Button testid="open-confirm" onClick={() => setOpen('confirm')}>
          Confirm
        </Button>
        <Button testid="open-typed" onClick={() => setOpen('typed')}>
          Typed confirmation
        </Button>
        <Button testid="open-drawer" onClick={() => setOpen('drawer')}>
          Drawer
        </Button>
      </div>
      <div class="row" style={{ '--gap': '16px' }}>
        <Pill tone="good">Active</Pill>
        <Pill tone="wait">Pending payment</Pill>
        <Pill tone="bad">Suspended</Pill>
        <Pill tone="info">Release scheduled</Pill>
        <Pill tone="free">Unassigned</Pill>
      </div>
      <div class="gallery-columns">
        <Notice tone="bad" title="Not assigned." acts={<Button small>Copy billing link</Button>}>
          Rosa's plan has no card on file. Ask her to add one, or copy the billing link.
        </Notice>
        <Notice tone="wait" title="Pending payment">
          Rosa has 9 days left to pay.
        </Notice>
        <Notice tone="info">Numbers that need a registered address say so.</Notice>
        <Notice tone="good" title="Assigned">
          Bayside Dental can pay now.
        </Notice>
      </div>
      {open === 'dialog' && (
        <Dialog
          title="Assign +1 415 555 0132 to whom?"
          subtitle="Local · San Francisco"
          onClose={close}
          foot={
            <>
              <Button onClick={close}>Cancel</Button>
              <Button kind="primary" onClick={close}>
                Assign
              </Button>
            </>
          }
        >
          <p>
            <Money minor={115} currency="USD" per="month" /> telco + <Money minor={335} currency="USD" /> markup ={' '}
            <Money minor={450} currency="USD" per="month" />. The client sees only the sum.
          </p>
        </Dialog>
      )}
      {open === 'confirm' && (
        <Confirm
          question="Unassign +1 415 555 0132 from Bayside Dental now?"
          verb="Unassign"
          danger
          onClose={close}
          onConfirm={close}
        >
          <p>Calls stop reaching them at once; their $4.50 a month ends today. Nothing already paid is refunded.</p>
        </Confirm>
      )}
      {open === 'typed' && (
        <Confirm
          question="Release +1 415 555 0132 to the carrier?"
          verb="Release to carrier"
          danger
          typed="0132"
          onClose={close}
          onConfirm={close}
        >
          <p>The carrier may not give it back.</p>
        </Confirm>
      )}
      {open === 'drawer' && (
        <Drawer
          title="+1 415 555 0132"
          subtitle="San Francisco, CA"
          onClose={close}
          foot={<Button onClick={close}>Release at period end</Button>}
        >
          <Facts
            entries={[
              [
                'Status',
                <Pill key="s" tone="good">
                  Active
                </Pill>,
              ],
              ['Sub-account', 'Bayside Dental'],
              ['Price', <Money key="m" minor={450} currency="USD" per="month" />],
              ['Since', <Time key="t" at={Date.now() - 200_000} />],
            ]}
          />
          <Notice tone="wait">Nobody answers calls to this number yet.</Notice>
        </Drawer>
      )}
    </section>
  );
}
