import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../shared/figures/index.ts';
import {
  BUNDLED_PROFILES,
  BUNDLED_VENUES,
  CRITERIA,
  FAMILIES,
  factsOf,
  measureSchema,
  overlaid,
  overlayFor,
  platformMatcher,
  profileSchema,
  SCHEMES,
  venueDetailsSchema,
  VENUE_FIELDS,
} from '../../shared/venues/index.ts';

describe('bundled venues', () => {
  test('each say whence every fact is, and keep the form', () => {
    expect(new Set(BUNDLED_VENUES.map(({ venue }) => venue)).size).toBe(20);
    for (const { details, sources } of BUNDLED_VENUES) {
      expect(venueDetailsSchema.parse(details)).toEqual(details);
      const said = VENUE_FIELDS.filter((field) => !['null', '[]'].includes(JSON.stringify(details[field])));
      expect([...sources.keys()].sort()).toEqual([...said].sort());
      for (const { source, asOf } of sources.values()) {
        expect(source.length).toBeGreaterThan(10);
        expect(asOf).toMatch(/^\d{4}-\d{2}$/);
      }
    }
  });

  test('name alternatives of the catalogue by their ids', () => {
    const ids = new Set(BUNDLED_VENUES.map(({ venue }) => venue));
    const others = BUNDLED_VENUES.flatMap(({ details }) => details.alternatives).filter((alternative) => !ids.has(alternative));
    expect([...new Set(others)].sort()).toEqual(['bybit-block', 'gemini-eotc', 'gmx']);
  });

  const file = '../shared/data/venues-and-desks.json';
  test.skipIf(!existsSync(file))('are those of the reference, in its order', () => {
    const { derivatives, otc } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      'derivatives' | 'otc',
      { venues: { id: string; name: string }[] }
    >;
    expect(BUNDLED_VENUES.map(({ venue, details }) => [venue, details.name])).toEqual(
      [...derivatives.venues, ...otc.venues].map(({ id, name }) => [id, name]),
    );
  });
});

describe('an overlay', () => {
  const bundled = BUNDLED_VENUES[0]!;
  test('holds what differs and nothing else', () => {
    expect(overlayFor(bundled, bundled.details)).toBeNull();
    const changed = { ...bundled.details, hours: '24/7', considerIf: null };
    expect(overlayFor(bundled, changed)).toEqual({ hours: '24/7', considerIf: null });
    expect(overlaid(bundled.details, overlayFor(bundled, changed))).toEqual(changed);
    const fact = factsOf(changed, bundled).find(({ field }) => field === 'considerIf');
    expect(fact).toMatchObject({ value: null, own: true, bundled: { value: bundled.details.considerIf } });
  });
});

describe('platforms', () => {
  const match = platformMatcher(BUNDLED_VENUES);
  test.each([
    ['Deribit', 'deribit', null],
    ['  cme  group ', 'cme', null],
    ['OKX', 'okx', 'OKX'],
    ['Kraken', null, 'Kraken'],
    ['kraken otc', 'kraken-otc', 'Kraken'],
    ['Corner Bank', null, null],
  ])('%s', (platform, venue, group) => {
    expect(match(platform)).toEqual({ venue, group });
  });
});

describe('what venues are scored by', () => {
  test.each(FAMILIES)('the scheme of %s is whole', (family) => {
    const { criteria, measures } = SCHEMES[family];
    expect(criteria.map(({ criterion }) => criterion)).toEqual(CRITERIA);
    expect(new Set(measures.map(({ measure }) => measure)).size).toBe(measures.length);
    for (const measure of measures) {
      expect(measureSchema.parse(measure)).toEqual(measure);
      expect(measure.measure.startsWith(`${measure.criterion}.`)).toBe(true);
    }
    for (const criterion of CRITERIA) {
      const shares = measures.filter((measure) => measure.criterion === criterion).map(({ share }) => new Decimal(share));
      expect(Decimal.sum(0, ...shares).toString()).toBe('1');
    }
  });

  test('bundled weights sum to 100, and the first are those of the guides', () => {
    for (const { profile, bundled, ...detail } of BUNDLED_PROFILES) {
      expect([profile.length > 0, bundled]).toEqual([true, true]);
      expect(profileSchema.parse(detail)).toEqual(detail);
      expect(Decimal.sum(...Object.values(detail.weights)).toString()).toBe('100');
    }
    expect(Object.values(BUNDLED_PROFILES[0]!.weights)).toEqual(['30', '25', '15', '15', '10', '5']);
  });
});
