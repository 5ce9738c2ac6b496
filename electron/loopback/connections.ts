import type { Duplex } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isClientMessage } from '../../shared/wire/wire.ts';
import type { HostedEngine } from '../host/hosted-engine.ts';

/** Limits of one WebSocket; what is beyond them ends that connection and no other. */
export interface ConnectionLimits {
  /** Bytes of one message from the page. */
  readonly message: number;
  /** Bytes that may wait for a page that does not read. */
  readonly waiting: number;
  readonly connections: number;
}

const MIB = 2 ** 20;
export const CONNECTION_LIMITS: ConnectionLimits = { message: 16 * MIB, waiting: 512 * MIB, connections: 32 };

/** The WebSockets of our pages, each relayed to a wire of its own into the engine. */
export interface Connections {
  /** Takes over a request that was already admitted. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  endAll(): void;
}

export function openConnections(engine: Pick<HostedEngine, 'connect'>, limits: ConnectionLimits): Connections {
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.message, perMessageDeflate: false });
  return {
    accept(request, socket, head) {
      if (server.clients.size >= limits.connections) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (client) => relay(client, engine, limits));
    },
    endAll() {
      for (const client of server.clients) client.close(GOING_AWAY, 'the engine was closed');
    },
  };
}

// Status codes of RFC 6455, section 7.4.1.
const GOING_AWAY = 1001;
const UNSUPPORTED_DATA = 1003;
const INVALID_PAYLOAD = 1007;
const POLICY_VIOLATION = 1008;

function relay(client: WebSocket, host: Pick<HostedEngine, 'connect'>, limits: ConnectionLimits): void {
  const engine = host.connect({
    heard(text) {
      if (client.readyState !== client.OPEN) return;
      if (client.bufferedAmount > limits.waiting) client.terminate();
      else client.send(text);
    },
    ended: () => client.close(GOING_AWAY, 'the engine was closed'),
  });
  client.on('message', (data, isBinary) => {
    if (isBinary) return client.close(UNSUPPORTED_DATA, 'text messages only');
    const message = parse(data);
    if (message === undefined) return client.close(INVALID_PAYLOAD, 'not JSON');
    if (!isClientMessage(message)) return client.close(POLICY_VIOLATION, 'not a call');
    engine.send(message);
  });
  // An oversized or malformed frame arrives here; `ws` has then closed this connection with the fitting code by itself.
  client.on('error', () => undefined);
  client.on('close', () => engine.close());
}

function parse(data: RawData): unknown {
  try {
    // One `Buffer` a message: the server's `binaryType` is left at its default.
    return JSON.parse((data as Buffer).toString('utf8'));
  } catch {
    return undefined;
  }
}
