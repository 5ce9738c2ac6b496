import { type AnyTRPCRouter, callTRPCProcedure, getErrorShape, getTRPCErrorFromUnknown, isTrackedEnvelope, TRPCError } from '@trpc/server';
import type { ClientMessage, ServerWire } from '../../../shared/wire/wire.ts';

/**
 * Serves a router over one wire: calls run side by side, a cancelled call's answer is dropped, and a closed wire ends every
 * subscription that it had open. Answers the function that stops serving.
 */
export function serveWire(router: AnyTRPCRouter, wire: ServerWire, context: object): () => void {
  const running = new Map<number, AbortController>();
  const stopListening = wire.onMessage((message) => void handle(message));
  wire.onClose(stop);
  return stop;

  function stop(): void {
    stopListening();
    for (const controller of running.values()) controller.abort();
    running.clear();
  }

  async function handle(message: ClientMessage): Promise<void> {
    if (message.method === 'cancel') {
      running.get(message.id)?.abort();
      return;
    }
    if (running.has(message.id)) return;
    const controller = new AbortController();
    running.set(message.id, controller);
    try {
      await answer(message, controller.signal);
    } catch (thrown) {
      if (controller.signal.aborted) return;
      const error = getTRPCErrorFromUnknown(thrown);
      const shape = getErrorShape({
        config: router._def._config,
        error,
        type: message.type,
        path: message.path,
        input: message.input,
        ctx: context,
      });
      wire.send({ id: message.id, kind: 'error', error: shape });
    } finally {
      running.delete(message.id);
    }
  }

  async function answer(message: ClientMessage & { method: 'call' }, signal: AbortSignal): Promise<void> {
    const result: unknown = await callTRPCProcedure({
      router,
      path: message.path,
      type: message.type,
      ctx: context,
      getRawInput: async () => message.input,
      signal,
      batchIndex: 0,
    });
    if (message.type !== 'subscription') {
      if (!signal.aborted) wire.send({ id: message.id, kind: 'data', data: result });
      return;
    }
    if (!isAsyncIterable(result)) throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: `${message.path} is no subscription` });
    wire.send({ id: message.id, kind: 'started' });
    for await (const value of result) {
      if (signal.aborted) break;
      wire.send({ id: message.id, kind: 'data', data: isTrackedEnvelope(value) ? value[1] : value });
    }
    wire.send({ id: message.id, kind: 'done' });
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
