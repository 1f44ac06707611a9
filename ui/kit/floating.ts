import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const EDGE = 8;

/**
 * Keeps a popover beside its anchor while it is open: under it, or above when there is more room there. Menus and lists
 * live in the top layer, so neither a table's scroller nor a dialog clips them.
 */
export function useFloating(
  open: boolean,
  anchor: RefObject<HTMLElement | null>,
  floating: RefObject<HTMLElement | null>,
  fit: 'own-width' | 'anchor-width',
): void {
  useLayoutEffect(() => {
    const box = floating.current;
    if (!open || !box) return;
    if (!box.matches(':popover-open')) box.showPopover();
    const place = () => {
      const at = anchor.current?.getBoundingClientRect();
      if (!at) return;
      if (fit === 'anchor-width') box.style.width = `${at.width}px`;
      const below = innerHeight - at.bottom - EDGE;
      const above = at.top - EDGE;
      const up = below < Math.min(box.scrollHeight, 220) && above > below;
      box.style.maxHeight = `${Math.max(120, (up ? above : below) - 4)}px`;
      const left = fit === 'anchor-width' ? at.left : at.right - box.offsetWidth;
      box.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - box.offsetWidth - EDGE))}px`;
      box.style.top = up ? `${at.top - box.offsetHeight - 4}px` : `${at.bottom + 4}px`;
    };
    place();
    const resized = new ResizeObserver(place);
    resized.observe(box);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    return () => {
      resized.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
      if (box.matches(':popover-open')) box.hidePopover();
    };
  }, [open, fit, anchor, floating]);
}
