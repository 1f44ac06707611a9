import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Tabs } from '../../kit/index.ts';
import { t } from '../../text/index.ts';

/** Call, text and voicemail settings of one person, each in a view of its own. */
export function SettingsTabs(props: {
  calls: () => ComponentChildren;
  texts: () => ComponentChildren;
  voicemail: () => ComponentChildren;
}) {
  const [at, setAt] = useState<'calls' | 'texts' | 'voicemail'>('calls');
  const words = t.staff.tabs;
  return (
    <Tabs
      label={words.label}
      tabs={[
        { id: 'calls', title: words.calls },
        { id: 'texts', title: words.texts },
        { id: 'voicemail', title: words.voicemail },
      ]}
      value={at}
      onChange={id => setAt(id === 'texts' || id === 'voicemail' ? id : 'calls')}
    >
      <div class="stack" style={{ '--gap': '24px' }}>
        {props[at]()}
      </div>
    </Tabs>
  );
}
