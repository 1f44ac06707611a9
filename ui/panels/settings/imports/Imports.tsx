import { Button } from '../../../kit/index.ts';
import { go } from '../../../route.ts';
import { t } from '../../../text/index.ts';
import { Section } from '../Section.tsx';
import { ImportDrawer } from './ImportDrawer.tsx';

/** For agencies on their own Twilio account: what that holds already joins the pool (N-3). */
export function Imports({ isOpen }: { isOpen: boolean }) {
  const words = t.settings.imports;
  return (
    <Section title={words.title} about={words.about}>
      <div class="row">
        <Button icon="download" onClick={() => go('settings', 'import')} testid="open-import">
          {words.act}
        </Button>
      </div>
      {isOpen && <ImportDrawer onClose={() => go('settings')} />}
    </Section>
  );
}
