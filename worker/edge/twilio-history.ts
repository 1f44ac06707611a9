import { TwilioRequests } from './twilio-request.ts';
import {
  type CallPage,
  type ListedCall,
  type ListedText,
  listedCall,
  listedText,
  type TextPage,
  type TwilioMessage,
} from './twilio-wire.ts';

/** One page of a list is what one job looks through. */
const LIST_PAGE = '100';

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** What an account's lists tell of texts and calls that were. */
export class TwilioHistory extends TwilioRequests {
  /**
   * Texts of that pair created since then, newest first. Not filtered by `DateSent`: a text still queued has none.
   * @param since epoch ms; Twilio counts whole seconds
   */
  async findMessages(pair: { from: string; to: string }, since: number): Promise<TwilioMessage[]> {
    const search = new URLSearchParams({ From: pair.from, To: pair.to, PageSize: '200' });
    const url = `${this.api}/Messages.json?${search}`;
    const page = await this.call<{ messages: TwilioMessage[] }>('GET', url);
    const from = Math.floor(since / 1000) * 1000;
    return page.messages.filter(message => Date.parse(message.date_created) >= from);
  }

  /**
   * Texts of this account, in and out, newest first, from the beginning of that day (UTC) on. @param since epoch ms
   * @param next the former page's `next`; absent for the first
   */
  async textsSince(since: number, next?: string): Promise<{ items: ListedText[]; next: string | null }> {
    const search = new URLSearchParams({ 'DateSent>': dayOf(since), PageSize: LIST_PAGE });
    const url = next ? new URL(next, this.api).href : `${this.api}/Messages.json?${search}`;
    const page = await this.call<TextPage>('GET', url);
    return { items: page.messages.map(listedText), next: page.next_page_uri };
  }

  /** Addresses of a text's pictures, in order. */
  async media(messageSid: string): Promise<string[]> {
    const url = `${this.api}/Messages/${messageSid}/Media.json`;
    const page = await this.call<{ media_list: { uri: string }[] }>('GET', url);
    return page.media_list.map(({ uri }) => new URL(uri.replace(/\.json$/, ''), this.api).href);
  }

  /** Calls of this account, in, out and dialled, newest first, likewise. */
  async callsSince(since: number, next?: string): Promise<{ items: ListedCall[]; next: string | null }> {
    const search = new URLSearchParams({ 'StartTime>': dayOf(since), PageSize: LIST_PAGE });
    const url = next ? new URL(next, this.api).href : `${this.api}/Calls.json?${search}`;
    const page = await this.call<CallPage>('GET', url);
    return { items: page.calls.map(listedCall), next: page.next_page_uri };
  }

  /** The phones that a call dialled. */
  async legsOf(callSid: string): Promise<ListedCall[]> {
    const page = await this.call<CallPage>('GET', `${this.api}/Calls.json?ParentCallSid=${callSid}`);
    return page.calls.map(listedCall);
  }
}
