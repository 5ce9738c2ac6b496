import { Decimal, decimalText, isKnown } from '../figures/index.ts';
import type { Check } from './check.ts';
import { attestationOf } from './check-evidence.ts';
import { againstLimits } from './check-limits.ts';
import { type Found, lacking, later, number } from './check-finding.ts';
import type { TicketComputation } from './ticket-computation.ts';
import { expiryOf, optionKind, strikeOf } from './ticket-option.ts';
import { orderFaults, UNIT_WORDS, unknownLimits } from './ticket-size.ts';
import { VARIANT_WORDS } from './ticket-terms.ts';

const DAY_MINUTES = 1_440;

/** P04: the instrument is imported, is of the kind that the ticket says, and its file is not too old. */
export function instrumentCheck({ plan, figures }: TicketComputation): Found {
  const { instrument, terms, rules } = plan.inputs;
  const age = figures['instrument-age'];
  if (!instrument || !isKnown(age))
    return {
      verdict: 'unknown',
      value: null,
      says: `${terms.symbol ?? 'The instrument'} is in no imported file of this venue.`,
      figures: ['instrument-age'],
    };
  const { row } = instrument;
  const value = `${row.symbol}, ${row.settlement} ${VARIANT_WORDS[row.kind]}, contract of ${row.contractSize} ${row.contractUnit === 'base' ? row.base : row.quote}`;
  const validUntil = later(row.asOf, rules.instrumentDays * DAY_MINUTES);
  const found = { value, validUntil, figures: ['instrument-age'] as const };
  if (row.kind !== terms.variant)
    return {
      ...found,
      verdict: 'fail',
      says: `The file says that ${row.symbol} is a ${VARIANT_WORDS[row.kind]}, and the ticket a ${VARIANT_WORDS[terms.variant]}.`,
    };
  if (age.ok.isNegative()) return { ...found, verdict: 'fail', says: 'The file is dated later than now; correct its instant.' };
  return age.ok.greaterThan(rules.instrumentDays)
    ? {
        ...found,
        verdict: 'fail',
        says: `The file is ${number(age.ok.floor())} days old; the rules allow ${rules.instrumentDays}. Import a new one.`,
      }
    : { ...found, verdict: 'pass', says: `The file is ${number(age.ok.floor())} days old, of ${rules.instrumentDays} allowed.` };
}

/** P05: the order’s size against step, least and largest size and least notional. */
export function orderCheck({ plan, figures }: TicketComputation): Found {
  const { instrument } = plan.inputs;
  const [order, notional] = [figures.order, figures.notional];
  const ids = ['order', 'notional'] as const;
  if (!instrument) return lacking(order, ids);
  if (!isKnown(order)) return { ...lacking(order, ids), verdict: order.unavailable.reason === 'below-step' ? 'fail' : 'unknown' };
  if (!isKnown(notional)) return lacking(notional, ids);
  const value = `${number(order.ok)} ${UNIT_WORDS[instrument.row.orderUnit]}`;
  if (!order.ok.greaterThan(0))
    return { verdict: 'fail', value, says: 'The size must be above zero; the side says which way it goes.', figures: ids };
  const faults = orderFaults(instrument.row, order.ok, notional.ok);
  if (faults.length > 0) return { verdict: 'fail', value, says: faults.join(' '), figures: ids };
  const unknown = unknownLimits(instrument.row);
  if (unknown.includes('step'))
    return {
      verdict: 'unknown',
      value,
      says: `The file does not tell the ${unknown.join(', ')} of ${instrument.row.symbol}. Read it off the venue’s page.`,
      figures: ids,
    };
  return {
    verdict: 'pass',
    value,
    says: `${value}, in steps of ${instrument.row.lot}${unknown.length === 0 ? '' : `; the ${unknown.join(', ')} is not known`}.`,
    figures: ids,
  };
}

/** P07: leverage against the own cap and what the margin table allows at this size. */
export function leverageCheck({ plan, figures }: TicketComputation): Found {
  const { terms, rules } = plan.inputs;
  const ids = ['leverage-used', 'leverage-allowed'] as const;
  if (terms.leverage === undefined) return { verdict: 'unknown', value: null, says: 'Say with which leverage.', figures: ids };
  const leverage = new Decimal(terms.leverage);
  const value = `${decimalText(leverage)}×`;
  if (!leverage.greaterThan(0)) return { verdict: 'fail', value, says: 'The leverage must be above zero.', figures: ids };
  if (leverage.greaterThan(rules.leverage))
    return { verdict: 'fail', value, says: `${value} is above your own cap of ${rules.leverage}×.`, figures: ids };
  const [broken] = againstLimits(plan.inputs, 'leverage', leverage).broken;
  if (broken !== undefined) return { verdict: 'fail', value, says: `${value} is too much. ${broken}`, figures: ids };
  const allowed = figures['leverage-allowed'];
  if (!isKnown(allowed)) return { ...lacking(allowed, ids), value };
  return leverage.greaterThan(allowed.ok)
    ? {
        verdict: 'fail',
        value,
        says: `${value} is above the ${number(allowed.ok)}× that the margin table allows at this size.`,
        figures: ids,
      }
    : {
        verdict: 'pass',
        value,
        says: `${value}, of ${rules.leverage}× by your own cap and ${number(allowed.ok)}× by the margin table.`,
        figures: ids,
      };
}

