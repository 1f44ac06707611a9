// What every page of the CRM does in the browser: the theme switch, forms that send themselves, questions before
// deleting, and the sandbox's clock.
const root = document.documentElement;

for (const button of document.querySelectorAll('[data-theme-switch]'))
  button.addEventListener('click', () => {
    const dark = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    root.dataset.theme = dark === 'dark' ? 'light' : 'dark';
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
    document.cookie = `crm_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    dispatchEvent(new Event('crm:theme'));
  });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('crm:theme')));

for (const form of document.querySelectorAll('form[data-auto]')) form.addEventListener('change', () => form.submit());

for (const form of document.querySelectorAll('form[data-ask]'))
  form.addEventListener('submit', event => {
    if (!confirm(form.dataset.ask)) event.preventDefault();
  });

// On a narrow window the navigation is a row that scrolls.
document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

const clock = document.querySelector('[data-clock]');
let ahead = 0;

function setClock(now) {
  ahead = now - Date.now();
  showClock();
}

function showClock() {
  const now = new Date(Date.now() + ahead);
  clock.dateTime = now.toISOString();
  clock.textContent = now.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' });
}

if (clock) {
  setClock(Number(clock.dataset.clock));
  setInterval(showClock, 1000);
}

// Moving the clock leaves the page as it is, so that the panel can be watched while time passes.
for (const form of document.querySelectorAll('form[data-leap]'))
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const buttons = [...form.querySelectorAll('button')];
    const body = new URLSearchParams([['by', event.submitter?.value ?? 'day']]);
    for (const button of buttons) button.disabled = true;
    form.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      setClock((await answer.json()).now);
    } finally {
      for (const button of buttons) button.disabled = false;
      form.removeAttribute('aria-busy');
    }
  });
