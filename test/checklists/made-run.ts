import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../electron/engine/api/router.ts';
import {
  type Answer,
  contentHash,
  type Given,
  givenWords,
  type Item,
  itemsOf,
  judge,
  nextSignature,
  NOTHING_TOLD,
  paceOf,
  type ItemRecord,
  type RunRecord,
  runStanding,
  sealedHash,
  type Signature,
  type Template,
  templateSchema,
  TEMPLATE_FORMAT,
  validUntil,
} from '../../shared/checklists/index.ts';
import { done, isRefused, refuse } from '../../shared/figures/index.ts';
import type { Answers } from '../frame/answering-bridge.ts';

type Checklists = inferRouterOutputs<AppRouter>['checklists'];
type Inputs = inferRouterInputs<AppRouter>['checklists'];
type RunDetail = NonNullable<Checklists['run']>;
type RunItem = RunDetail['items'][number];

const why = 'Because it was forgotten once.';
const common = { why, notApplicable: false };

/** Every way of answering once: two killer items, facts, and what the application says. */
export const REHEARSAL: Template = templateSchema.parse({
  format: TEMPLATE_FORMAT,
  key: 'OWN-REHEARSAL',
  title: 'Release, rehearsed',
  says: 'Every kind of item once.',
  style: 'read-do',
  moment: 'before funds leave',
  about: 'workspace',
  statement: 'I have looked at each item myself.',
  signatures: [{ role: 'maker' }],
  chunks: [
    {
      id: 'killers',
      title: 'What loses the money',
      items: [
        { ...common, kind: 'tick', id: 'K1', text: 'The trade is affirmed', critical: true, killer: true, source: 'Settlement 1' },
        {
          ...common,
          kind: 'compare',
          id: 'K2',
          text: 'Both addresses are the same',
          critical: true,
          killer: true,
          left: { typed: 'the address that was read out' },
          right: { typed: 'the address on the page' },
        },
      ],
    },
    {
      id: 'facts',
      title: 'Facts',
      items: [
        { ...common, kind: 'value', id: 'V1', text: 'Confirmations', unit: 'blocks', atLeast: '6', critical: true },
        {
          ...common,
          kind: 'choice',
          id: 'C1',
          text: 'The network is',
          critical: true,
          options: [
            { id: 'same', text: 'the same at both ends', result: 'pass' },
            { id: 'other', text: 'another', result: 'fail' },
          ],
        },
        { ...common, kind: 'text', id: 'T1', text: 'Who was spoken to', notApplicable: true },
        { ...common, kind: 'evidence', id: 'E1', text: 'Picture of the page' },
        { ...common, kind: 'tick', id: 'X1', text: 'The fallback was read', condition: { answer: 'C1', is: ['fail'] } },
      ],
    },
    {
      id: 'end',
      title: 'Before you go',
      items: [{ ...common, kind: 'computed', id: 'M1', text: 'Nothing else is open', metric: 'checklists.open-runs', atMost: '5' }],
    },
  ],
});

export const PERSONS = [
  { person: 'owner', name: 'Ada', role: 'trader', retired: false, hasPin: false },
  { person: 'ben', name: 'Ben', role: 'operations', retired: false, hasPin: true },
];
const OWNER = { person: 'owner', name: 'Ada' };
const START = '2026-11-22T09:00:00.000Z';

interface MadeRun {
  readonly answers: Answers;
  /** The run as the engine would answer it now. */
  detail(): RunDetail;
  /** What the run before had answered, and other things a test wants to be so. */
  readonly made: { last: Record<string, RunItem['last']>; changes: Partial<RunDetail> };
}

