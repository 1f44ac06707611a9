/**
 * Opens an empty tab while the click is still being answered, so that pop-up blockers let it pass; the address comes
 * later. Null when the browser, or the frame we live in, does not allow it.
 */
export function openTab(words: string): Window | null {
  const tab = window.open('', '_blank');
  if (!tab) return null;
  tab.opener = null;
  tab.document.title = words;
  tab.document.body.textContent = words;
  return tab;
}

/** Sends the tab on; false when it was closed meanwhile. */
export function sendTab(tab: Window | null, url: string): boolean {
  if (!tab || tab.closed) return false;
  tab.location.replace(url);
  return true;
}
