import { useEffect, useMemo, useState } from 'preact/hooks';
import { zoneName } from '../../format/time.ts';
import { Combobox, Notice, Radios } from '../../kit/index.ts';
import { WeekGrid } from '../../kit/WeekGrid.tsx';
import { t } from '../../text/index.ts';
import { viewer } from '../../viewer.ts';
import { HoursFields } from '../company-number/HoursFields.tsx';
import type { Hours } from './calls.ts';
import { useRested } from './choice.ts';
import { draftOf, type HoursDraft, nowIn, slotsOfRows, wantedOf, zoneLabel, zones } from './hours.ts';
import { SelfSaving } from './SelfSaving.tsx';
import { useSaving } from './saving.ts';

/** When a person may be rung: always, or in their own week and zone (S-2, R-9). */
export function OwnHours(props: {
  hours: Hours | null;
  /** The sub-account's zone. */
  home: string;
  save: (hours: Hours | null) => Promise<unknown>;
}) {
  const { hours, home } = props;
  const [draft, setDraft] = useState<HoursDraft | null>(null);
  const saving = useSaving(props.save);
  const shown = draft ?? draftOf(hours, home);
  const wanted = wantedOf(shown);
  useRested(draft ? wanted : undefined, hours, saving);
  useEffect(() => {
    if (draft && !saving.busy && wanted && JSON.stringify(wanted.value) === JSON.stringify(hours)) setDraft(null);
  }, [draft, hours, saving.busy]);

  const change = (part: Partial<HoursDraft>) => setDraft({ ...shown, ...part });
  const words = t.staff.hours;
  return (
    <SelfSaving saving={saving} field="hours">
      <Radios
        label={words.label}
        value={shown.own ? 'own' : 'always'}
        options={[
          { value: 'always', label: words.always, detail: words.alwaysAbout },
          { value: 'own', label: words.own, detail: words.ownAbout },
        ]}
        onChange={way => change({ own: way === 'own' })}
        testid="hours-way"
      />
      {shown.own && (
        <div class="own-hours">
          <HoursFields
            label={words.rows}
            zone={shown.zone}
            hours={shown.rows}
            onChange={rows => change({ rows })}
            tried={false}
            error={saving.problem?.fields['hours.windows']}
          />
          {!wanted && (
            <Notice tone="wait" testid="hours-unsaved">
              {words.unfinished}
            </Notice>
          )}
          <Zone zone={shown.zone} home={home} onPick={zone => change({ zone })} />
          <WeekGrid
            rules={[{ id: 'own', name: words.available, slots: slotsOfRows(shown.rows) }]}
            now={nowIn(shown.zone)}
            height="160px"
          />
        </div>
      )}
    </SelfSaving>
  );
}

function Zone(props: { zone: string; home: string; onPick: (zone: string) => void }) {
  const { zone, home } = props;
  const choices = useMemo(
    () => [...new Set([home, zone, ...zones()])].map(id => ({ id, label: zoneLabel(id), testid: `zone-${id}` })),
    [home, zone],
  );
  return (
    <Combobox
      label={t.staff.hours.zone}
      hint={zone === home ? undefined : t.staff.hours.otherZone(zoneName(home, viewer.value.locale))}
      choices={choices}
      value={zone}
      onPick={id => props.onPick(id ?? home)}
      testid="hours-zone"
    />
  );
}
