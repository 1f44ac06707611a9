import { callCards, legCards, options, scriptRows, textBubbles } from './render.js';

const at = id => document.getElementById(id);
const place = at('place');
const network = at('network');
const ignored = new Set();
const opened = new Set();
let version = 0;

async function act(path, body = {}) {
  const answer = await fetch(`/_control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const told = await answer.json();
  at('problem').textContent = answer.ok ? '' : (told.error ?? told.message ?? 'That did not work.');
  await look();
  return told;
}

/** Replaces a region only when it changed, so that nothing moves under a finger; opened details stay open. */
function show(id, html) {
  const region = at(id);
  if (region.dataset.html === html) return;
  const focused = region.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  region.dataset.html = html;
  region.innerHTML = html;
  for (const details of region.querySelectorAll('details[data-key]')) details.open = opened.has(details.dataset.key);
  if (focused) region.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function draw(state) {
  show('legs', legCards(state.legs, ignored));
  show('calls', callCards(state.calls));
  show('texts', textBubbles(state.texts, state.numbers));
  show('scripts', scriptRows(state.phones, state.scripts));
  show('from-list', options(state.phones.map(p => ({ value: p.number }))));
  show('to-list', options(state.numbers.map(n => ({ value: n.number, label: n.name }))));
  if (!place.to.value && state.numbers[0]) place.to.value = state.numbers[0].number;
  if (document.activeElement !== network.factor) showFactor(String(state.factor));
  if (document.activeElement !== network.mode) network.mode.value = state.mode;
  const ringing = state.legs.filter(leg => leg.status === 'ringing').length;
  at('status').textContent = ringing === 0 ? '' : `${ringing} ${ringing === 1 ? 'phone is' : 'phones are'} ringing`;
  document.title = ringing === 0 ? 'Softphone · sandbox' : `(${ringing}) ringing · Softphone`;
}

function showFactor(factor) {
  const known = [...network.factor.options].some(option => option.value === factor);
  if (!known) network.factor.add(new Option(`set to ${factor}`, factor));
  network.factor.value = factor;
}

async function look() {
  const answer = await fetch(`/_phone/state?v=${version}`);
  if (answer.status !== 200) return;
  const state = await answer.json();
  version = state.version;
  draw(state);
}

async function keepLooking() {
  for (;;) {
    await look().catch(() => {
      at('status').textContent = 'The sandbox is not answering; trying again.';
    });
    await new Promise(done => setTimeout(done, 500));
  }
}

place.addEventListener('submit', event => {
  event.preventDefault();
  const { from, to, body } = place;
  if (event.submitter?.value === 'text') {
    const words = body.value.trim();
    if (words === '') {
      at('problem').textContent = 'Write a text first.';
      body.focus();
      return;
    }
    body.value = '';
    act('/text', { from: from.value, to: to.value, body: words });
  } else act('/call', { from: from.value, to: to.value, stay: true });
});

network.addEventListener('change', event => {
  if (event.target.name === 'mode') act('/callbacks', { mode: event.target.value });
  else act('/ring-scale', { factor: Number(event.target.value) });
});

document.addEventListener('click', event => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  if (button.dataset.act === 'ignore') {
    ignored.add(button.dataset.sid);
    version = 0;
    look();
  } else act(button.dataset.act);
});

document.addEventListener('change', event => {
  const { phone } = event.target.dataset;
  if (phone) act(`/phones/${encodeURIComponent(phone)}`, { script: event.target.value });
});

document.addEventListener(
  'toggle',
  event => {
    const { key } = event.target.dataset;
    if (key && event.target.open) opened.add(key);
    else if (key) opened.delete(key);
  },
  true,
);

keepLooking();
