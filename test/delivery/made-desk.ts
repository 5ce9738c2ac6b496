import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import { openCourier } from '../../electron/engine/delivery/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { ChannelTerms, EmailTerms, WebhookTerms } from '../../shared/delivery/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

/** What every channel of these tests has. */
export const COMMON = {
  on: true,
  byDefault: true,
  least: 'low',
  tellsCleared: false,
  digestMinutes: null,
  perHour: 100,
  seconds: 5,
  withoutValues: false,
} as const;
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const VARIABLE = 'COUNTINGHOUSE_TEST_SECRET';
process.env[VARIABLE] = SECRET;

export const webhook = (url: string, made: Partial<WebhookTerms> = {}): ChannelTerms => ({
  ...COMMON,
  kind: 'webhook',
  name: 'Hook',
  url,
  digest: null,
  trust: null,
  ...made,
});
export const email = (port: number, made: Partial<EmailTerms> = {}): ChannelTerms => ({
  ...COMMON,
  kind: 'email',
  name: 'Mail',
  host: '127.0.0.1',
  port,
  security: 'none',
  user: 'desk',
  from: 'a@example.com',
  to: ['b@example.com'],
  trust: null,
  ...made,
});

export interface Desk {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly courier: ReturnType<typeof openCourier>;
  /** Moves the clock. */
  readonly pass: (seconds: number) => void;
}

/** A workspace whose clock stands still unless it is moved. */
export function desk(path = join(temporaryFolder(), 'books.countinghouse'), begins = Date.parse('2026-11-20T10:00:00.000Z')): Desk {
  let clock = begins;
  const engine = open(path, { mode: 'open-or-create', now: () => new Date(clock).toISOString() });
  return { engine, api: createCaller({ engine }), courier: openCourier(engine), pass: (seconds) => void (clock += seconds * 1_000) };
}

/** Sets a channel up whose secret is in a variable. */
export async function channel(api: Desk['api'], terms: ChannelTerms): Promise<string> {
  const secret = terms.kind === 'command' ? {} : { secret: { place: 'environment' as const, variable: VARIABLE } };
  return ok(await api.delivery.saveChannel({ channel: null, terms, ...secret })).channel;
}
export const typesIn = (engine: OpenEngine) => [...engine.journal.each()].map(({ type }) => type);
