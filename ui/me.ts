import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** Who looks, at what, and which panels they have: the answer of GET /api/me. */
export interface Me {
  user: { id: string; name: string; email?: string | null };
  context: 'agency' | 'subaccount' | 'staff';
  role: string;
  /** The support contact is offered by every refusal (T-7). */
  agency: {
    id: string;
    name: string;
    supportEmail?: string | null;
    supportPhone?: string | null;
    accent?: string | null;
  };
  subAccount?: { id: string; name: string; timezone: string; country: string } | null;
  panels: string[];
  locale?: string | null;
  tz?: string | null;
  theme?: 'light' | 'dark' | null;
}

export const MeContext = createContext<Me | null>(null);

/** Who looks; inside any panel. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the shell');
  return me;
}
