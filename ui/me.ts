import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The answer of GET /api/me. */
export interface MeAnswer {
  user: { id: string; name: string; email: string };
  role: string;
  /** The support contact is offered by every refusal (T-7). */
  agency: { id: string; name: string; supportEmail: string | null; supportPhone: string | null };
  subAccount: { id: string; name: string; timezone: string; country: string } | null;
  panels: string[];
}

/** Who looks, at what, and which panels they have. */
export interface Me extends MeAnswer {
  context: 'agency' | 'subaccount' | 'staff';
}

export const MeContext = createContext<Me | null>(null);

/** Who looks; inside any panel. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside the shell');
  return me;
}
