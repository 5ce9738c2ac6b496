import type { TicketResult, TicketVerdict } from './ticket-result.ts';

/** An override of an item of the ticket’s checklist, with its reason. `check` is the check that the item stands for. */
export interface CheckOverride {
  readonly check: string;
  readonly reason: string;
}

/**
 * Go, go with override, or no go. In the way stand the problems of the terms, which nobody can override, gates and critical checks that did not
 * pass, and further checks that failed. An override in the signed checklist lets one check by, with its reason.
 */
export function verdictOf(result: Pick<TicketResult, 'problems' | 'checks'>, overrides: readonly CheckOverride[]): TicketVerdict {
  const reasons: TicketVerdict['reasons'] = result.problems.map(({ field, message }) => ({ what: field, says: message, overridden: null }));
  for (const { check, title, blocks, verdict, says } of result.checks) {
    const inTheWay = verdict === 'fail' ? blocks !== 'never' : verdict === 'unknown' && blocks === 'unless-pass';
    if (!inTheWay) continue;
    const override = overrides.find((each) => each.check === check);
    reasons.push({ what: check, says: `${title}: ${says}`, overridden: override?.reason ?? null });
  }
  const blocked = reasons.some(({ overridden }) => overridden === null);
  return { verdict: blocked ? 'no-go' : reasons.length > 0 ? 'go-with-override' : 'go', reasons };
}
