import { PhoneNumber } from '../kit/Number.tsx';
import { useMe } from '../me.ts';

/** The agency's support contact as links (T-7); nothing when it set none. */
export function Support() {
  const { supportEmail, supportPhone } = useMe().agency;
  return (
    <>
      {supportEmail && <a href={`mailto:${supportEmail}`}>{supportEmail}</a>}
      {supportEmail && supportPhone && ' · '}
      {supportPhone && (
        <a href={`tel:${supportPhone}`}>
          <PhoneNumber e164={supportPhone} />
        </a>
      )}
    </>
  );
}
