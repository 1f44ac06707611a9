import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { said } from '../../ui/text/es/server/index.ts';

/** Sources whose sentences no panel shows: mails and speech, the operator's, pages outside, texts in both languages. */
const ELSEWHERE =
  /notification\/(?!rules\/failure)|workflow\/catalogue|workflow\/highlevel|public-api|api-key\/authenticate|host\/(manage|highlevel|jwt)|edge\/(?!ask-stripe)|language\/|twiml|whisper|fallback|return-|env\.ts|cron\.ts/;

/** Said by programs to programs, to the operator, or by text to callers. */
const UNSEEN = [
  /^The signature is/,
  /^This request is not signed/,
  /^The number does not live/,
  /^Its row: /,
  /^News was given up/,
  /^\{0\} \{1\}/,
  /^Phone number \{0\}/,
  /^For help /,
  /^Reply STOP/,
];

/** Templates whose parts are words themselves, each as it is said. */
const PUT_TOGETHER: Record<string, string> = {
  '{0} Ask one of them to do it for you.': 'Only an owner or admin can do this. Ask one of them to do it for you.',
  '{0} Enter a phone under Calls first.': 'You have no phone to ring. Enter a phone under Calls first.',
  '{0}. Confirm to {1}.': 'A voice agent answers it. Confirm to give it to Rosa alone.',
  '{0} looks after this contact and {1}.': 'Rosa looks after this contact and is rung.',
  'After {0} seconds without an answer {1}.': 'After 25 seconds without an answer the call goes on to forwarding.',
  '{0} They are left out.': 'Rosa is already on a call. They are left out.',
  '{0} for {1} seconds; the first to press 1 takes the call, else forwarding follows.':
    '2 phones ring at once for 25 seconds; the first to press 1 takes the call, else forwarding follows.',
  'Your Stripe account {0} does not let Trunkline in any more, while {1} paid on it.':
    'Your Stripe account acct_1 does not let Trunkline in any more, while 2 numbers are paid on it.',
  '{0} not part of your monthly payment, in {1}.': '2 phone numbers are not part of your monthly payment, in USD.',
  '{0} is attached {1}. Attach the number to it under Voice agents, then try again.':
    'Ava is attached to no number. Attach the number to it under Voice agents, then try again.',
  'Your bank declined the card{0} Nothing was ordered. Change the agency’s card and try again.':
    'Your bank declined the card. Nothing was ordered. Change the agency’s card and try again.',
  'Your Twilio account did not deliver this number{0} Nothing was charged. Choose another number.':
    'Your Twilio account did not deliver this number. Nothing was charged. Choose another number.',
  '{0} still {1} in it. Move or remove them first.': '2 numbers still sit in it. Move or remove them first.',
  'Remove it there.': 'It sits in the program “Spring” of “North”. Remove it there.',
  'Confirm to reassign it, or leave it there.':
    'It sits directly at Bayside. Confirm to reassign it, or leave it there.',
  '{0}. Detach it first, or move it to another level.':
    'It is a company number. Detach it first, or move it to another level.',
  '{0} Close this panel and open it again from your CRM.':
    'The CRM’s launch token has expired. Close this panel and open it again from your CRM.',
  '{0}; the caller left a message.': 'Nobody answered; the caller left a message.',
  'Rings {0} at {1} for {2} seconds{3}.': 'Rings Rosa at +12125550101 for 25 seconds; they press 1 to take the call.',
  'The plan {0} was {1}.': 'The plan Practice was archived.',
  'The agent {0} was {1}.': 'The agent Ava was changed.',
  'A rule for unknown callers of {0} was {1}.': 'A rule for unknown callers of Bayside was deleted.',
  'An unknown caller of {0} was {1}.': 'An unknown caller of Bayside was claimed.',
  'A contact of {0} was {1}.': 'A contact of Bayside was associated.',
  'A purchase was {0}.': 'A purchase was ordered.',
  'The business unit{0} of {1} was {2}.': 'The business unit North of Bayside was removed.',
  'The program{0} of {1} was {2}.': 'The program Spring of Bayside was added.',
  'A hook{0} was added.': 'A hook of Bayside was added.',
  'A hook{0} was changed.': 'A hook of Bayside was changed.',
  'A hook{0} got a new secret.': 'A hook got a new secret.',
  'A hook{0} ended because its receiver wants no more.': 'A hook ended because its receiver wants no more.',
  'A hook{0} was removed.': 'A hook of Bayside was removed.',
  'A delivery{0} was sent again.': 'A delivery of Bayside was sent again.',
  'The API key{0}{1} was made.': 'The API key Zapier of Bayside was made.',
  '{0} {1}. {2}': '2 contacts belong to Rosa, who has no phone to ring. Calls go straight to their voicemail.',
  '{0} has no phone':
    '1 contact belongs to Rosa, who has a phone that cannot be dialled. Calls to them go straight to forwarding.',
  '{0}: {1}': 'Call of Bayside Dental: ended.',
  'number: {1}': 'Number of Bayside Dental: made company number.',
  'The API key{0}{1} was revoked.': 'The API key Zapier was revoked.',
};

