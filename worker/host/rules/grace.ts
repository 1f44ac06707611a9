const DAY = 86_400_000;

/** H-2: so long calls go on after an uninstall while the agency decides. */
export const GRACE_MS = 30 * DAY;

/** When everything ends unless the app is installed again. @param uninstalledAt epoch ms */
export function endsAt(uninstalledAt: number): number {
  return uninstalledAt + GRACE_MS;
}
