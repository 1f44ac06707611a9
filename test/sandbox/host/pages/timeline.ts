import { html } from 'hono/html';
import type { Contact, Location, Records, TimelineEntry } from '../records.ts';
import { shownPhone, shownTime } from './form.ts';
import type { Html } from './layout.ts';

const SAID: Record<TimelineEntry['kind'], Record<TimelineEntry['direction'], string>> = {
  call: { inbound: 'Called us', outbound: 'We called' },
  text: { inbound: 'Texted us', outbound: 'We texted' },
  voicemail: { inbound: 'Left a voicemail', outbound: 'We left a voicemail' },
};

/** What the plug-in wrote about one contact, newest first. */
export function timelineOf(records: Records, contact: Contact, location: Location): Html {
  const entries = [...records.timeline.values()]
    .filter(e => e.contactId === contact.id)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (!entries.length) return html`<p class="quiet">Calls, texts and voicemail will appear here.</p>`;
  return html`<ol class="timeline" data-testid="timeline">${entries.map(entry => line(records, entry, location))}</ol>`;
}

function line(records: Records, entry: TimelineEntry, location: Location): Html {
  const user = entry.user_id === undefined ? undefined : records.users.get(entry.user_id);
  const facts = [
    entry.status,
    entry.duration_s === undefined ? '' : shownSpan(entry.duration_s),
    user?.name ?? '',
    `${shownPhone(entry.from, location.country)} → ${shownPhone(entry.to, location.country)}`,
  ].filter(Boolean);
  return html`<li class="${entry.kind}"><b>${SAID[entry.kind][entry.direction]}</b><time>${shownTime(entry.at, location.timezone)}</time>
<p class="quiet">${facts.map((fact, n) => html`${n ? ' · ' : ''}<span class="whole">${fact}</span>`)}</p>${entry.body ? html`<p class="said">${entry.body}</p>` : ''}</li>`;
}

function shownSpan(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
