const DAY = 86_400_000;

/** H-2: so long calls go on after an uninstall while the agency decides. */
export const GRACE_MS = 30 * DAY;

/** When everything ends unless the app is installed again. @param uninstalledAt epoch ms */
export function endsAt(uninstalledAt: number): number {
  return uninstalledAt + GRACE_MS;
}

/** Afterwards free numbers may still be handed back by the mail's link (N-11), for so long and no longer. */
const LINK_MS = 180 * DAY;

/** Whether the link that decides on it still opens anything. @param leavesAt epoch ms */
export function mayManage(leavesAt: number, now: number): boolean {
  return now < leavesAt + LINK_MS;
}
