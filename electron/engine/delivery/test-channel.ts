import { type TestResult, testMessage } from '../../../shared/delivery/index.ts';
import { done, isRefused, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { Engine } from '../engine.ts';
import { readChannel } from './channels.ts';
import { deliver } from './deliver.ts';

/** Sends a test through a channel at once, on or off, and answers what came of it. A failure is an answer, too. */
export async function testChannel(engine: Engine, channel: string): Promise<Outcome<TestResult>> {
  const found = readChannel(engine.store, channel);
  if (found === null || found.removed) return refuse('no-such-channel', 'This channel is not there any more.');
  const at = engine.now();
  const began = performance.now();
  const message = testMessage(engine.newId(), found.terms.name, at);
  const { sent, says, output } = await deliver(engine.store, found, message, Date.parse(at), NEVER);
  const result: TestResult = { at, milliseconds: Math.round(performance.now() - began), sent, says, output };
  const committed = engine.journal.commit([{ type: 'delivery.tested', subject: channel, payload: { result } }]);
  return isRefused(committed) ? committed : done(result);
}

const NEVER = new AbortController().signal;
