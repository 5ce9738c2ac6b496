import type { Validity } from '../checklists/index.ts';
import type { InstrumentKind } from './reference.ts';

/**
 * How a check comes to its verdict. `gate`: whether one may trade there at all; `computed`: from the ticket's own figures; `attested`: by a
 * person's answer with evidence, in a checklist or a register; `limit`: against a limit of one's own.
 */
export const CHECK_TYPES = ['gate', 'computed', 'attested', 'limit'] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

/** Whether a verdict stands in the way: anything but a pass, only a fail, or nothing (it is shown). */
export const CHECK_BLOCKS = ['unless-pass', 'on-fail', 'never'] as const;
export type CheckBlocks = (typeof CHECK_BLOCKS)[number];

export const CHECK_IDS = [
  'P01',
  'P02',
  'P03',
  'P04',
  'P05',
  'P06',
  'P07',
  'P08',
  'P09',
  'P10',
  'P11',
  'P12',
  'P13',
  'P14',
  'P15',
  'P16',
  'P17',
  'P18',
  'P19',
  'P20',
  'P21',
  'P22',
  'P23',
  'P24',
  'P25',
  'P26',
  'P27',
  'P28',
  'P29',
  'P30',
  'P31',
  'P32',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** One check before a trade, as data: what it asks, when it passes, how long its answer stands, and why it is asked. */
export interface Check {
  readonly id: CheckId;
  readonly title: string;
  readonly types: readonly CheckType[];
  readonly blocks: CheckBlocks;
  /** Of which kinds of trade it is asked. */
  readonly variants: readonly InstrumentKind[];
  /** Asked of every trade on a venue of this type too, whatever the kind. */
  readonly venueType?: 'dex';
  readonly rule: string;
  /** How long an answer stands; without it, for this trade only. */
  readonly validFor?: Validity;
  readonly why: string;
  readonly source: string;
  /** The mistakes of beginners that it stands against. */
  readonly covers?: readonly MistakeId[];
}

/**
 * The mistakes of beginners that the owner's brief names for trading on a venue, in its words: all five of its article on derivatives, and the two of
 * its article on desks that can be made with a ticket. The other three of the desks are made in settling, and belong to its checklists.
 */
export const BEGINNERS_MISTAKES = {
  'funding-not-understood': 'perps without understanding funding and its P&L effect',
  'not-eligible': 'joining a venue your region is not eligible for',
  'too-big-without-buffer': 'position too big, no liquidation buffer',
  'keys-mixed': 'custodial and self-custodial flows mixed without a key plan',
  'thin-market': 'thin alts where slippage eats the edge',
  'no-backup': 'one counterparty and no backup in volatile hours',
  'thin-quote': 'illiquid alt RFQ without warning - wide spread',
} as const;
export type MistakeId = keyof typeof BEGINNERS_MISTAKES;

const ALL: readonly InstrumentKind[] = ['perpetual', 'future', 'option', 'spot', 'on-chain'];
const MARGINED: readonly InstrumentKind[] = ['perpetual', 'future'];
const OF_A_VENUE: readonly InstrumentKind[] = ['perpetual', 'future', 'option', 'spot'];
const days = (amount: number): Validity => ({ amount, unit: 'days' });
const hours = (amount: number): Validity => ({ amount, unit: 'hours' });

const BRIEF = 'The owner’s brief: checklist, tips and mistakes for derivatives venues';

/** The thirty-two checks in the order in which they are read. */
export const CHECKS: readonly Check[] = [
  {
    id: 'P01',
    title: 'You may trade there from your region',
    types: ['gate'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'The region of the person or entity is not on the venue’s list of denials, and somebody has looked.',
    validFor: days(90),
    why: 'A venue that finds out later may close the account with positions in it, and withdrawals wait.',
    source: BRIEF,
    covers: ['not-eligible'],
  },
  {
    id: 'P02',
    title: 'Identity is verified and the account unrestricted',
    types: ['gate', 'attested'],
    blocks: 'unless-pass',
    variants: OF_A_VENUE,
    rule: 'Verification is complete and no restriction is shown, with a picture of it kept.',
    validFor: days(180),
    why: 'A restricted account can often open positions that it can then not add margin to.',
    source: BRIEF,
  },
  {
    id: 'P03',
    title: 'The account may trade this product',
    types: ['gate'],
    blocks: 'unless-pass',
    variants: OF_A_VENUE,
    rule: 'The account’s permissions name the product.',
    validFor: days(90),
    why: 'Permissions differ by product and region; a missing one shows only when the order is refused.',
    source: BRIEF,
  },
  {
    id: 'P04',
    title: 'The contract’s specification is imported and recent',
    types: ['computed', 'attested'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'The instrument was imported and its file is not older than the rules allow (30 days).',
    validFor: days(30),
    why: 'A wrong contract size is the commonest error of sizing: linear, inverse and quanto contracts count differently.',
    source: 'Domain reference §2.1; venues’ instrument files',
  },
  {
    id: 'P05',
    title: 'The order’s size is one that the venue takes',
    types: ['computed'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'Above zero, a whole number of steps, between the least and the largest size, and over the least notional.',
    why: 'An order that the venue refuses at the wrong moment leaves a leg open.',
    source: 'Venues’ instrument files (lot, least size, least notional)',
  },
  {
    id: 'P06',
    title: 'The margin mode is chosen',
    types: ['attested'],
    blocks: 'unless-pass',
    variants: MARGINED,
    rule: 'Isolated or cross is chosen for this trade. Portfolio margin is refused.',
    why: 'In cross mode the whole account answers for one position.',
    source: 'Domain reference §2.1, §9',
  },
  {
    id: 'P07',
    title: 'Leverage is within your cap and the tier’s',
    types: ['computed', 'limit'],
    blocks: 'unless-pass',
    variants: MARGINED,
    rule: 'Not above the cap of the rules, nor above what the margin table allows at this size.',
    why: 'The venue lowers the leverage of larger positions; what was opened at the top of a tier cannot be added to.',
    source: 'Venues’ margin tables',
    covers: ['too-big-without-buffer'],
  },
  {
    id: 'P08',
    title: 'Liquidation is far enough, and the stop comes first',
    types: ['computed'],
    blocks: 'unless-pass',
    variants: MARGINED,
    rule: 'At least the rules’ share of the mark price and so many mean daily moves away; the stop lies between entry and liquidation with room for slippage.',
    why: 'A stop beyond liquidation never fires: the position is gone before, with the penalty.',
    source: 'Domain reference §2.2 (1–3, 8)',
    covers: ['too-big-without-buffer'],
  },
  {
    id: 'P09',
    title: 'You know which price liquidates: mark, last or oracle',
    types: ['attested'],
    blocks: 'never',
    variants: MARGINED,
    rule: 'The venue’s page on its mark price was read.',
    validFor: days(180),
    why: 'Stops and liquidation may look at different prices; dYdX for one uses an oracle.',
    source: 'dYdX documentation, liquidations',
  },
  {
    id: 'P10',
    title: 'The loss at the stop is one that you can bear',
    types: ['computed', 'limit'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'Loss at the stop with fees and slippage is not above your limit for this trade.',
    why: 'The maximum loss is decided before the trade, while one is calm.',
    source: `${BRIEF}; domain reference §2.2 (13)`,
    covers: ['too-big-without-buffer'],
  },
  {
    id: 'P11',
    title: 'The cost of funding over the hold is known',
    types: ['computed'],
    blocks: 'on-fail',
    variants: ['perpetual'],
    rule: 'The middle scenario is within the budget, or going over it is acknowledged.',
    validFor: hours(8),
    why: 'Funding is paid on the notional, not on the margin: at ten times leverage 0.01 % every eight hours is over 1 % of the margin in four days.',
    source: `${BRIEF}; domain reference §2.2 (9)`,
    covers: ['funding-not-understood'],
  },
  {
    id: 'P12',
    title: 'Fees are those of your own tier',
    types: ['computed'],
    blocks: 'on-fail',
    variants: OF_A_VENUE,
    rule: 'A tier is found for your volume, from a table not older than the rules allow (90 days).',
    validFor: days(90),
    why: 'The rate on the front page is hardly ever one’s own; tables in libraries have been wrong by a factor of ten.',
    source: BRIEF,
  },
  {
    id: 'P13',
    title: 'The book takes your size at a bearable price',
    types: ['computed'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'The snapshot is not older than the rules allow, holds the whole size, and the average fill is within the limit from the middle.',
    validFor: { amount: 15, unit: 'minutes' },
    why: 'In a thin market slippage eats the edge twice: in and, worse, out.',
    source: `${BRIEF}; domain reference §2.5`,
    covers: ['thin-market', 'thin-quote'],
  },
  {
    id: 'P14',
    title: 'The price at which it breaks even is shown',
    types: ['computed'],
    blocks: 'never',
    variants: ALL,
    rule: 'It can be computed: fees are known, and of a perpetual the funding.',
    why: 'A move that does not pay for its own costs is no profit.',
    source: 'Domain reference §2.2 (12)',
  },
  {
    id: 'P15',
    title: 'There is collateral for it, and some stays free',
    types: ['computed'],
    blocks: 'unless-pass',
    variants: ['perpetual', 'future', 'option'],
    rule: 'After the margin is taken, the share of the rules stays free.',
    why: 'What is not free cannot be added when the market asks for it.',
    source: 'Domain reference §2.2 (7)',
    covers: ['too-big-without-buffer'],
  },
  {
    id: 'P16',
    title: 'Auto-deleveraging and the insurance fund are understood',
    types: ['attested'],
    blocks: 'never',
    variants: MARGINED,
    rule: 'The venue’s pages were read; with an open position its rank is noted.',
    validFor: days(90),
    why: 'In October 2025 winners were closed by force when about 19 billion dollars were liquidated.',
    source: 'Domain reference §2.1',
  },
  {
    id: 'P17',
    title: 'Price bands, circuit breakers and the largest order are known',
    types: ['attested'],
    blocks: 'never',
    variants: OF_A_VENUE,
    rule: 'The venue’s pages were read.',
    validFor: days(180),
    why: 'A band can keep a stop from being filled.',
    source: BRIEF,
  },
  {
    id: 'P18',
    title: 'The venue runs, and no maintenance falls into the hold',
    types: ['attested'],
    blocks: 'on-fail',
    variants: ALL,
    rule: 'The status page was green within the hour and announces nothing for the planned hold.',
    validFor: hours(1),
    why: 'Nobody can leave during maintenance, but can be liquidated at its end.',
    source: `${BRIEF} (red flag: no status page)`,
  },
  {
    id: 'P19',
    title: 'The second factor is hardware or an app, not text messages',
    types: ['gate', 'attested'],
    blocks: 'unless-pass',
    variants: OF_A_VENUE,
    rule: 'Hardware key or one-time codes.',
    validFor: days(180),
    why: 'A telephone number can be taken over in an afternoon.',
    source: BRIEF,
  },
  {
    id: 'P20',
    title: 'Withdrawals go to listed addresses only',
    types: ['gate', 'attested'],
    blocks: 'unless-pass',
    variants: OF_A_VENUE,
    rule: 'The list is on, with a waiting time for new addresses.',
    validFor: days(90),
    why: 'Whoever gets into the account can then trade badly, but not take the money away.',
    source: BRIEF,
  },
  {
    id: 'P21',
    title: 'Keys for programs are narrow, bound and young',
    types: ['gate', 'attested'],
    blocks: 'unless-pass',
    variants: OF_A_VENUE,
    rule: 'Every key trades only, is bound to addresses, is at most 90 days old and has an owner; none may withdraw. Without keys it passes.',
    validFor: days(90),
    why: 'The weakest key decides how safe the account is.',
    source: BRIEF,
  },
  {
    id: 'P22',
    title: 'Sub-accounts and roles were reviewed',
    types: ['attested'],
    blocks: 'never',
    variants: OF_A_VENUE,
    rule: 'The matrix was looked at; who left has no access.',
    validFor: days(90),
    why: 'Access outlives the reason for it.',
    source: 'Domain reference §2.1',
  },
  {
    id: 'P23',
    title: 'Proof of reserves: how old, with liabilities, by whom',
    types: ['attested'],
    blocks: 'never',
    variants: OF_A_VENUE,
    rule: 'Not older than 90 days; whether liabilities are included and the own leaf was verified is noted.',
    validFor: days(90),
    why: 'It shows one instant, and no debt that lies off the chain.',
    source: 'Domain reference §2.1',
  },
  {
    id: 'P24',
    title: 'Who holds the keys, and the plan for them',
    types: ['attested'],
    blocks: 'never',
    variants: ALL,
    rule: 'Custody of the collateral is noted — the venue’s, a third party’s, one’s own — and what moves between them.',
    validFor: days(90),
    why: 'Custodial and self-custodial money mixed without a plan ends with keys that nobody has, or addresses that nobody knows.',
    source: BRIEF,
    covers: ['keys-mixed'],
  },
  {
    id: 'P25',
    title: 'The venue and its group stay within your limits',
    types: ['limit'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'Balance, unrealised profit, what is unsettled and this trade together are not above the limit of the venue, nor of its group.',
    why: 'What a venue holds is lost with it.',
    source: 'Domain reference §2.2 (14, 15)',
  },
  {
    id: 'P26',
    title: 'Neither one venue nor one asset holds too much',
    types: ['limit'],
    blocks: 'on-fail',
    variants: ALL,
    rule: 'After the trade, the venue’s and the asset’s share of the capital are not above those of the rules.',
    why: 'Limits in money are forgotten as the capital shrinks; shares are not.',
    source: 'Domain reference §2.1',
  },
  {
    id: 'P27',
    title: 'A withdrawal was tried lately',
    types: ['attested'],
    blocks: 'never',
    variants: OF_A_VENUE,
    rule: 'Within 30 days, with amount and minutes noted.',
    validFor: days(30),
    why: 'Slow withdrawals are the earliest sign of trouble.',
    source: 'Domain reference §2.1',
  },
  {
    id: 'P28',
    title: 'No critical red flag is open',
    types: ['gate'],
    blocks: 'unless-pass',
    variants: ALL,
    rule: 'The register of red flags has none open that is critical.',
    why: 'Vague disclosures, no status page, nothing on liquidation: such signs come before the loss.',
    source: `${BRIEF}, red flags`,
  },
  {
    id: 'P29',
    title: 'A second venue is ready',
    types: ['attested'],
    blocks: 'never',
    variants: ALL,
    rule: 'Onboarded, and funded or fundable within the hour.',
    validFor: days(90),
    why: 'Whoever cannot leave here must be able to hedge there.',
    source: 'The owner’s brief: mistakes with desks',
    covers: ['no-backup'],
  },
  {
    id: 'P30',
    title: 'The reason for the trade is written down',
    types: ['attested'],
    blocks: 'never',
    variants: ALL,
    rule: 'The ticket names a reason; its id goes into the records for tax.',
    why: 'A reason written before can be judged after.',
    source: BRIEF,
  },
  {
    id: 'P31',
    title: 'Chain, contract, approval, gas and oracle are checked',
    types: ['attested', 'computed'],
    blocks: 'unless-pass',
    variants: ['on-chain'],
    venueType: 'dex',
    rule: 'Chain id and contract are named, the approval is not unlimited, gas is held, bridge, oracle and sequencer are noted — or the wallet’s checklist says so.',
    why: 'A wallet signs what it is shown; a wrong contract takes everything that it may.',
    source: `${BRIEF}, wallet hygiene`,
    covers: ['keys-mixed'],
  },
  {
    id: 'P32',
    title: 'The option’s terms are known',
    types: ['attested', 'computed'],
    blocks: 'unless-pass',
    variants: ['option'],
    rule: 'Premium, strike, expiry, largest loss and settlement are known; of a sold one the margin too.',
    why: 'A sold option can lose more than its premium many times over.',
    source: BRIEF,
  },
];

/** Whether a check is asked of a trade of this kind on a venue of this type. */
export function isAsked(check: Check, variant: InstrumentKind, venueType: string | null): boolean {
  return check.variants.includes(variant) || (check.venueType !== undefined && check.venueType === venueType);
}
