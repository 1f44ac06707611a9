/** Account whose numbers and token we act with: the platform's, or an agency's own (N-3). */
export interface TwilioAccount {
  sid: string;
  token: string;
}

/** Twilio said no. `code` is Twilio's error code (0 when it gave none); `status` its HTTP status, 0 for no answer. */
export class TwilioError extends Error {
  readonly code: number;
  readonly status: number;
  constructor(status: number, code: number, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

/** Requests to Twilio's REST API as one account, over fetch; they throw `TwilioError`. */
export class TwilioRequests {
  readonly account: TwilioAccount;
  /** 2010-04-01, with the account. */
  protected readonly api: string;

  constructor(account: TwilioAccount, apiBase: string) {
    this.account = account;
    this.api = `${apiBase}/2010-04-01/Accounts/${account.sid}`;
  }

  protected async call<T>(method: string, url: string, form?: Record<string, string> | URLSearchParams): Promise<T> {
    const answer = await this.ask(method, url, { accept: 'application/json' }, form);
    const body: unknown = await answer.json().catch(cause => {
      throw new TwilioError(answer.status, 0, `Twilio answered ${answer.status} without JSON`, { cause });
    });
    if (answer.ok) return body as T;
    const { code, message } = body as { code?: number; message?: string };
    throw new TwilioError(answer.status, code ?? 0, message ?? `Twilio answered ${answer.status}`);
  }

  protected async ask(
    method: string,
    url: string,
    headers: Record<string, string>,
    form?: Record<string, string> | URLSearchParams,
  ): Promise<Response> {
    const { sid, token } = this.account;
    try {
      return await fetch(url, {
        method,
        headers: { authorization: `Basic ${btoa(`${sid}:${token}`)}`, ...headers },
        ...(form && { body: new URLSearchParams(form) }),
        signal: AbortSignal.timeout(15_000),
      });
    } catch (cause) {
      throw new TwilioError(0, 0, 'Twilio did not answer', { cause });
    }
  }
}
