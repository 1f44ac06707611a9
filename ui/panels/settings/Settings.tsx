import './settings.css';
import { useQuery } from '../../query.ts';
import { route } from '../../route.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { Ready } from '../../shell/Ready.tsx';
import { t } from '../../text/index.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { Countries } from './Countries.tsx';
import { readSettings } from './calls.ts';
import { Connection } from './connection/Connection.tsx';
import { HostSync } from './host-sync/HostSync.tsx';
import { Imports } from './imports/Imports.tsx';
import { Keeping } from './Keeping.tsx';
import { Reservations } from './Reservations.tsx';
import { GetReady } from './ready/GetReady.tsx';
import { Agency, SupportContact } from './SupportContact.tsx';

/** The agency's own settings: what is connected on top, then what it decides for itself and its clients. */
export default function SettingsPanel() {
  const query = useQuery('settings', readSettings);
  return (
    <>
      <PageHead title={t.settings.title} />
      <Ready query={query}>
        {settings => (
          <div class="settings">
            <GetReady settings={settings} />
            <Connection />
            <HostSync />
            <Keeping settings={settings} />
            {settings.telephony === 'own' && <Imports isOpen={route.value.path[0] === 'import'} />}
            <Agency settings={settings} />
            <SupportContact settings={settings} />
            <Reservations settings={settings} />
            <Countries settings={settings} />
            <ApiKeys />
          </div>
        )}
      </Ready>
    </>
  );
}
