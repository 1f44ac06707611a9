import { useMe } from '../../me.ts';
import { GoTo } from '../../shell/GoTo.tsx';
import { t } from '../../text/index.ts';
import { Keys } from '../api/Keys.tsx';
import { Section } from './Section.tsx';

/** The agency's own keys, for those who may make them (W-4). */
export function ApiKeys() {
  const words = t.api.key;
  if (!useMe().panels.includes('api')) return null;
  const about = (
    <>
      {words.sectionAbout}{' '}
      <GoTo panel="api" path={['reference']} testid="to-reference">
        {words.toReference}
      </GoTo>
    </>
  );
  return (
    <Section title={words.section} about={about} testid="settings-keys">
      <Keys />
    </Section>
  );
}
