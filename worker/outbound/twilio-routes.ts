import { type Context, Hono } from 'hono';
import { type FromTwilio, fromTwilio } from '../routing/verify.ts';
import { afterAgent, agentSaysMore, connectAgent } from './agent-course.ts';
import { afterContact, connectContact, noteContact, noteEnd } from './call-course.ts';
import { noteTextStatus } from './note-text-status.ts';

/** What Twilio asks and tells about texts and calls that go out. Every route is behind the signature. */
export const outboundTwilioRoutes = new Hono<FromTwilio>()
  .use('/twilio/outbound', fromTwilio)
  .use('/twilio/outbound/*', fromTwilio)
  .use('/twilio/sms/status', fromTwilio)
  .post('/twilio/sms/status', async c => {
    await noteTextStatus(c.get('ctx'), c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/outbound', async c => xml(c, await connectContact(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/outbound/next', async c => xml(c, await afterContact(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/outbound/agent', async c => xml(c, await connectAgent(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/outbound/agent/more', async c => xml(c, await agentSaysMore(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/outbound/agent/next', c => xml(c, afterAgent(c.get('webhook'))))
  .post('/twilio/outbound/leg', async c => {
    await noteContact(c.get('ctx'), c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/outbound/status', async c => {
    await noteEnd(c.get('ctx'), c.get('webhook'));
    return c.body(null, 204);
  });

function xml(c: Context, twiml: string): Response {
  return c.body(twiml, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
}
