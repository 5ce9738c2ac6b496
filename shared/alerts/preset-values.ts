import { Decimal } from '../figures/index.ts';
import { DURATION_UNITS, isDuration, lengthOf, type QuantityUnit, unitOf } from '../watchlists/index.ts';
import type { Preset, PresetParameter } from './presets.ts';

/** The values of a preset's parameters as the grammar writes them, by name. */
export type PresetValues = Readonly<Record<string, string>>;

/** A rule that has the shape of a preset. */
export interface PresetReading {
  readonly values: PresetValues;
  /** What follows the shape: severity, staleness, end. */
  readonly rest: string;
}

/** The values with which a canonical text is the rule of a preset, whatever follows it; null where the text says something else. */
export function presetValuesIn({ template, parameters }: Preset, text: string): PresetReading | null {
  const seen = new Set<string>();
  const pattern = template
    .split(/(\{\w+\})/)
    .map((piece) => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      // A parameter that stands twice has one value.
      if (seen.has(name)) return `\\k<${name}>`;
      seen.add(name);
      return `(?<${name}>-?[0-9.]+[a-z%]*)`;
    })
    .join('');
  const found = new RegExp(`^${pattern}(?<rest>(?: (?:for|clear|stale|cooldown|once|severity|until)\\b.*)?)$`).exec(text)?.groups;
  if (found === undefined) return null;
  const values = Object.fromEntries(parameters.map(({ name, usual }) => [name, found[name] ?? usual]));
  return { values, rest: found['rest'] ?? '' };
}

/** The text of a preset's rule with these values, and what followed it. It is checked by `parseRule`. */
export function withPresetValues({ template, parameters }: Preset, { values, rest }: PresetReading): string {
  return `${parameters.reduce((text, { name, usual }) => text.replaceAll(`{${name}}`, () => values[name] ?? usual), template)}${rest}`;
}

/** A value of a parameter as a form has it: what is typed, and its unit. */
export interface ParameterParts {
  readonly number: string;
  readonly unit: QuantityUnit;
}

/** Number and unit of a value as the grammar writes it; null where it is none. */
export function parameterParts(value: string): ParameterParts | null {
  const [, number, spelling = ''] = /^(-?\d+(?:\.\d+)?|-?\.\d+)([a-z%]*)$/i.exec(value.trim().replace('\u2212', '-')) ?? [];
  const unit = number === undefined ? null : unitOf(spelling, true);
  return number === undefined || unit === null ? null : { number, unit };
}

/** The units that a parameter may be given in: of a time every one, else its own. */
export function parameterUnits({ usual }: PresetParameter): readonly QuantityUnit[] {
  const unit = parameterParts(usual)?.unit ?? '';
  return isDuration(unit) ? DURATION_UNITS : [unit];
}

/** What a value is as to its parameter: one, out of the range that is sensible, or none at all. Times of different units are compared by their length. */
export function judgeParameter({ least, most, usual }: PresetParameter, value: string): 'sensible' | 'unusual' | 'unreadable' {
  const size = sizeOf(value);
  const [low, high] = [sizeOf(least), sizeOf(most)];
  const kind = sizeOf(usual)?.kind;
  if (size === null || low === null || high === null || size.kind !== kind) return 'unreadable';
  return size.size.lt(low.size) || size.size.gt(high.size) ? 'unusual' : 'sensible';
}

/** How large a value is, among those of its kind: times, or what has the same unit. */
function sizeOf(value: string): { readonly size: Decimal; readonly kind: string } | null {
  const parts = parameterParts(value);
  if (parts === null) return null;
  const { number, unit } = parts;
  if (!isDuration(unit)) return { size: new Decimal(number), kind: unit };
  return { size: new Decimal(number).times(lengthOf({ number: '1', unit })), kind: 'time' };
}
