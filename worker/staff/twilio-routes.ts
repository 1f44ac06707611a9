import { type Context, Hono } from 'hono';
import { type FromTwilio, fromTwilio } from '../routing/verify.ts';
import { askForGreeting, keepGreeting, recordGreeting } from './keep-greeting.ts';

/** What Twilio asks while a person records their greeting by phone (S-2). Every route is behind the signature. */
export const staffTwilioRoutes = new Hono<FromTwilio>()
  .use('/twilio/greeting', fromTwilio)
  .use('/twilio/greeting/*', fromTwilio)
  .post('/twilio/greeting', async c => xml(c, await askForGreeting(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/greeting/record', async c => xml(c, await recordGreeting(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/greeting/kept', async c => xml(c, await keepGreeting(c.get('ctx'), c.get('webhook'))));

function xml(c: Context, twiml: string): Response {
  return c.body(twiml, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
}
