import { Decimal, isKnown } from '../figures/index.ts';
import { BEGINNERS_MISTAKES, type Check, type CheckId } from './check.ts';
import { CHECKS, isAsked } from './check-catalogue.ts';
import { attestationOf } from './check-evidence.ts';
import { type Found, lacking, number } from './check-finding.ts';
import { fundingCheck, liquidationCheck, lossCheck, slippageCheck } from './check-risks.ts';
import { exposureCheck, shareCheck } from './check-limits.ts';
import { feeCheck, instrumentCheck, leverageCheck, onChainCheck, optionCheck, orderCheck } from './check-terms.ts';
import type { TicketComputation } from './ticket-computation.ts';
import type { CheckResult } from './ticket-result.ts';
import { VARIANT_WORDS } from './ticket-terms.ts';

type Evaluation = (computed: TicketComputation, check: Check) => Found;

/** All thirty-two checks of a ticket, in their order. Those that are not asked of its kind are not applicable and say so. */
export function evaluateChecks(computed: TicketComputation): CheckResult[] {
  const { terms, venue } = computed.plan.inputs;
  return CHECKS.map((check) => {
    const found = isAsked(check, terms.variant, venue?.type ?? null)
      ? (EVALUATIONS[check.id] ?? attestationOf)(computed, check)
      : {
          verdict: 'not-applicable' as const,
          value: null,
          says: `It is not asked of this kind of trade (${VARIANT_WORDS[terms.variant]}).`,
        };
    return resultOf(check, found);
  });
}

const EVALUATIONS: Readonly<Partial<Record<CheckId, Evaluation>>> = {
  P04: instrumentCheck,
  P05: orderCheck,
  P06: ({ plan }) => {
    const { marginMode } = plan.inputs.terms;
    if (marginMode === undefined) return { verdict: 'unknown', value: null, says: 'Neither isolated nor cross is chosen.' };
    return marginMode === 'portfolio'
      ? {
          verdict: 'fail',
          value: marginMode,
          says: 'Under portfolio margin no liquidation price can be computed here; choose isolated or cross.',
        }
      : {
          verdict: 'pass',
          value: marginMode,
          says: `${marginMode === 'isolated' ? 'Isolated: only its own margin is at stake' : 'Cross: the whole account answers for it'}.`,
        };
  },
  P07: leverageCheck,
  P08: liquidationCheck,
  P10: lossCheck,
  P11: fundingCheck,
  P12: feeCheck,
  P13: slippageCheck,
  P14: ({ figures }) => {
    const exit = figures['break-even'];
    return isKnown(exit)
      ? {
          verdict: 'pass',
          value: number(exit.ok),
          says: `It breaks even at ${number(exit.ok)}.`,
          figures: ['break-even', 'break-even-move'],
        }
      : lacking(exit, ['break-even']);
  },
  P15: ({ figures, plan }) => {
    const { free } = plan.inputs.terms.collateral;
    const after = figures['free-after'];
    if (!isKnown(after) || free === undefined) return lacking(after, ['free-after', 'margin']);
    const least = new Decimal(free).times(plan.inputs.rules.freeBuffer);
    const verdict = after.ok.greaterThanOrEqualTo(least) ? 'pass' : 'fail';
    const says = `${number(after.ok)} of ${free} stay free; the rules want ${number(least)} at least.`;
    return { verdict, value: number(after.ok), says, figures: ['free-after', 'margin'] };
  },
  P25: exposureCheck,
  P26: shareCheck,
  P30: (computed, check) => {
    const { reason } = computed.plan.inputs.terms;
    return reason === undefined || reason.trim() === ''
      ? attestationOf(computed, check)
      : { verdict: 'pass', value: reason, says: 'The ticket names its reason.' };
  },
  P31: onChainCheck,
  P32: optionCheck,
};

function resultOf(check: Check, found: Found): CheckResult {
  return {
    check: check.id,
    title: check.title,
    types: [...check.types],
    blocks: check.blocks,
    verdict: found.verdict,
    value: found.value,
    rule: check.rule,
    says: found.says,
    why: check.why,
    source: check.source,
    validUntil: found.validUntil ?? null,
    from: found.from ?? 'ticket',
    run: found.run ?? null,
    figures: [...(found.figures ?? [])],
    covers: (check.covers ?? []).map((mistake) => BEGINNERS_MISTAKES[mistake]),
  };
}
