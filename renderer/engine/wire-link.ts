import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import type { ClientWire, ServerMessage } from '../../shared/wire/wire.ts';

/** What every open call hears when the connection ends. */
const CONNECTION_LOST = {
  message: 'The connection to the engine was lost. What was answered is kept; what was not answered did not necessarily happen.',
  code: -32603,
  data: { code: 'CLIENT_CLOSED_REQUEST', httpStatus: 499 },
};

type AnswerError = Parameters<typeof TRPCClientError.from<AppRouter>>[0];

/**
 * Carries tRPC's calls over one wire: numbers them, hands answers back by number, and tells the engine when nobody waits any more.
 * The wire is asked for at the first call, so that importing the API opens nothing.
 */
export function wireLink(open: () => ClientWire): TRPCLink<AppRouter> {
  return () => {
    let next = 1;
    let wire: ClientWire | null = null;
    const waiting = new Map<number, (message: ServerMessage) => void>();
    function connected(): ClientWire {
      if (wire) return wire;
      wire = open();
      wire.onMessage((message) => waiting.get(message.id)?.(message));
      wire.onClose(() => {
        for (const [id, answer] of waiting) answer({ id, kind: 'error', error: CONNECTION_LOST });
      });
      return wire;
    }
    return ({ op }) =>
      observable((observer) => {
        const id = next;
        next += 1;
        const line = connected();
        const leave = () => {
          if (waiting.delete(id)) line.send({ id, method: 'cancel' });
        };
        op.signal?.addEventListener(
          'abort',
          () => {
            if (!waiting.has(id)) return;
            leave();
            observer.error(TRPCClientError.from(new DOMException('The call was given up.', 'AbortError')));
          },
          { once: true },
        );
        waiting.set(id, (message) => {
          if (message.kind === 'error') {
            waiting.delete(id);
            observer.error(TRPCClientError.from({ error: message.error } as AnswerError));
          } else if (message.kind === 'started') {
            observer.next({ result: { type: 'started' } });
          } else if (message.kind === 'done') {
            waiting.delete(id);
            observer.next({ result: { type: 'stopped' } });
            observer.complete();
          } else {
            if (op.type !== 'subscription') waiting.delete(id);
            observer.next({ result: { type: 'data', data: message.data } });
            if (op.type !== 'subscription') observer.complete();
          }
        });
        line.send({ id, method: 'call', type: op.type, path: op.path, input: op.input });
        return leave;
      });
  };
}
