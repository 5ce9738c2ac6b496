import type { Subject, Verdict } from '../figures/index.ts';
import { hasCome, type MatchStatus } from './receipt-match.ts';
import type { DeliveryOrder } from './trade.ts';

/** How a checklist stands for its subject. `outdated`: signed, and what it speaks of was changed since its answers were given. */
export interface ChecklistStanding {
  readonly state: 'missing' | 'open' | 'signed' | 'expired' | 'outdated';
  /** What keeps it from being signed. */
  readonly blockers: readonly { readonly item: string; readonly text: string; readonly reason: string }[];
}

/** Everything that decides what comes next in settling a trade, or a batch of netted ones. */
export interface SettlementSituation {
  readonly owner: Subject;
  readonly title: string;
  readonly cancelled: boolean;
  /** Of a batch, one for each of its trades. */
  readonly confirmations: readonly { readonly trade: string; readonly reference: string; readonly standing: ChecklistStanding }[];
  /** Of a batch; null of a single trade. */
  readonly netting: ChecklistStanding | null;
  /** The batch that a trade's legs went into; then they are settled there. */
  readonly nettedInto: { readonly batch: string; readonly title: string } | null;
  readonly deliveryOrder: DeliveryOrder;
  /** Approval of the credit, or the means of simultaneous delivery. */
  readonly deliveryTerms: string | null;
  readonly outgoing: readonly OutgoingSituation[];
  readonly incoming: readonly IncomingSituation[];
  /** Settlements with the same desk that have failed and are not closed. */
  readonly openCases: readonly { readonly trade: string; readonly reference: string }[];
}

export interface OutgoingSituation {
  readonly leg: string;
  /** Such as “608,125 USD”. */
  readonly words: string;
  /** Nothing was ever released to this destination. */
  readonly firstUse: boolean;
  readonly testChosen: boolean;
  readonly test: ChecklistStanding;
  readonly release: ChecklistStanding;
  readonly released: boolean;
}

export interface IncomingSituation {
  readonly leg: string;
  readonly words: string;
  readonly match: MatchStatus;
}

/** Why something cannot be done, for people and for programs; where a checklist is in the way, with its open items. */
export interface StepBlocker {
  readonly code:
    | 'cancelled'
    | 'netted'
    | 'released-already'
    | 'confirmation-not-signed'
    | 'netting-not-signed'
    | 'test-not-signed'
    | 'release-not-signed'
    | 'not-our-turn'
    | 'case-open'
    | 'not-received';
  readonly says: string;
  readonly template: string | null;
  readonly about: Subject | null;
  readonly items: readonly { readonly item: string; readonly text: string; readonly reason: string }[];
}

export type StepKind = 'confirm' | 'net' | 'test' | 'release-checklist' | 'release' | 'receive' | 'close-case';

/** One step of a settlement. `next` can be done now; `blocked` says by what; `later` waits for the steps before it. */
export interface SettlementStep {
  readonly kind: StepKind;
  readonly template: string | null;
  readonly about: Subject;
  readonly state: 'done' | 'next' | 'blocked' | 'later';
  readonly says: string;
  readonly blockers: readonly StepBlocker[];
}

/**
 * The steps of a settlement in their order: a failed settlement first, then confirmation, netting, what they deliver first, test, release
 * checklist, release, and what is still to come in.
 */
export function settlementSteps(situation: SettlementSituation): readonly SettlementStep[] {
  if (situation.cancelled || situation.nettedInto !== null) return [];
  const theyFirst = situation.deliveryOrder === 'they-first';
  const receiving = situation.incoming.map((leg) => receiveStep(leg));
  return [
    ...casesToClose(situation).map((open) => caseStep(open)),
    ...situation.confirmations.map((each) =>
      checklistStep('confirm', 'TPL-CONFIRM', { kind: 'trade', id: each.trade }, each.standing, `Confirmation of ${each.reference}`, []),
    ),
    ...(situation.netting === null
      ? []
      : [
          checklistStep(
            'net',
            'TPL-NETTING',
            situation.owner,
            situation.netting,
            'Net sheet agreed by both',
            confirmationBlockers(situation),
          ),
        ]),
    ...(theyFirst ? receiving : []),
    ...situation.outgoing.flatMap((leg) => outgoingSteps(situation, leg)),
    ...(theyFirst ? [] : receiving),
  ];
}

