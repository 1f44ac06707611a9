import type { Theme } from '../host.ts';

/** Follows the host's theme instead of the system's. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}
