import { type Context, Hono } from 'hono';
import { agentDocument, noteStream } from './agent-call.ts';
import { answerCall } from './answer-call.ts';
import { afterLastResort } from './last-resort.ts';
import { noteLeg } from './leg.ts';
import { nextStep } from './next-step.ts';
import { receiveText } from './receive-text.ts';
import { keepRecording } from './recording.ts';
import { noteStatus } from './status.ts';
import { endTwiml, sayTwiml } from './twiml.ts';
import { type FromTwilio, fromTwilio } from './verify.ts';
import { accept, whisper } from './whisper.ts';

/** Everything Twilio asks or tells us. Every route is behind the signature. */
export const twilioRoutes = new Hono<FromTwilio>()
  .use('/twilio/*', fromTwilio)
  .post('/twilio/voice', async c => xml(c, await answerCall(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/next', async c => xml(c, await nextStep(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/after-last-resort', c => xml(c, afterLastResort(c.get('webhook').form)))
  .post('/twilio/voice/leg', async c => {
    await noteLeg(c.get('ctx'), c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/voice/whisper', c => xml(c, whisper(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/accept', async c => xml(c, await accept(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/agent', async c => xml(c, await agentDocument(c.get('ctx'), c.get('webhook'))))
  .post('/twilio/voice/stream', async c => {
    await noteStream(c.get('ctx'), c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/voice/test', c => xml(c, sayTwiml('test')))
  .post('/twilio/voice/test/status', c => c.body(null, 204))
  .post('/twilio/voice/status', async c => {
    await noteStatus(c.get('ctx'), c.get('webhook'));
    return c.body(null, 204);
  })
  .post('/twilio/voice/recording', async c => {
    await keepRecording(c.get('ctx'), c.get('webhook'));
    return xml(c, endTwiml('thanks'));
  })
  .post('/twilio/sms', async c => {
    await receiveText(c.get('ctx'), c.get('webhook'));
    return xml(c, '<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });

function xml(c: Context, twiml: string): Response {
  return c.body(twiml, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
}
