import { expect, test } from 'vitest';
import { stepTwiml } from '../../worker/routing/twiml.ts';

const dialling = { base: 'https://panel.test', from: '+12125550177', to: '+14155550100', callerId: '+12125550177' };
const xml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;

test('R-10 ringing a user: one leg, their time, and news of the leg', () => {
  const twiml = stepTwiml(
    { kind: 'ring', userId: 'usr_1', phone: '+12125550101', seconds: 20, pressOne: false },
    0,
    dialling,
  );
  expect(twiml).toBe(
    xml(
      '<Dial timeout="20" callerId="+12125550177" answerOnBridge="true" timeLimit="14400"' +
        ' action="https://panel.test/twilio/voice/next?s=0&amp;k=ring" method="POST">' +
        '<Number statusCallback="https://panel.test/twilio/voice/leg?s=0&amp;f=%2B12125550177&amp;n=%2B14155550100&amp;p=%2B12125550101&amp;u=usr_1"' +
        ' statusCallbackEvent="answered completed" statusCallbackMethod="POST">+12125550101</Number></Dial>',
    ),
  );
});

test('R-7 forwarding rings a number that is nobody’s own', () => {
  const twiml = stepTwiml({ kind: 'forward', to: '+12125550199', seconds: 25 }, 1, dialling);
  expect(twiml).toContain('timeout="25"');
  expect(twiml).toContain('next?s=1&amp;k=forward');
  expect(twiml).not.toContain('u=');
});

test('R-8 voicemail greets, records, and hangs up after silence', () => {
  const twiml = stepTwiml({ kind: 'voicemail', of: 'sub_account', greeting: '<Dial>+1900</Dial>' }, 2, dialling);
  expect(twiml).toMatch(/^.*<Say>&lt;Dial&gt;\+1900&lt;\/Dial&gt;<\/Say><Record [^>]+\/><Hangup\/><\/Response>$/);
  expect(twiml).toContain('recordingStatusCallback="https://panel.test/twilio/voice/recording?s=2"');
});

test.each(['not_in_service', 'nobody', 'apology'] as const)('R-8 %s is said, then the line is closed', what => {
  expect(stepTwiml({ kind: 'say', what }, 0, dialling)).toMatch(
    /<Response><Say>[A-Z].*\.<\/Say><Hangup\/><\/Response>$/,
  );
});
