import { readClaims } from './claims.ts';
import { now, setServerTime } from './clock.ts';
import { type Host, NoHost } from './host.ts';
import { Problem, readProblem } from './problem.ts';

const RENEW_BEFORE_MS = 60_000;

interface Bearer {
  value: string;
  expiresAt: number;
}

/** Trades launch tokens for a bearer that lives in memory only (H-3), and keeps it fresh. */
export class Session {
  readonly #host: Host;
  readonly #fetch: typeof fetch;
  #bearer: Bearer | undefined;
  #opening: Promise<Bearer> | undefined;
  #wishes: Readonly<Record<string, unknown>> = {};
  /** Called when no new bearer can be had. */
  onEnded: (why: NoHost | Problem) => void = () => {};

  constructor(host: Host, fetcher: typeof fetch = (input, init) => fetch(input, init)) {
    this.#host = host;
    this.#fetch = fetcher;
    host.onToken(token => {
      this.#opening ??= this.#exchange(token).finally(() => {
        this.#opening = undefined;
      });
      this.#opening.catch(() => undefined); // an unasked token that fails leaves the present bearer in place
    });
  }

  /** Locale, zone and theme as the CRM asked for them. */
  get wishes(): { locale: string | undefined; tz: string | undefined; theme: string | undefined } {
    const said = (name: string) => {
      const value = this.#wishes[name];
      return typeof value === 'string' ? value : undefined;
    };
    return { locale: said('locale'), tz: said('tz'), theme: said('theme') };
  }

  /** Signs in. Rejects with NoHost, or the Problem of a refused token. */
  async open(): Promise<void> {
    await this.#renew();
  }

  /** fetch with the bearer; renewed when it is about to end, and once more when the server says it has. */
  async fetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const fresh = this.#bearer && this.#bearer.expiresAt - now() > RENEW_BEFORE_MS ? this.#bearer : undefined;
    const bearer = fresh ?? (await this.#renewOrEnd());
    const answer = await this.#send(input, init, bearer);
    if (answer.status !== 401) return answer;
    if (this.#bearer === bearer) this.#bearer = undefined;
    return this.#send(input, init, this.#bearer ?? (await this.#renewOrEnd()));
  }

  async #send(input: RequestInfo | URL, init: RequestInit, bearer: Bearer): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${bearer.value}`);
    return reach(this.#fetch(input, { ...init, headers, credentials: 'omit' }));
  }

  async #renewOrEnd(): Promise<Bearer> {
    try {
      return await this.#renew();
    } catch (cause) {
      // A lost connection ends nothing: the next request tries again.
      if (cause instanceof NoHost || (cause instanceof Problem && cause.status >= 400 && cause.status < 500)) {
        this.onEnded(cause);
      }
      throw cause instanceof NoHost ? new Problem(401) : cause;
    }
  }

  #renew(): Promise<Bearer> {
    this.#opening ??= this.#host
      .launchToken()
      .then(token => this.#exchange(token))
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }

  async #exchange(token: string): Promise<Bearer> {
    const answer = await reach(
      this.#fetch('/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, issuer: this.#host.issuer }),
        credentials: 'omit',
      }),
    );
    if (!answer.ok) throw await readProblem(answer);
    const given = (await answer.json()) as { bearer: string; expires_at: number; locale?: string };
    const { iat } = readClaims(given.bearer);
    if (typeof iat === 'number') setServerTime(iat * 1000);
    this.#wishes = { ...readClaims(token), ...(given.locale && { locale: given.locale }) };
    this.#bearer = { value: given.bearer, expiresAt: given.expires_at };
    return this.#bearer;
  }
}

/** A request that never arrived becomes a Problem with status 0; one we cancelled stays an AbortError. */
async function reach(request: Promise<Response>): Promise<Response> {
  try {
    return await request;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Problem(0);
  }
}
