import { join } from 'node:path';
import { createCaller } from '../../electron/engine/api/router.ts';
import type { RunAnswer } from '../../electron/engine/checklists/answers.ts';
import type { OpenEngine } from '../../electron/engine/open-engine.ts';
import type { MetricSource, SubjectSource } from '../../electron/engine/sources.ts';
import { type Item, type Sent, type Template, TEMPLATE_FORMAT, templateSchema } from '../../shared/checklists/index.ts';
import { type Figure, known, type MetricUnit, type MetricValue, unavailable } from '../../shared/figures/index.ts';
import { ok, open, temporaryFolder } from '../workspace/open-workspace.ts';

export const LEG = { kind: 'leg', id: 'leg-1' } as const;
export const ADDRESS = '0x52908400098527886E0F7030069857D2E4169EE7';

/** What the made column of legs tells, to be changed by a test between two answers. */
export interface World {
  now: string;
  facts: Record<string, string | null>;
  metrics: Record<string, Figure<MetricValue>>;
  units: Record<string, MetricUnit>;
}

export interface Desk {
  readonly engine: OpenEngine;
  readonly api: ReturnType<typeof createCaller>;
  readonly world: World;
  readonly path: string;
  /** Moves the clock. */
  pass(minutes: number): void;
}

/** A workspace on disk with one person, legs that are made here, and a clock that stands until it is moved. */
export function desk(path: string = join(temporaryFolder(), 'desk.countinghouse')): Desk {
  const world: World = {
    now: '2026-03-02T09:00:00.000Z',
    facts: { 'leg.rail': 'chain', 'leg.direction': 'out', 'leg.first-use': null },
    metrics: {
      'otc.made-destination': known({ text: ADDRESS }),
      'otc.made-amount': known({ text: '250000', currency: 'USD' }, [
        { figure: 'amount', formula: 'a · b', inputs: [{ name: 'a', value: '2', origin: { kind: 'given' } }], value: '250000' },
      ]),
      'otc.made-verdict': known({ text: 'pass' }),
    },
    units: { 'otc.made-amount': 'money', 'otc.made-verdict': 'verdict' },
  };
  const opened = open(path, { mode: 'open-or-create', now: () => world.now });
  const engine = { ...opened, sources: madeSources(opened, world) };
  const pass = (minutes: number) => {
    world.now = new Date(Date.parse(world.now) + minutes * 60_000).toISOString();
  };
  return { engine, api: createCaller({ engine }), world, path, pass };
}

function madeSources(engine: OpenEngine, world: World): OpenEngine['sources'] {
  const leg: SubjectSource = {
    kind: 'leg',
    title: (_engine, id) => (id.startsWith('leg-') ? `Leg ${id.slice(4)} to the desk` : null),
    facts: () => world.facts,
  };
  const metrics = new Map<string, MetricSource>(engine.sources.metrics);
  for (const id of ['otc.made-destination', 'otc.made-amount', 'otc.made-verdict']) {
    metrics.set(id, {
      id,
      name: id.slice(9),
      says: 'Made for a test.',
      subject: 'leg',
      unit: world.units[id] ?? 'text',
      read: () => world.metrics[id] ?? unavailable('not-made', 'Nobody has made it.'),
    });
  }
  return { ...engine.sources, metrics, subjects: new Map([...engine.sources.subjects, ['leg', leg]]) };
}

type Draft = { kind: Item['kind']; id: string } & Record<string, unknown>;

/** A template about legs with these items in one part, or with parts. */
export function template(items: readonly Draft[] | ReadonlyArray<readonly Draft[]>, more: Record<string, unknown> = {}): Template {
  const parts = (Array.isArray(items[0]) ? items : [items]) as ReadonlyArray<readonly Draft[]>;
  return templateSchema.parse({
    format: TEMPLATE_FORMAT,
    key: 'MADE-LIST',
    title: 'Made checklist',
    says: 'For tests.',
    style: 'read-do',
    moment: 'Before anything',
    about: 'leg',
    statement: 'I have looked.',
    signatures: [{ role: 'trader' }],
    chunks: parts.map((part, i) => ({
      id: `part-${i + 1}`,
      title: `Part ${i + 1}`,
      items: part.map((item) => ({ text: `Is ${item.id} so?`, why: 'Because.', ...item })),
    })),
    ...more,
  });
}

/** Publishes a template by its file and begins a run about the leg. */
export async function begun({ api }: Desk, content: Template, about: { kind: 'leg'; id: string } = LEG): Promise<string> {
  ok(await api.checklists.importTemplate({ content: JSON.stringify(content) }));
  return ok(await api.checklists.start({ template: content.key, about })).run;
}

export function answer({ api }: Desk, run: string, item: string, given: Sent, more: Record<string, unknown> = {}) {
  return api.checklists.answer({ run, item, given, ...more });
}

export const YES: Sent = { is: 'tick', holds: true };
export const NO: Sent = { is: 'tick', holds: false };

export async function look({ api }: Desk, run: string, revision?: number): Promise<RunAnswer> {
  const found = await api.checklists.run({ run, ...(revision === undefined ? {} : { revision }) });
  if (!found) throw new Error(`no run ${run}`);
  return found;
}

export async function itemOf(desk: Desk, run: string, id: string) {
  const item = (await look(desk, run)).items.find((each) => each.id === id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
}

/** Signs what stands there now as the owner, or as somebody else. */
export async function sign(desk: Desk, run: string, more: { person?: string; pin?: string; number?: string } = {}) {
  const { signing } = await look(desk, run);
  return desk.api.checklists.sign({ run, runHash: signing.runHash, person: 'owner', ...more });
}

export async function signed(desk: Desk, run: string): Promise<string> {
  return ok(await sign(desk, run)).runHash;
}
