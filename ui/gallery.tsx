import './tokens.css';
import './base.css';
import './gallery/gallery.css';
import { render } from 'preact';
import { setAgencyAccent } from './accent.ts';
import { loadPhones } from './format/phone.ts';
import { Actions } from './gallery/Actions.tsx';
import { Forms } from './gallery/Forms.tsx';
import { Lists } from './gallery/Lists.tsx';
import { Pictures } from './gallery/Pictures.tsx';
import { Select, Toasts } from './kit/index.ts';

/** Every piece of the kit in its states: development only, not part of the build. `?theme=dark&accent=#0a7` set it up. */
const asked = new URLSearchParams(location.search);
const theme = asked.get('theme');
if (theme) document.documentElement.dataset.theme = theme;
const accent = asked.get('accent');
if (accent) setAgencyAccent(accent);

const themes = ['system', 'light', 'dark'].map(value => ({ value, label: value }));

function Gallery() {
  return (
    <main class="gallery">
      <div class="row">
        <h1>Kit</h1>
        <div class="push">
          <Select
            label="Theme"
            quietLabel
            value={theme ?? 'system'}
            options={themes}
            onChange={value => location.assign(`?theme=${value === 'system' ? '' : value}`)}
          />
        </div>
      </div>
      <Actions />
      <Forms />
      <Lists />
      <Pictures />
      <Toasts />
    </main>
  );
}

await loadPhones();
const place = document.getElementById('app');
if (place) render(<Gallery />, place);
