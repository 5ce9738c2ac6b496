import type { Check } from './check.ts';
import type { Found } from './check-finding.ts';
import type { TicketComputation } from './ticket-computation.ts';
import type { CheckEvidence } from './ticket-inputs.ts';

/**
 * What registers and signed checklists say of a check. What is expired counts no more. A fail outweighs a pass, because the register may know what the
 * person who ticked did not; of several of one kind the newest speaks.
 */
export function attestationOf({ plan }: TicketComputation, check: Check): Found {
  const { at, evidence } = plan.inputs;
  const own = evidence.filter((each) => each.check === check.id).toSorted((one, other) => (other.at ?? '').localeCompare(one.at ?? ''));
  const standing = own.filter(({ validUntil }) => validUntil === null || Date.parse(validUntil) > Date.parse(at));
  for (const result of ['fail', 'pass', 'not-applicable', 'unknown'] as const) {
    const found = standing.find((each) => each.result === result);
    if (found) return of(found);
  }
  const expired = own[0];
  if (expired)
    return {
      ...of(expired),
      verdict: 'unknown',
      says: `The answer of ${day(expired.at)} expired on ${day(expired.validUntil)}; it must be given again.`,
    };
  return {
    verdict: 'unknown',
    value: null,
    says: 'Nobody has answered this in a checklist of the venue or of this ticket, and no register tells.',
  };
}

function of({ result, value, says, validUntil, from, run }: CheckEvidence): Found {
  return { verdict: result, value, says, validUntil, from, run };
}

function day(instant: string | null): string {
  return instant?.slice(0, 10) ?? 'an unknown day';
}