/** P12: the fee tier is one’s own, from a table and a volume that are not too old. */
export function feeCheck({ plan, figures }: TicketComputation): Found {
  const { fees, volume, rules } = plan.inputs;
  const ids = ['fee-rate-in', 'fee-rate-out', 'fee-age'] as const;
  const { own } = plan.rates;
  if (!fees)
    return { verdict: 'unknown', value: null, says: 'There is no fee table of this venue for this product. Import one.', figures: ids };
  if (!own) return lacking(figures['fee-rate-in'], ids);
  const value = `${own.tier.name}: ${own.tier.maker} / ${own.tier.taker}`;
  const validUntil = later(fees.row.asOf, rules.feeDays * DAY_MINUTES);
  const age = figures['fee-age'];
  if (isKnown(age) && age.ok.greaterThan(rules.feeDays))
    return {
      verdict: 'fail',
      value,
      says: `The fee table or the volume told is ${number(age.ok.floor())} days old; the rules allow ${rules.feeDays}.`,
      figures: ids,
      validUntil,
    };
  if (!volume)
    return {
      verdict: 'unknown',
      value,
      says: `Your volume there was not told: the row for everybody (${own.tier.name}) is taken. Tell your 30-day volume.`,
      figures: ids,
      validUntil,
    };
  return {
    verdict: 'pass',
    value,
    says: `Row ${own.row}, ${own.tier.name}, by the volume told as of ${volume.told.asOf}.`,
    figures: ids,
    validUntil,
  };
}

/** P31: what a wallet signs. An unlimited approval and missing gas fail; what the terms do not say may be answered in the ticket’s checklist. */
export function onChainCheck(computed: TicketComputation, check: Check): Found {
  const { onChain } = computed.plan.inputs.terms;
  const approval = onChain?.approval?.trim().toLowerCase();
  if (approval !== undefined && /^(unlimited|max|infinite|∞)$/.test(approval))
    return {
      verdict: 'fail',
      value: onChain?.approval ?? null,
      says: 'The approval is unlimited: the contract may take everything, now and later. Approve what this trade needs.',
    };
  if (onChain?.gasHeld === false)
    return { verdict: 'fail', value: null, says: 'The wallet does not hold the gas for entering and leaving.' };
  const missing = [
    ...(onChain?.chainId ? [] : ['chain id']),
    ...(onChain?.contract ? [] : ['contract']),
    ...(approval ? [] : ['approval']),
    ...(onChain?.gasHeld ? [] : ['gas held']),
    ...(onChain?.bridge ? [] : ['state of the bridge']),
    ...(onChain?.oracle ? [] : ['oracle']),
    ...(onChain?.sequencer ? [] : ['state of the sequencer']),
  ];
  if (missing.length === 0)
    return {
      verdict: 'pass',
      value: `chain ${onChain?.chainId}, ${onChain?.contract}`,
      says: `Chain ${onChain?.chainId}, contract ${onChain?.contract}, approval ${onChain?.approval}.`,
    };
  const attested = attestationOf(computed, check);
  return attested.verdict === 'unknown'
    ? { ...attested, says: `Not yet told: ${missing.join(', ')}. Tell them, or answer the item of the checklist.` }
    : attested;
}

/** P32: what an option is, and the most that it can lose. How it settles may be answered in the ticket’s checklist. */
export function optionCheck(computed: TicketComputation, check: Check): Found {
  const { inputs } = computed.plan;
  const { terms } = inputs;
  const loss = computed.figures['max-loss'];
  const ids = ['max-loss', 'margin', 'break-even'] as const;
  const missing = [
    ...(optionKind(inputs) === null ? ['call or put'] : []),
    ...(isKnown(strikeOf(inputs)) ? [] : ['strike']),
    ...(expiryOf(inputs) === null ? ['expiry'] : []),
    ...(terms.entry === undefined ? ['premium'] : []),
    ...(terms.side === 'short' && terms.option?.quotedMargin === undefined ? ['margin that the venue asks'] : []),
  ];
  if (missing.length > 0) return { verdict: 'unknown', value: null, says: `Not yet told: ${missing.join(', ')}.`, figures: ids };
  const expiry = expiryOf(inputs) ?? '';
  if (Date.parse(expiry) <= Date.parse(inputs.at))
    return { verdict: 'fail', value: expiry, says: `It expired on ${expiry.slice(0, 10)}.`, figures: ids };
  if (!isKnown(loss)) return { ...lacking(loss, ids), verdict: loss.unavailable.reason === 'unbounded' ? 'fail' : 'unknown' };
  const value = `at most ${number(loss.ok)}`;
  const says = `It can lose ${number(loss.ok)} at most and expires on ${expiry.slice(0, 10)}.`;
  if (terms.option?.settlementStyle) return { verdict: 'pass', value, says: `${says} ${terms.option.settlementStyle}`, figures: ids };
  const attested = attestationOf(computed, check);
  return attested.verdict === 'unknown'
    ? {
        verdict: 'unknown',
        value,
        says: `${says} How it settles and is exercised is not noted: say it, or answer the item of the checklist.`,
        figures: ids,
      }
    : { ...attested, value, figures: ids };
}
