import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

export const TODAY = '2026-03-01';
export type Api = ReturnType<typeof createCaller>;

/** An engine over a fresh workspace whose clock stands still, unless it is set. */
export function desk(clock: { now: string } = { now: `${TODAY}T12:00:00.000Z` }): { engine: OpenEngine; api: Api; clock: { now: string } } {
  const engine = open(join(temporaryFolder(), 'desk.countinghouse'), { mode: 'create', now: () => clock.now });
  return { engine, api: createCaller({ engine }), clock };
}

/** Rules that all venues are held against: accepted custody and a limit on everything. */
export async function rules(api: Api): Promise<void> {
  ok(await api.venues.setPolicy({ custodyAccepted: ['venue', 'self', 'clearing', 'segregated'] }));
  ok(await api.venues.setLimit({ detail: { scope: { to: 'total' }, metric: 'exposure', amount: '100000', currency: 'USD' } }));
}

/** What a venue needs to pass its gates. */
export async function approved(api: Api, venue: string): Promise<void> {
  const checked = { checkedOn: '2026-02-01', source: 'terms of service, section 2' };
  ok(
    await api.venues.addRecord({
      venue,
      detail: { kind: 'eligibility', entity: 'Northwind Ltd', region: 'DE', result: 'eligible', ...checked },
    }),
  );
  ok(await api.venues.addRecord({ venue, detail: { kind: 'attestation', of: 'kyc', result: 'pass', ...checked } }));
  ok(await api.venues.addRecord({ venue, detail: { kind: 'attestation', of: 'legal', result: 'pass', ...checked } }));
}

const CRITERIA = ['liquidity', 'security', 'coverage', 'costs', 'ux', 'support'] as const;

/** Scores whole criteria, in the order of the published example; null leaves one out. */
export async function scores(api: Api, venue: string, points: readonly (number | null)[], asOf = '2026-02-20'): Promise<void> {
  for (const [at, each] of points.entries()) {
    if (each === null) continue;
    const score = {
      given: { by: 'rubric' as const, points: String(each) },
      sourceClass: 'own-measurement' as const,
      source: 'quarterly review',
      asOf,
    };
    ok(await api.venues.setScore({ venue, measure: CRITERIA[at]!, score }));
  }
}

/** The published example on four bundled venues. */
export const EXAMPLE = {
  deribit: [9, 6, 9, 8, 8, 6],
  okx: [7, 9, 6, 6, 7, 8],
  bybit: [8, 8, 7, 7, 7, 7],
  bitget: [5, 9, 4, 9, 9, 9],
} as const;

export async function example(api: Api): Promise<void> {
  await rules(api);
  for (const [venue, points] of Object.entries(EXAMPLE)) {
    await approved(api, venue);
    await scores(api, venue, points);
  }
}
