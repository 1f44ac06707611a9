import { api, json, signWith } from '../api.ts';
import { startMinutes } from '../clock.ts';
import { loadPhones } from '../format/phone.ts';
import type { Host } from '../host.ts';
import { startPolling } from '../live.ts';
import type { Me, MeAnswer } from '../me.ts';
import { parseRoute, route } from '../route.ts';
import { Session } from '../session.ts';
import { speak } from '../text/index.ts';
import { viewer } from '../viewer.ts';
import { setTheme } from './theme.ts';

export interface Started {
  me: Me;
  session: Session;
  stop: () => void;
}

/** Handshake → session → who is looking → language, zone, theme. Rejects with NoHost or a Problem. */
export async function start(host: Host): Promise<Started> {
  const phones = loadPhones();
  const session = new Session(host);
  signWith(session);
  await session.open();
  const answer: MeAnswer = await json(api.me.$get());
  const me: Me = { ...answer, context: contextOf(answer) };
  await Promise.all([speak(session.wishes.locale ?? navigator.language), phones]);
  adopt(me, session.wishes);
  route.value = parseRoute(location.hash);
  const stops = [startPolling(), startMinutes()];
  return { me, session, stop: () => stops.map(stop => stop()) };
}

function contextOf({ subAccount, role }: MeAnswer): Me['context'] {
  if (!subAccount) return 'agency';
  return role === 'staff' ? 'staff' : 'subaccount';
}

function adopt(me: Me, wishes: Session['wishes']): void {
  const own = new Intl.DateTimeFormat().resolvedOptions();
  const tz = knownZone(wishes.tz) ?? own.timeZone;
  const locale = knownLocale(wishes.locale) ?? own.locale;
  viewer.value = {
    locale,
    tz,
    zone: knownZone(me.subAccount?.timezone) ?? tz,
    country: me.subAccount?.country ?? new Intl.Locale(locale).maximize().region ?? 'US',
  };
  if (wishes.theme === 'light' || wishes.theme === 'dark') setTheme(wishes.theme);
}

/** A zone or locale the browser does not know would throw at every time on screen. */
function knownZone(zone: string | undefined): string | undefined {
  if (!zone) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

function knownLocale(locale: string | undefined): string | undefined {
  if (!locale) return undefined;
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
