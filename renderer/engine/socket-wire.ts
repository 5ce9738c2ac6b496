import type { ClientMessage, ClientWire, ServerMessage } from '../../shared/wire/wire.ts';
import { setConnection } from './connection.ts';

const FIRST_WAIT = 250;
const LONGEST_WAIT = 8_000;

/**
 * A wire over a WebSocket that comes back by itself: when the loopback engine is restarted the page connects again, each wait
 * twice as long as the one before. Calls that were open are told that the connection closed; what is sent meanwhile waits.
 */
export function socketWire(address: string): ClientWire {
  const heard = new Set<(message: ServerMessage) => void>();
  const closed = new Set<() => void>();
  let unsent: string[] = [];
  let socket: WebSocket;
  let wait = FIRST_WAIT;

  function connect(): void {
    socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      wait = FIRST_WAIT;
      for (const text of unsent) socket.send(text);
      unsent = [];
      setConnection('open');
    });
    socket.addEventListener('message', (event: MessageEvent<string>) => {
      const message = JSON.parse(event.data) as ServerMessage;
      for (const listener of heard) listener(message);
    });
    socket.addEventListener('close', () => {
      setConnection('lost');
      unsent = [];
      for (const listener of closed) listener();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    });
  }
  connect();

  return {
    send(message: ClientMessage) {
      const text = JSON.stringify(message);
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
      else unsent.push(text);
    },
    onMessage(listener) {
      heard.add(listener);
      return () => heard.delete(listener);
    },
    onClose(listener) {
      closed.add(listener);
      return () => closed.delete(listener);
    },
  };
}