/**
 * Why a leg may not be released; empty where it may. It may only when the confirmation of every trade behind it, the netting where there is
 * one, the test where one is due, and the release checklist are signed and up to date, it is our turn, and no settlement with the desk has
 * failed.
 */
export function releaseBlockers(situation: SettlementSituation, leg: OutgoingSituation): readonly StepBlocker[] {
  if (leg.released) return [blocker('released-already', `${leg.words} left already; a payment is released once.`)];
  if (situation.cancelled) return [blocker('cancelled', `${situation.title} was cancelled.`)];
  if (situation.nettedInto !== null) {
    return [blocker('netted', `${leg.words} went into the netting ${situation.nettedInto.title} and is settled there.`)];
  }
  return [...beforeReleaseChecklist(situation, leg), ...releaseChecklistBlockers(leg), ...turnBlockers(situation)];
}

/** Whether it is our turn to deliver, by the order that was agreed: the verdict of the item that asks for it. */
export function deliveryTurn(situation: SettlementSituation): { readonly verdict: Verdict; readonly says: string } {
  const { deliveryOrder, deliveryTerms } = situation;
  if (deliveryOrder === 'they-first') {
    const missing = situation.incoming.filter(({ match }) => !hasCome(match));
    if (missing.length === 0) return { verdict: 'pass', says: 'They delivered first: what they owe has come.' };
    return { verdict: 'fail', says: `They deliver first, and ${missing.map(({ words }) => words).join(' and ')} has not come in full.` };
  }
  if (deliveryOrder === 'credit' || deliveryOrder === 'simultaneous') {
    const what = deliveryOrder === 'credit' ? 'the approval of the credit' : 'the means of delivering at once';
    return deliveryTerms === null
      ? { verdict: 'unknown', says: `Nobody recorded ${what}.` }
      : { verdict: 'pass', says: `${deliveryOrder === 'credit' ? 'On credit' : 'At once'}: ${deliveryTerms}.` };
  }
  return { verdict: 'pass', says: deliveryOrder === 'we-first' ? 'We deliver first, as agreed.' : 'What we pay was prefunded, as agreed.' };
}

/** Whether a test transfer comes before the payment: it was chosen, or nothing was ever released to this destination. */
export function testIsDue(leg: Pick<OutgoingSituation, 'firstUse' | 'testChosen'>): boolean {
  return leg.firstUse || leg.testChosen;
}

function outgoingSteps(situation: SettlementSituation, leg: OutgoingSituation): readonly SettlementStep[] {
  const about: Subject = { kind: 'leg', id: leg.leg };
  const before = beforeTest(situation);
  const test = testIsDue(leg)
    ? [stepUnlessReleased(leg, checklistStep('test', 'TPL-TEST-TRANSFER', about, leg.test, `Test transfer ahead of ${leg.words}`, before))]
    : [];
  const checks = checklistStep(
    'release-checklist',
    'TPL-RELEASE',
    about,
    leg.release,
    `Release of ${leg.words}, compared and signed by two`,
    [...beforeReleaseChecklist(situation, leg), ...turnBlockers(situation)],
  );
  const blockers = leg.released ? [] : releaseBlockers(situation, leg);
  const state = leg.released ? 'done' : blockers.length === 0 ? 'next' : 'later';
  const release: SettlementStep = { kind: 'release', template: null, about, state, says: `Release ${leg.words}`, blockers };
  return [...test, stepUnlessReleased(leg, checks), release];
}

function stepUnlessReleased(leg: OutgoingSituation, step: SettlementStep): SettlementStep {
  return leg.released ? { ...step, state: 'done', blockers: [] } : step;
}

function beforeTest(situation: SettlementSituation): readonly StepBlocker[] {
  return [...caseBlockers(situation), ...confirmationBlockers(situation), ...nettingBlockers(situation)];
}

function beforeReleaseChecklist(situation: SettlementSituation, leg: OutgoingSituation): readonly StepBlocker[] {
  return [...beforeTest(situation), ...testBlockers(leg)];
}

