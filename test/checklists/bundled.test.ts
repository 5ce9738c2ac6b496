import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  askedItems,
  BUNDLED_TEMPLATES,
  type Facts,
  type Item,
  itemsOf,
  type Template,
  templateSchema,
} from '../../shared/checklists/index.ts';

/** The most items that may be asked at once, by the moment at which the checklist is run (venues-otc.md, 4.2 and 4.4). */
const MOST: Readonly<Record<string, number>> = {
  'TPL-VENUE-DERIV': 20,
  'TPL-VENUE-OTC': 20,
  'TPL-PRETRADE-PERP': 9,
  'TPL-PRETRADE-OPTION': 9,
  'TPL-PRETRADE-DEX': 9,
  'TPL-RFQ-PRE': 6,
  'TPL-CONFIRM': 12,
  'TPL-TEST-TRANSFER': 5,
  'TPL-RELEASE': 8,
  'TPL-NETTING': 5,
  'TPL-EOD': 6,
  'TPL-FAIL': 9,
  'TPL-YIELD-ENTRY': 8,
};

/** What conditions may ask, with every value it can have. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  'instrument.kind': ['perpetual', 'future', 'option', 'spot', 'on-chain'],
  'instrument.settlement': ['linear', 'inverse', 'quanto'],
  'margin.mode': ['isolated', 'cross', 'portfolio'],
  'venue.type': ['cex', 'dex', 'regulated', 'desk', 'prime', 'marketplace'],
  'venue.kind': ['derivatives', 'otc', 'both'],
  'venue.custody': ['venue', 'self', 'clearing', 'segregated', 'off-exchange', 'bilateral'],
  'leg.direction': ['out', 'in'],
  'leg.rail': ['chain', 'fiat'],
  'leg.needs-memo': ['yes', 'no'],
  'leg.first-use': ['yes', 'no'],
  'trade.delivery-order': ['they-first', 'we-first', 'simultaneous', 'prefunded', 'credit'],
  'trade.netted': ['yes', 'no'],
};

const POINTS = [7, 3, 5, 5] as const;
const KINDS = ['checklist', 'red-flag', 'tip', 'mistake'] as const;

function template(key: string): Template {
  return BUNDLED_TEMPLATES.find((each) => each.key === key)!;
}

function item(key: string, id: string): Item {
  return itemsOf(template(key)).find((each) => each.id === id)!;
}

function idsOf(key: string): readonly string[] {
  return itemsOf(template(key)).map(({ id }) => id);
}

/** Every combination of the facts for which a checklist asks. */
function situations(of: Template): readonly Facts[] {
  const asked = Object.keys(FACTS).filter((name) => JSON.stringify(of).includes(`"fact":"${name}"`));
  return asked.reduce<readonly Facts[]>(
    (all, name) => all.flatMap((facts) => FACTS[name]!.map((value) => Object.assign({}, facts, { [name]: value }))),
    [{}],
  );
}

