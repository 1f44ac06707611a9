import { Hono } from 'hono';
import { viewerOf } from '../inbox/thread.ts';
import { allow, insideSubAccount } from '../tenancy/allow.ts';
import type { SignedIn, Wired } from '../wire.ts';
import { linkToVoicemail, play, playGreeting } from './play.ts';

/** Hearing voicemail in the panel (S-3). */
export const voicemailRoutes = new Hono<SignedIn>().post('/voicemails/:id/link', async c => {
  const person = c.get('person');
  const place = { agencyId: person.agencyId, subAccountId: insideSubAccount(person) };
  allow(person, 'inbox.act');
  c.header('cache-control', 'no-store');
  return c.json(await linkToVoicemail(c.get('ctx'), place, viewerOf(person), c.req.param('id')));
});

/** The addresses those links lead to. No bearer: the signature in the path is what entitles to it. */
export const listeningRoutes = new Hono<Wired>()
  .get('/greeting/:token', c => playGreeting(c.get('ctx'), c.req.param('token')))
  .get('/audio/:token', c => play(c.get('ctx'), 'voicemail', c.req.param('token'), c.req.header('range')))
  .get('/media/:token', c => play(c.get('ctx'), 'media', c.req.param('token'), c.req.header('range')));
