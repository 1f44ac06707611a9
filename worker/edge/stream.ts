export type StreamTried = 'open' | 'slow' | 'refused';

/** Whether a media stream's other end takes a connection, as Twilio will open one. `slow`: not within the time. */
export function tryStream(url: string, patienceMs: number): Promise<StreamTried> {
  return new Promise((done, fail) => {
    let socket: WebSocket;
    const end = (how: StreamTried) => {
      clearTimeout(timer);
      done(how);
      // Only one that opened can be closed everywhere.
      if (how === 'open') socket.close();
    };
    const timer = setTimeout(() => end('slow'), patienceMs);
    try {
      socket = new WebSocket(url);
    } catch (cause) {
      clearTimeout(timer);
      return fail(cause);
    }
    socket.addEventListener('open', () => end('open'));
    socket.addEventListener('error', () => end('refused'));
    socket.addEventListener('close', () => end('refused'));
    return undefined;
  });
}
