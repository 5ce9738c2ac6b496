import { createTRPCClient } from '@trpc/client';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { Bridge } from '../../shared/wire/bridge.ts';
import type { ClientWire, ServerMessage } from '../../shared/wire/wire.ts';
import { setConnection } from './connection.ts';
import { socketWire } from './socket-wire.ts';
import { wireLink } from './wire-link.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser on loopback. */
    readonly countinghouse?: Bridge;
  }
}

/** The engine's typed API: `api.positions.list.query({…})`. The wire opens at the first call. */
export const api = createTRPCClient<AppRouter>({ links: [wireLink(openWire)] });

function openWire(): ClientWire {
  const bridge = window.countinghouse;
  if (!bridge) return socketWire(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`);
  setConnection('open');
  return bridgeWire(bridge);
}

/** The bridge lives and dies with its window, so it never closes. */
function bridgeWire(bridge: Bridge): ClientWire {
  return {
    send: (message) => bridge.send(JSON.stringify(message)),
    onMessage: (listener) => bridge.onMessage((text) => listener(JSON.parse(text) as ServerMessage)),
    onClose: () => () => {},
  };
}