describe('the bundled checklists', () => {
  it('are the thirteen of the reference, and every file of the folder is one of them', () => {
    expect(BUNDLED_TEMPLATES.map(({ key }) => key)).toEqual(Object.keys(MOST));
    const files = readdirSync('data/checklists').map((name) =>
      templateSchema.parse(JSON.parse(readFileSync(`data/checklists/${name}`, 'utf8'))),
    );
    expect(files.map(({ key }) => key).sort()).toEqual(Object.keys(MOST).sort());
  });

  it.each(BUNDLED_TEMPLATES.map((each) => [each.key, each] as const))('%s asks for no more than one can attend to', (key, each) => {
    for (const facts of situations(each)) {
      const passed = new Map(itemsOf(each).map(({ id }) => [id, 'pass'] as const));
      expect(askedItems(each, facts, passed).shown.length, JSON.stringify(facts)).toBeLessThanOrEqual(MOST[key]!);
    }
    for (const chunk of each.chunks) expect(chunk.items.length, chunk.title).toBeLessThanOrEqual(6);
  });

  it.each(BUNDLED_TEMPLATES.map((each) => [each.key, each] as const))('%s says what it wants, why, and from where', (_key, each) => {
    for (const one of itemsOf(each)) {
      expect(one.source, one.id).toBeTruthy();
      expect(one.why.length, one.id).toBeGreaterThan(20);
      // An answer names the value or the state, not that somebody has looked (Degani and Wiener).
      expect(one.text, one.id).not.toMatch(/\b(?:checked|verified\?|set\?|ok\b)/i);
      expect(one.critical || !one.killer, `${one.id} is a killer item, so it blocks`).toBe(true);
    }
    for (const { id, options } of itemsOf(each).filter((one) => one.kind === 'choice')) {
      expect(options.filter(({ result }) => result === 'pass').length, id).toBeGreaterThan(0);
      expect(options.filter(({ result }) => result !== 'pass').length, `${id} must be able not to pass`).toBeGreaterThan(0);
    }
  });

  it('ask each settlement question of the reference', () => {
    expect(idsOf('TPL-CONFIRM')).toHaveLength(12);
    expect(itemsOf(template('TPL-CONFIRM')).filter(({ kind }) => kind === 'compare')).toHaveLength(11);
    expect(template('TPL-RELEASE').signatures).toEqual([
      { role: 'maker', differs: false },
      { role: 'checker', differs: true },
    ]);
    expect(itemsOf(template('TPL-RELEASE')).every(({ killer }) => killer)).toBe(true);
    expect(item('TPL-RELEASE', 'R03')).toMatchObject({ left: { metric: 'otc.destination' }, as: 'text' });
    expect(item('TPL-RELEASE', 'R04')).toMatchObject({ left: { metric: 'otc.destination' }, as: 'characters', positions: 6 });
    expect(item('TPL-TEST-TRANSFER', 'T04')).toMatchObject({ left: { metric: 'otc.destination' }, killer: true });
    expect(itemsOf(template('TPL-TEST-TRANSFER'))).toHaveLength(5);
    expect(template('TPL-FAIL').style).toBe('emergency-card');
  });

  it('bear the numbers of the check catalogue where an item is one of its checks', () => {
    const catalogued = ['P01', 'P02', 'P03', 'P19', 'P20', 'P21', 'P22', 'P23', 'P24', 'P04', 'P06', 'P09', 'P16', 'P17', 'P12'];
    expect(idsOf('TPL-VENUE-DERIV')).toEqual([...catalogued, 'P25', 'P26', 'P27', 'P28', 'P29']);
    for (const key of ['TPL-PRETRADE-PERP', 'TPL-PRETRADE-OPTION', 'TPL-PRETRADE-DEX']) {
      const computed = itemsOf(template(key)).filter((one) => one.kind === 'computed');
      for (const one of computed) expect(one.metric).toBe(`pretrade.${one.id}`);
    }
  });

  it('hold answers as long as the catalogue lets them stand', () => {
    const days = (id: string) => item('TPL-VENUE-DERIV', id).validFor;
    const stand: Readonly<Record<number, readonly string[]>> = {
      30: ['P04', 'P27'],
      90: ['P01', 'P03', 'P12', 'P16', 'P20', 'P21', 'P22', 'P23', 'P24', 'P29'],
      180: ['P02', 'P09', 'P17', 'P19'],
    };
    for (const [amount, ids] of Object.entries(stand)) {
      for (const id of ids) expect(days(id), id).toEqual({ amount: Number(amount), unit: 'days' });
    }
    expect(item('TPL-PRETRADE-PERP', 'P11').validFor).toEqual({ amount: 8, unit: 'hours' });
    expect(item('TPL-PRETRADE-PERP', 'P13').validFor?.unit).toBe('minutes');
    expect(template('TPL-VENUE-DERIV').renewAfterDays).toBe(90);
    expect(template('TPL-VENUE-OTC').renewAfterDays).toBe(90);
  });

  it('hide what a situation does not need, and nothing for want of knowledge', () => {
    const release = (facts: Facts) => askedItems(template('TPL-RELEASE'), facts, new Map()).shown.map(({ id }) => id);
    const chain = { 'leg.rail': 'chain', 'leg.needs-memo': 'no' };
    expect(release(chain)).toEqual(['R01', 'R02', 'R03', 'R04', 'R05', 'R08', 'R09']);
    expect(release({ 'leg.rail': 'fiat', 'leg.needs-memo': 'yes' })).toEqual(['R01', 'R02', 'R03', 'R04', 'R06', 'R07', 'R08', 'R09']);
    expect(release({ 'leg.rail': null, 'leg.needs-memo': null })).toEqual(idsOf('TPL-RELEASE'));
    const day = (result: 'pass' | 'fail') => askedItems(template('TPL-EOD'), {}, new Map([['E01', result]])).shown.map(({ id }) => id);
    expect(day('pass')).not.toContain('E02');
    expect(day('fail')).toContain('E02');
  });

  it('cover every point of the brief, in the part of the business that the point speaks of', () => {
    const covered = new Map<string, Set<string>>();
    for (const each of BUNDLED_TEMPLATES) {
      for (const one of itemsOf(each)) {
        for (const point of one.covers ?? []) covered.set(point, (covered.get(point) ?? new Set()).add(`${each.key} ${one.id}`));
      }
    }
    const points = ['derivatives', 'otc'].flatMap((part) =>
      KINDS.flatMap((kind, k) =>
        Array.from({ length: POINTS[k]! }, (_, n) => `${part}.${kind === 'checklist' ? part[0] : `${kind}.`}${n + 1}`),
      ),
    );
    expect(points).toHaveLength(40);
    expect(points.filter((point) => !covered.has(point))).toEqual([]);
    expect([...covered.keys()].filter((point) => !points.includes(point))).toEqual([]);
    expect([...covered.get('derivatives.mistake.1')!]).toContain('TPL-PRETRADE-PERP P11');
    expect([...covered.get('derivatives.mistake.3')!]).toContain('TPL-PRETRADE-PERP P08');
    expect([...covered.get('otc.mistake.2')!]).toContain('TPL-CONFIRM C10');
    expect([...covered.get('otc.tip.2')!]).toContain('TPL-TEST-TRANSFER T02');
  });
});

const BRIEF = '../shared/data/venues-and-desks.json';
interface Part {
  readonly checklist: readonly { readonly id: string; readonly critical: boolean }[];
  readonly red_flags: readonly string[];
  readonly security_tips: readonly string[];
  readonly beginner_mistakes: readonly string[];
}

describe.skipIf(!existsSync(BRIEF))('the brief itself', () => {
  it('has as many points as are covered, and its critical ones are each asked by a blocking item', () => {
    const brief = JSON.parse(readFileSync(BRIEF, 'utf8')) as Readonly<Record<'derivatives' | 'otc', Part>>;
    const items = BUNDLED_TEMPLATES.flatMap(itemsOf);
    for (const part of ['derivatives', 'otc'] as const) {
      const { checklist, red_flags, security_tips, beginner_mistakes } = brief[part];
      expect([checklist.length, red_flags.length, security_tips.length, beginner_mistakes.length]).toEqual(POINTS);
      for (const { id, critical } of checklist) {
        const asked = items.filter(({ covers }) => covers?.includes(`${part}.${id}`));
        expect(asked.length, id).toBeGreaterThan(0);
        expect(!critical || asked.some((one) => one.critical), id).toBe(true);
      }
    }
  });
});
