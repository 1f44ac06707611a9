import { useState } from 'preact/hooks';
import { Notice, PhoneField } from '../../kit/index.ts';
import { t } from '../../text/index.ts';
import { SelfSaving } from '../staff/SelfSaving.tsx';
import { useSaving } from '../staff/saving.ts';
import { type Settings, saveSettings } from './calls.ts';
import { Section } from './Section.tsx';
import { TextSetting } from './TextSetting.tsx';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The name clients know the agency by. */
export function Agency({ settings }: { settings: Settings }) {
  const words = t.settings.agency;
  return (
    <Section title={words.title} about={words.about}>
      <TextSetting
        field="name"
        label={words.name}
        maxLength={80}
        value={settings.name}
        read={name => (name ? { change: { name } } : { error: words.needName })}
        testid="agency-name"
      />
    </Section>
  );
}

/** Whom clients ask when they are stuck (T-7). */
export function SupportContact({ settings }: { settings: Settings }) {
  const words = t.settings.support;
  const { supportEmail, supportPhone } = settings;
  return (
    <Section title={words.title} about={words.about} testid="support-contact">
      {!supportEmail && !supportPhone && <Notice tone="wait">{words.none}</Notice>}
      <TextSetting
        field="supportEmail"
        label={words.email}
        type="email"
        maxLength={254}
        value={supportEmail ?? ''}
        read={typed =>
          typed && !EMAIL.test(typed) ? { error: words.badEmail } : { change: { supportEmail: typed || null } }
        }
        testid="support-email"
      />
      <Phone value={supportPhone ?? ''} />
    </Section>
  );
}

function Phone({ value }: { value: string }) {
  const [entry, setEntry] = useState<string | null>(null);
  const saving = useSaving(saveSettings);
  const commit = async (typed: string) => {
    if (typed === value || (await saving.run({ supportPhone: typed || null }))) setEntry(null);
  };
  return (
    <SelfSaving saving={saving} field="supportPhone">
      <PhoneField
        label={t.settings.support.phone}
        value={entry ?? value}
        error={saving.problem?.fields.supportPhone}
        onInput={typed => {
          setEntry(typed ?? '');
          saving.clear();
        }}
        onCommit={typed => void commit(typed)}
        testid="support-phone"
      />
    </SelfSaving>
  );
}