test('P-1 every sentence the server shows to people is there in Spanish', () => {
  const missing = globSync('worker/**/*.ts')
    .filter(file => !ELSEWHERE.test(file))
    .flatMap(file => sentencesOf(file).map(sentence => ({ file, sentence })))
    .filter(({ sentence }) => !UNSEEN.some(unseen => unseen.test(sentence)))
    .filter(({ sentence }) => isEnglish(PUT_TOGETHER[sentence] ?? sentence));
  expect(missing).toEqual([]);
});

test.each(Object.values(PUT_TOGETHER))('P-1 nothing of "%s" stays English', sentence => {
  expect(said(sentence)).not.toMatch(/\b(the|is|are|to|of|it|was|in)\b/i);
});

test('P-1 names inside sentences stay as they are, and lists and hours are said in Spanish', () => {
  expect(said('Rings Rosa, Omar and Ada at once for 20 seconds; the first to press 1 takes the call.')).toBe(
    'Les suena a Rosa, Omar y Ada a la vez durante 20 segundos; toma la llamada quien primero presione 1.',
  );
  expect(
    said(
      'At these times another rule decides already: “Days” (Mon 09:00–17:00). Change the hours, or switch one of the rules off.',
    ),
  ).toContain('“Days” (lun 09:00–17:00)');
  expect(said('Agency: keeping changed.')).toBe('Agencia: cambió el pago por conservar los números.');
  expect(said('Note: call back.')).toBe('Note: call back.');
  expect(said('Rosa was approved.')).toBe('Se aprobó a Rosa.');
  expect(said('Do you have time on Monday?')).toBe('Do you have time on Monday?');
});

/** True when it is said as it came. */
function isEnglish(sentence: string): boolean {
  return said(sentence.replace(/\{\d\}/g, '7')) === sentence.replace(/\{\d\}/g, '7');
}

/** Literals and templates that read as whole sentences, with `{0}` for what is filled in. */
function sentencesOf(file: string): string[] {
  const isAudit = file.endsWith('audit/rules/sentence.ts');
  return textsOf(parseSync(file, readFileSync(file, 'utf8'), { lang: 'ts' }).program)
    .map(text =>
      isAudit && / (was|were|is|became|began|started|failed|changed|ended|took|came|got|told)\b/.test(text)
        ? `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
        : text,
    )
    .filter(text => /^[\p{Lu}{“]/u.test(text) && /\s/.test(text) && /[.!?]$/.test(text) && !/\n/.test(text))
    .filter(text => (text.replace(/\{\d\}/g, '').match(/[a-z]/g) ?? []).length > 6);
}

function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, quasis } = node as { type?: string; value?: unknown; quasis?: { value: { cooked: string } }[] };
  if (type === 'ImportDeclaration') return [];
  const own =
    type === 'Literal' && typeof value === 'string'
      ? [value]
      : type === 'TemplateLiteral' && quasis
        ? [quasis.map((part, at) => (at ? `{${at - 1}}${part.value.cooked}` : part.value.cooked)).join('')]
        : [];
  return [...own, ...Object.values(node).flatMap(textsOf)];
}
