import { type Context, Hono } from 'hono';
import { agentDocument } from './agent-call.ts';
import { answerCall } from './answer-call.ts';
import { takeNews } from './news.ts';
import { nextStep } from './next-step.ts';
import { endTwiml, sayTwiml } from './twiml.ts';
import { type FromTwilio, fromTwilio } from './verify.ts';
import { accept, whisper } from './whisper.ts';
import { afterWithoutDatabase } from './without-database.ts';

/** Everything Twilio asks or tells us. Every route is behind the signature. */
export const twilioRoutes = new Hono<FromTwilio>()
  .use('/twilio/*', fromTwilio)
  .post('/twilio/voice', async c => xml(c, await answerCall(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/next', async c => xml(c, await nextStep(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/after-last-resort', async c =>
    xml(c, await afterWithoutDatabase(c.get('ctx'), c.get('webhook'))),
  )
  .post('/twilio/voice/leg', async c => {
    await takeNews(c.get('ctx'), 'leg', c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/voice/whisper', c => xml(c, whisper(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/accept', async c => xml(c, await accept(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/agent', async c => xml(c, await agentDocument(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/stream', async c => {
    await takeNews(c.get('ctx'), 'stream', c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/voice/test', c => xml(c, sayTwiml('test')))
  .post('/twilio/voice/test/status', c => c.body(null, 204))
  .post('/twilio/voice/status', async c => {
    await takeNews(c.get('ctx'), 'status', c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/voice/recording', async c => {
    await takeNews(c.get('ctx'), 'recording', c.get('webhook'));
    return xml(c, endTwiml('thanks'));
  })
  .post('/twilio/sms', async c => {
    await takeNews(c.get('ctx'), 'text', c.get('webhook'));
    return xml(c, '<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

function xml(c: Context, twiml: string): Response {
  return c.body(twiml, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
}
