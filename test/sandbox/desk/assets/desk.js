// Shows the sandbox's time as it runs, and moves it without leaving the page.
let ahead = Number(document.body.dataset.now) - Date.now();
const clock = document.querySelector('[data-clock]');
const said = document.querySelector('[data-said]');

function show() {
  const now = new Date(Date.now() + ahead);
  clock.dateTime = now.toISOString();
  clock.textContent = `${now.toLocaleString('en-US', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' })} UTC`;
}

if (clock) {
  show();
  setInterval(show, 1000);
}

const buttons = [...document.querySelectorAll('form[data-leap] button')];

for (const form of document.querySelectorAll('form[data-leap]'))
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    for (const button of buttons) button.disabled = true;
    said.textContent = 'Time is passing…';
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'application/json' } });
      const { now, error } = await answer.json();
      said.textContent = error?.message ?? '';
      if (now) ahead = now - Date.now();
      show();
    } catch (error) {
      said.textContent = `The clock did not move: ${error.message}`;
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  });
