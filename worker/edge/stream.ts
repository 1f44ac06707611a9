/** Whether a media stream's other end takes a connection, as Twilio will open one. `slow`: not within the time. */
export function tryStream(url: string, patienceMs: number): Promise<'open' | 'slow' | 'refused'> {
  return new Promise(done => {
    const socket = new WebSocket(url);
    const end = (how: 'open' | 'slow' | 'refused') => {
      clearTimeout(timer);
      done(how);
      try {
        socket.close();
      } catch {
        // One that never opened cannot be closed everywhere; nothing is left open then.
      }
    };
    const timer = setTimeout(() => end('slow'), patienceMs);
    socket.addEventListener('open', () => end('open'));
    socket.addEventListener('error', () => end('refused'));
    socket.addEventListener('close', () => end('refused'));
  });
}