function caseBlockers({ openCases }: SettlementSituation): readonly StepBlocker[] {
  return openCases.map(({ trade, reference }) =>
    blocker(
      'case-open',
      `The settlement of ${reference} with the same desk has failed; nothing is released to it until that case is closed.`,
      {
        kind: 'trade',
        id: trade,
      },
    ),
  );
}

function confirmationBlockers({ confirmations }: SettlementSituation): readonly StepBlocker[] {
  return confirmations.flatMap(({ trade, reference, standing }) =>
    unsigned('confirmation-not-signed', `The confirmation of ${reference}`, 'TPL-CONFIRM', { kind: 'trade', id: trade }, standing),
  );
}

function nettingBlockers({ netting, owner }: SettlementSituation): readonly StepBlocker[] {
  return netting === null ? [] : unsigned('netting-not-signed', 'The netting checklist', 'TPL-NETTING', owner, netting);
}

function testBlockers(leg: OutgoingSituation): readonly StepBlocker[] {
  if (!testIsDue(leg)) return [];
  const why = leg.firstUse ? 'this destination has never been paid' : 'a test was chosen';
  return unsigned('test-not-signed', `The test transfer (${why})`, 'TPL-TEST-TRANSFER', { kind: 'leg', id: leg.leg }, leg.test);
}

function releaseChecklistBlockers(leg: OutgoingSituation): readonly StepBlocker[] {
  return unsigned('release-not-signed', 'The release checklist', 'TPL-RELEASE', { kind: 'leg', id: leg.leg }, leg.release);
}

function turnBlockers(situation: SettlementSituation): readonly StepBlocker[] {
  const turn = deliveryTurn(situation);
  return turn.verdict === 'pass' ? [] : [blocker('not-our-turn', turn.says)];
}

function unsigned(
  code: StepBlocker['code'],
  what: string,
  template: string,
  about: Subject,
  { state, blockers }: ChecklistStanding,
): readonly StepBlocker[] {
  if (state === 'signed') return [];
  const found = {
    missing: 'has not been run',
    open: 'is not signed',
    expired: 'has expired: some of its answers must be given again',
    outdated: 'was answered before the trade or the payment was last changed: its answers must be given again',
  }[state];
  const open = blockers.length === 0 ? '' : `; open: ${blockers.map(({ item, text }) => `${item} “${text}”`).join(', ')}`;
  return [{ code, says: `${what} ${found}${open}.`, template, about, items: blockers }];
}

function blocker(code: StepBlocker['code'], says: string, about: Subject | null = null): StepBlocker {
  return { code, says, template: null, about, items: [] };
}

function checklistStep(
  kind: StepKind,
  template: string,
  about: Subject,
  standing: ChecklistStanding,
  says: string,
  before: readonly StepBlocker[],
): SettlementStep {
  if (standing.state === 'signed') return { kind, template, about, state: 'done', says, blockers: [] };
  return { kind, template, about, state: before.length === 0 ? 'next' : 'later', says, blockers: before };
}

/** Its own, and while it still has to pay, any other with the same desk. */
function casesToClose({ openCases, confirmations, outgoing }: SettlementSituation): SettlementSituation['openCases'] {
  const pays = outgoing.some(({ released }) => !released);
  return openCases.filter((open) => pays || confirmations.some(({ trade }) => trade === open.trade));
}

function caseStep({ trade, reference }: { readonly trade: string; readonly reference: string }): SettlementStep {
  return {
    kind: 'close-case',
    template: 'TPL-FAIL',
    about: { kind: 'trade', id: trade },
    state: 'next',
    says: `${reference} has failed: work through the card, then close the case`,
    blockers: [],
  };
}

function receiveStep({ leg, words, match }: IncomingSituation): SettlementStep {
  const state = hasCome(match) ? 'done' : match === 'short' ? 'blocked' : 'next';
  const blockers = match === 'short' ? [blocker('not-received', `Not all of ${words} has come.`)] : [];
  return { kind: 'receive', template: null, about: { kind: 'leg', id: leg }, state, says: `Receive ${words}`, blockers };
}
