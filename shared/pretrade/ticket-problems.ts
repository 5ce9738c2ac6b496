import { Decimal, isKnown } from '../figures/index.ts';
import type { TicketComputation } from './ticket-computation.ts';
import type { TicketProblem } from './ticket-result.ts';
import { isMargined } from './ticket-terms.ts';

/** What in the terms cannot be, each with the field and a sentence; empty where they make sense. What is only missing is no problem but unknown. */
export function problemsOf({ plan, figures }: TicketComputation): TicketProblem[] {
  const { terms } = plan.inputs;
  const problems: TicketProblem[] = [];
  const add = (code: string, field: string, message: string) => problems.push({ code, field, message });
  const positive = [
    ['entry', terms.entry, 'The entry price'],
    ['stop', terms.stop, 'The stop'],
    ['target', terms.target, 'The target'],
    ['mark', terms.mark, 'The mark price'],
    ['quantity', terms.quantity, 'The size'],
    ['maxLoss', terms.maxLoss, 'What may be lost'],
    ['sizing.capital', terms.sizing.capital, 'The capital'],
  ] as const;
  for (const [field, text, name] of positive) {
    if (text !== undefined && !new Decimal(text).greaterThan(0))
      add(
        'not-positive',
        field,
        `${name} must be above zero; ${text} is not.${field === 'quantity' ? ' The side says which way it goes.' : ''}`,
      );
  }
  const notNegative = [
    ['holdHours', terms.holdHours, 'The time held'],
    ['slippageBp', terms.slippageBp, 'The allowance for slippage'],
    ['collateral.free', terms.collateral.free, 'The free collateral'],
    ['collateral.added', terms.collateral.added, 'The margin added'],
    ['collateral.otherMaintenance', terms.collateral.otherMaintenance, 'The maintenance margin of other positions'],
    ['onChain.gas', terms.onChain?.gas, 'The cost of gas'],
  ] as const;
  for (const [field, text, name] of notNegative) {
    if (text !== undefined && new Decimal(text).isNegative()) add('negative', field, `${name} must not be negative; ${text} is.`);
  }
  if (isMargined(terms.variant) && terms.leverage !== undefined && !new Decimal(terms.leverage).greaterThan(0))
    add('not-positive', 'leverage', `The leverage must be above zero; ${terms.leverage} is not.`);
  if (terms.marginMode === 'portfolio')
    add(
      'portfolio-margin',
      'marginMode',
      'Under portfolio margin liquidation depends on the whole account and the venue’s own scenarios; no figure here would be right. Choose isolated or cross.',
    );
  sides(plan.inputs.terms, add);
  const spare = figures['stop-spare'];
  if (isKnown(spare) && !spare.ok.greaterThan(0)) {
    const price = figures['liquidation-price'];
    const at = isKnown(price) ? ` at ${price.ok.toSignificantDigits(8).toFixed()}` : '';
    add(
      'stop-beyond-liquidation',
      'stop',
      `The stop at ${terms.stop} lies beyond liquidation${at}: the position would be liquidated before it fires. Move the stop, add margin, or lower the leverage.`,
    );
  }
  const { winRate, fraction } = terms.sizing;
  for (const [field, text] of [
    ['sizing.winRate', winRate],
    ['sizing.fraction', fraction],
  ] as const) {
    if (text !== undefined && (new Decimal(text).isNegative() || new Decimal(text).greaterThan(1)))
      add('not-a-share', field, `${text} is no share from 0 to 1; write 55 % as 0.55.`);
  }
  if (terms.funding) {
    const [low, base, high] = [terms.funding.low, terms.funding.base, terms.funding.high].map((text) => new Decimal(text));
    if (low!.greaterThan(base!) || base!.greaterThan(high!))
      add('rates-unsorted', 'funding', 'The low funding rate must not exceed the middle one, nor that the high one.');
  }
  return problems;
}

/** Stop and target on the right sides of the entry; of an option bought or sold, of its premium. */
function sides(terms: TicketComputation['plan']['inputs']['terms'], add: (code: string, field: string, message: string) => void): void {
  if (terms.entry === undefined) return;
  const entry = new Decimal(terms.entry);
  const long = terms.side === 'long';
  if (terms.stop !== undefined) {
    const stop = new Decimal(terms.stop);
    if (stop.equals(entry)) add('stop-at-entry', 'stop', 'The stop is the entry price: it would fire at once.');
    else if (stop.greaterThan(entry) === long)
      add(
        'stop-on-the-wrong-side',
        'stop',
        `The stop of a ${terms.side} lies ${long ? 'below' : 'above'} its entry of ${terms.entry}; ${terms.stop} does not.`,
      );
  }
  if (terms.target !== undefined) {
    const target = new Decimal(terms.target);
    if (target.equals(entry) || target.lessThan(entry) === long)
      add(
        'target-on-the-wrong-side',
        'target',
        `The target of a ${terms.side} lies ${long ? 'above' : 'below'} its entry of ${terms.entry}; ${terms.target} does not.`,
      );
  }
}
