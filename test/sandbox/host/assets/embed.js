// The host's side of the panel's handshake. The frame asks with `embed:ready`, at first and whenever its bearer
// runs out; a fresh launch token is the answer. Nobody but our panel, on its own origin, is heard.
const frame = document.getElementById('panel');
const note = document.querySelector('.panel-note');

if (frame instanceof HTMLIFrameElement) {
  const { origin, user, company, location: place, locale } = frame.dataset;
  const send = message => frame.contentWindow?.postMessage({ v: 1, ...message }, origin);

  const launch = async () => {
    const ask = {
      userId: user,
      companyId: company,
      ...(place ? { locationId: place } : {}),
      theme: shownTheme(),
      locale: locale || navigator.language,
      tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    };
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/launch-token', { method: 'POST', headers, body: JSON.stringify(ask) });
    const { token, error } = await answer.json();
    say(error?.message ?? '');
    if (token) send({ type: 'embed:init', token });
  };

  addEventListener('message', event => {
    if (event.origin !== origin || event.source !== frame.contentWindow || event.data?.v !== 1) return;
    if (event.data.type === 'embed:ready') launch().catch(error => say(`No launch token: ${error.message}`));
    if (event.data.type === 'embed:resize') resize(event.data.height);
  });
  addEventListener('crm:theme', () => send({ type: 'embed:theme', theme: shownTheme() }));
  // Only now, with somebody listening, may the panel load and ask.
  frame.src = frame.dataset.src;
}

/** The panel fills its place and scrolls inside; only a taller place than the window's is given for the asking. */
function resize(height) {
  if (!Number.isFinite(height)) return;
  frame.dataset.asked = String(Math.round(height));
  if (new URLSearchParams(window.location.search).get('fit') === 'content')
    frame.style.minHeight = `${Math.min(Math.max(height, 320), 6000)}px`;
}

function shownTheme() {
  const set = document.documentElement.dataset.theme;
  return set ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

function say(text) {
  note.textContent = text;
  note.hidden = !text;
}
