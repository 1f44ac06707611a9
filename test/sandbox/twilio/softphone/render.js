/** Text made safe for HTML. */
const safe = text => String(text ?? '').replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);

const button = (act, label, { id, kind = '', sid = '' }) =>
  `<button type="button" class="${kind}" data-act="${safe(act)}" data-testid="${id}" data-sid="${safe(sid)}" data-key="${safe(act + sid)}">${label}</button>`;

const KIND = { completed: 'good', 'in-progress': 'good', failed: 'bad', busy: 'bad', 'no-answer': 'bad' };
const state = (status, word = status) => `<span class="state ${KIND[status] ?? ''}">${safe(word)}</span>`;
const said = words => words.map(w => `<p class="said">${safe(w)}</p>`).join('');

/** Cards of the phones that ring, listen to a whisper or talk. */
export function legCards(legs, ignored) {
  if (legs.length === 0)
    return '<p class="empty">No phone is ringing. Place a call, and everyone who is rung shows up here.</p>';
  return legs.map(leg => legCard(leg, ignored.has(leg.sid))).join('');
}

function legCard(leg, isIgnored) {
  const path = `/legs/${leg.sid}`;
  const isRinging = leg.status === 'ringing' || leg.status === 'initiated';
  const press1 = button(`${path}/press/1`, 'Press 1', { id: 'press1' });
  const actions = isRinging
    ? [
        button(`${path}/answer`, 'Pick up', { id: 'answer', kind: 'go' }),
        press1,
        button(`${path}/decline`, 'Decline', { id: 'decline', kind: 'stop' }),
        button('ignore', isIgnored ? 'Ignored' : 'Ignore', { id: 'ignore', sid: leg.sid }),
        button(`${path}/mailbox`, 'Let mailbox answer', { id: 'mailbox' }),
      ]
    : [press1, button(`${path}/hangup`, 'Hang up', { id: 'hangup-leg', kind: 'stop' })];
  const word = isRinging ? 'ringing' : leg.bridged ? 'talking' : 'picked up';
  return `<article class="leg ${isRinging ? 'ringing' : ''} ${isIgnored ? 'ignored' : ''}" data-testid="leg-${safe(leg.to)}">
    <div class="row between"><span class="number">${safe(leg.to)}</span>${state(leg.status, word)}</div>
    <p class="soft">Shows ${safe(leg.from)}${leg.through ? ` · for the call to ${safe(leg.through)}` : ''}</p>
    ${said(leg.said)}
    <div class="row">${actions.join('')}</div></article>`;
}

/** The latest calls: what each step answered, who rang, what was said. */
export function callCards(calls) {
  if (calls.length === 0) return '<p class="empty">No calls yet.</p>';
  return calls.map(callCard).join('');
}

function callCard(call) {
  const outcome = call.ended ? (call.outcome ?? call.status) : call.doing || call.status;
  const keys = [...'123456789*0#']
    .map(key => button(`/calls/${call.sid}/press/${encodeURIComponent(key)}`, key, { id: `key-${key}` }))
    .join('');
  const live = call.ended
    ? ''
    : `<div class="keys" aria-label="Keys of the caller">${keys}</div>
       ${button(`/calls/${call.sid}/hangup`, 'Hang up', { id: 'hangup', kind: 'stop' })}`;
  const rang = leg => (leg.answered || leg.rangMs > 0 ? `${Math.round(leg.rangMs / 1000)} s` : '…');
  const did = leg => (leg.bridged ? 'put through' : leg.status === 'in-progress' ? 'picked up' : leg.status);
  const legs = call.legs.map(
    leg => `<tr><td>${safe(leg.to)}</td><td>${state(leg.status, did(leg))}</td>
      <td>${rang(leg)}</td><td>${leg.duration} s</td></tr>`,
  );
  const table =
    legs.length > 0
      ? `<table><tr><th>Phone</th><th>What it did</th><th>Rang</th><th>Talked</th></tr>${legs.join('')}</table>`
      : '';
  const sounds = call.recordings.map(sid => `<audio controls preload="none" src="/_phone/sound/${safe(sid)}"></audio>`);
  const steps = [
    ...call.twiml.map((step, n) => stepDetails(`${call.sid}-${n}`, '', step)),
    ...call.legs.flatMap(leg => leg.whisper.map((step, n) => stepDetails(`${leg.sid}-${n}`, `${leg.to}: `, step))),
  ];
  return `<article class="talk" data-testid="call-${safe(call.sid)}">
    <div class="row between"><span class="number">${safe(call.from)} → ${safe(call.to)}</span>${state(call.status)}</div>
    <p class="soft" data-testid="doing">${safe(outcome)}</p>
    ${said(call.said)}${sounds.join('')}${table}
    ${call.warnings.map(w => `<p class="problem">${safe(w)}</p>`).join('')}
    ${live}${steps.join('')}</article>`;
}

/** One webhook: what it was asked, and the TwiML it answered. */
function stepDetails(key, who, step) {
  const head = `${who}${step.method} ${new URL(step.url).pathname} · ${step.status ?? step.failure} · ${step.ms} ms`;
  const request = Object.entries(step.request).filter(([, value]) => value !== '');
  return `<details data-key="${safe(key)}"><summary>${safe(head)}</summary>
    <pre>${safe(indented(step.response ?? step.failure))}</pre>
    <pre>${safe(request.map(([name, value]) => `${name}: ${value}`).join('\n'))}</pre></details>`;
}

/** XML with one tag a line; text stays with its tag. */
function indented(xml) {
  let depth = 0;
  return xml
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map(line => {
      if (line.startsWith('</')) depth -= 1;
      const shown = '  '.repeat(Math.max(0, depth)) + line;
      if (/^<[^?!/][^>]*[^/]?>$/.test(line) && !line.endsWith('/>')) depth += 1;
      return shown;
    })
    .join('\n');
}

/** The texts, oldest first; those our numbers sent stand on the right. */
export function textBubbles(texts, numbers) {
  if (texts.length === 0) return '<p class="empty">No texts yet.</p>';
  const ours = new Set(numbers.map(n => n.number));
  return texts
    .map(
      text => `<div class="bubble ${ours.has(text.from) ? 'ours' : ''}"><div>${safe(text.body)}</div>
      <div class="soft">${safe(text.from)} → ${safe(text.to)} · ${safe(text.status)}${text.error ? ` (${text.error})` : ''}</div></div>`,
    )
    .join('');
}

/** What each known phone does when it rings. */
export function scriptRows(phones, scripts) {
  if (phones.length === 0) return '<p class="empty">Phones show up here once they were rung.</p>';
  return phones
    .map(
      phone =>
        `<label>${safe(phone.number)}<select data-phone="${safe(phone.number)}" data-key="script-${safe(phone.number)}">${scripts
          .map(
            s =>
              `<option value="${s}"${s === phone.script ? ' selected' : ''}>${s === 'ignore' ? 'wait for me' : s}</option>`,
          )
          .join('')}</select></label>`,
    )
    .join('');
}

/** Suggestions of an input. */
export function options(rows) {
  return rows.map(row => `<option value="${safe(row.value)}">${safe(row.label)}</option>`).join('');
}