/** One run that is answered, overridden and signed as the engine would do it: by the same pure rules, without a journal. */
export function madeRun(template: Template = REHEARSAL): MadeRun {
  const items = new Map<string, ItemRecord>();
  const signatures: Signature[] = [];
  const made: MadeRun['made'] = { last: {}, changes: {} };
  let second = 0;
  const now = () => new Date(Date.parse(START) + (second += 1) * 1_000).toISOString();

  function record(): RunRecord {
    const about = { kind: 'workspace', id: 'workspace' } as const;
    const state = signatures.length > 0 ? 'signed' : 'open';
    return { run: 'r1', revision: 1, state, about, hash: contentHash(template), template, items, signatures, frozen: null };
  }
  function detail(): RunDetail {
    const run = record();
    const standing = runStanding(run, {}, new Map(), START);
    const all = standing.items.map(({ item, record: { answer, override, request, repeat }, result, because, expired, blocker }) => ({
      id: item.id,
      chunk: template.chunks.find((chunk) => chunk.items.includes(item))!.id,
      item,
      shown: result !== null,
      because,
      result,
      answer,
      words: answer && givenWords(item, answer),
      expired,
      repeat,
      blocker,
      override,
      request,
      timerSince: null,
      timerDue: null,
      positions: null,
      files: (answer?.evidence ?? []).map(({ evidence, sha256 }) => ({ evidence, sha256, state: 'kept' as const })),
      last: made.last[item.id] ?? null,
    }));
    const answered = all.filter(({ answer }) => answer !== null);
    const runHash = sealedHash(run, standing, {});
    return {
      run: 'r1',
      template: template.key,
      number: 1,
      title: template.title,
      about: { kind: 'workspace', id: 'workspace' },
      aboutTitle: 'the workspace',
      state: run.state,
      revision: 1,
      startedAt: START,
      startedBy: 'Ada',
      changedAt: START,
      signedAt: signatures.at(-1)?.at ?? null,
      runHash: run.state === 'signed' ? runHash : null,
      answered: answered.length,
      failed: answered.filter(({ result }) => result === 'fail').length,
      overridden: all.filter(({ override }) => override !== null).length,
      expires: null,
      says: template.says,
      style: template.style,
      statement: template.statement,
      hash: run.hash,
      by: OWNER,
      newerVersion: null,
      chunks: template.chunks.map(({ id, title, items: of }) => {
        const shown = all.filter((item) => item.chunk === id && item.shown);
        return {
          id,
          title,
          items: of.map((item) => item.id),
          answered: shown.filter(({ answer }) => answer !== null).length,
          shown: shown.length,
        };
      }),
      items: all,
      hidden: [...standing.hidden],
      blockers: [...standing.blockers],
      interruption: null,
      lastItem: answered.at(-1)?.id ?? null,
      nextItem: all.find(({ shown, answer }) => shown && answer === null)?.id ?? null,
      pace: paceOf(template, new Map(answered.map(({ id, answer }) => [id, answer!]))),
      signatures: [...signatures],
      signing: { next: nextSignature(run), runHash, coolOff: null },
      revisions: [],
      overrides: 'second-person',
      previous: null,
      ...made.changes,
    } as unknown as RunDetail;
  }
  function answer({ item: id, given: sent, note, evidence = [], timing }: Inputs['answer']) {
    const item = itemsOf(template).find((each) => each.id === id)!;
    const given = (sent.is === 'signature' ? { is: 'signature', signer: OWNER, proved: 'named' } : sent) as Given;
    const readings = readingsOf(item, given);
    const judged = judge(item, given, { at: START, files: evidence.map(() => 'kept'), readings, positions: [], timerSince: null });
    if (isRefused(judged)) return judged;
    const at = now();
    const after = {
      given,
      ...judged.ok,
      note: note ?? null,
      evidence,
      readings,
      facts: {},
      by: OWNER,
      at,
      timing,
      validUntil: validUntil(item, at),
    };
    items.set(id, { ...NOTHING_TOLD, answer: after as Answer });
    return done({ run: 'r1', item: id, ...judged.ok, repeat: [] });
  }
  function override({ item, reason, approver }: Inputs['override']) {
    const blocker = detail().items.find(({ id }) => id === item)?.blocker;
    if (!blocker || blocker.reason === 'repeat') return refuse('no-blocker', 'There is nothing to override.');
    if (approver.pin !== '2468') return refuse('wrong-pin', 'That is not the PIN of Ben.');
    const leave = { kind: 'second-person', approver: { person: 'ben', name: 'Ben' }, proved: 'pin' } as const;
    const before = items.get(item) ?? NOTHING_TOLD;
    items.set(item, { ...before, override: { blocker: blocker.reason, reason, by: OWNER, at: now(), leave } });
    return done({ run: 'r1', item });
  }
  function sign({ runHash, person }: Inputs['sign']) {
    const signer = PERSONS.find((each) => each.person === person)!;
    signatures.push({
      role: 'maker',
      signer: { person, name: signer.name },
      proved: 'named',
      at: now(),
      statement: template.statement,
      runHash,
      alone: false,
    });
    return done({ run: 'r1', revision: 1, role: 'maker', runHash, state: 'signed', expires: null });
  }
  return {
    detail,
    made,
    answers: {
      'checklists.run': () => detail(),
      'checklists.metrics': () => [
        { id: 'checklists.open-runs', name: 'Open runs', says: 'How many runs are open.', subject: 'workspace', unit: 'count' },
      ],
      'checklists.answer': answer,
      'checklists.override': override,
      'checklists.sign': sign,
      'evidence.keep': ({ name }: { name: string }) => done({ evidence: `e-${name}`, sha256: 'a'.repeat(64), name }),
      'evidence.state': ({ ids }: { ids: string[] }) =>
        ids.map((evidence) => ({ evidence, sha256: 'a'.repeat(64), name: evidence.slice(2), bytes: 1_200, state: 'kept' })),
      'workspace.persons': () => PERSONS,
    },
  };
}

/** Of a comparison the sides as they were typed; of a metric one value with its trail. */
function readingsOf(item: Item, given: Given): Answer['readings'] {
  const told = { unit: null, currency: null, unavailable: null, asOf: null, trail: [] };
  if (given.is === 'compare' && item.kind === 'compare') {
    const sides = [
      [item.left, given.left],
      [item.right, given.right],
    ] as const;
    return sides.map(([operand, value]) => {
      const name = 'typed' in operand ? operand.typed : '';
      return Object.assign({ from: 'typed', name, value: value ?? '' }, told);
    });
  }
  if (given.is !== 'computed' || item.kind !== 'computed') return [];
  const trail = [
    { figure: 'open runs', formula: 'count', inputs: [{ name: 'runs', value: '2', origin: { kind: 'given' as const } }], value: '2' },
  ];
  return [{ ...told, from: `metric ${item.metric}`, name: 'Checklists begun and not signed', unit: 'count', value: '2', trail }];
}
