import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import { verifyStore } from '../../electron/engine/journal/index.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import { type Item, itemsOf, type Sent, type Template } from '../../shared/checklists/index.ts';
import { isKnown, type Subject } from '../../shared/figures/index.ts';
import type { TradeDraft } from '../../shared/otc/index.ts';
import { open, temporaryFolder } from '../workspace/open-workspace.ts';
import { ok } from './told.ts';

export interface OtcDesk {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly path: string;
  /** The second person. */
  readonly checker: string;
  /** What verification finds wrong: nothing, where a rebuild makes the same tables. */
  faults(): readonly unknown[];
  /** Sets the clock. */
  at(now: string): void;
}

/** A workspace on disk with two persons; its clock stands on the morning after the made trade. */
export async function otcDesk(): Promise<OtcDesk> {
  let now = '2025-09-16T08:00:00.000Z';
  const path = join(temporaryFolder(), 'desk.countinghouse');
  const engine = open(path, { mode: 'create', now: () => now });
  const api = createCaller({ engine });
  const { person } = ok(await api.workspace.addPerson({ name: 'Ada Checker' }));
  const faults = () => verifyStore(engine.writableStore, engine.journal.registry, () => {}).checks.flatMap(({ findings }) => findings);
  return { engine, api, path, checker: person, faults, at: (instant) => (now = instant) };
}

export async function recorded({ api }: OtcDesk, terms: TradeDraft): Promise<string> {
  return ok(await api.otc.record({ terms })).trade;
}

/** Answers for items of a checklist, by item, in place of the passing one. */
export type Instead = Readonly<Record<string, Sent>>;

/** Runs a bundled checklist to its last signature, as two careful people would. */
export async function work(desk: OtcDesk, template: string, about: Subject, instead: Instead = {}): Promise<string> {
  const run = await answered(desk, template, about, instead);
  await signAll(desk, run);
  return run;
}

/** The same without the signatures. */
export async function answered(desk: OtcDesk, template: string, about: Subject, instead: Instead = {}): Promise<string> {
  const { api } = desk;
  const { run } = ok(await api.checklists.start({ template, about, by: 'owner' }));
  const content = (await api.checklists.template({ template }))?.version?.content as Template;
  for (const item of itemsOf(content)) {
    const asked = (await api.checklists.run({ run }))?.items.find(({ id }) => id === item.id);
    if (!asked || asked.result === null) continue;
    const given = instead[item.id] ?? passing(desk, item, about, asked.positions);
    const evidence = item.attach === 'required' || item.kind === 'evidence' ? [await kept(desk, item.id)] : [];
    ok(await api.checklists.answer({ run, item: item.id, given, evidence, by: 'owner' }));
  }
  return run;
}

export async function signAll({ api, checker }: OtcDesk, run: string): Promise<void> {
  for (const person of ['owner', checker]) {
    const found = await api.checklists.run({ run });
    if (found?.state === 'signed') return;
    ok(await api.checklists.sign({ run, runHash: found!.signing.runHash, person }));
  }
}

/** The answer that passes: what the application knows is read from it, as somebody would read it from the desk's paper. */
function passing({ engine }: OtcDesk, item: Item, about: Subject, positions: readonly number[] | null): Sent {
  switch (item.kind) {
    case 'choice':
      return { is: 'choice', option: item.options.find(({ result }) => result === 'pass')!.id };
    case 'date':
      return { is: 'date', day: engine.now().slice(0, 10) };
    case 'value':
      return { is: 'value', value: item.atLeast ?? item.atMost ?? '1' };
    case 'text':
      return { is: 'text', text: 'As it was found, on the paper of the desk.' };
    case 'tick':
      return { is: 'tick', holds: true };
    case 'evidence':
      return { is: 'evidence' };
    case 'compare': {
      const text = 'metric' in item.left ? metric(engine, item.left.metric, about) : 'the same';
      if (item.as !== 'characters') return { is: 'compare', ...('typed' in item.left ? { left: text } : {}), right: text };
      const characters = (positions ?? []).map((position) => ({ position, character: Array.from(text)[position - 1]! }));
      return { is: 'compare', characters };
    }
    case 'computed':
      return { is: 'computed' };
    default:
      throw new Error(`no passing answer is made for ${item.kind}`);
  }
}

/** What a metric says of a subject; the text of a metric of the whole workspace too. */
export function metric(engine: OpenEngine, id: string, about: Pick<Subject, 'id'>): string {
  const found = engine.sources.metrics.get(id);
  if (!found) throw new Error(`nobody offers ${id}`);
  const figure = found.read(engine, found.subject === 'workspace' ? 'workspace' : about.id);
  return isKnown(figure) ? figure.ok.text : `unavailable: ${figure.unavailable.reason}`;
}

async function kept({ api }: OtcDesk, name: string): Promise<{ evidence: string; sha256: string }> {
  const content = Buffer.from(`What the desk sent for ${name}`).toString('base64');
  const { evidence, sha256 } = ok(await api.evidence.keep({ name: `${name}.txt`, content }));
  return { evidence, sha256 };
}
