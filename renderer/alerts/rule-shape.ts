import { type AlertRule, type Severity } from '../../shared/alerts/index.ts';
import {
  type Condition,
  conditionText,
  type Duration,
  durationText,
  operandText,
  quantityText,
  subjectOf,
} from '../../shared/watchlists/index.ts';

/** The plain shapes a condition may have; a combination of several is written as text. */
export const SHAPES = [
  ['level', 'is beyond a level'],
  ['crosses', 'crosses a level'],
  ['change', 'changes by a share within a time'],
  ['points', 'changes by points within a time'],
  ['drawdown', 'falls from its highest of a time'],
  ['mean', 'is beyond its own mean'],
  ['median', 'is beyond its own median'],
  ['zscore', 'is unusually far from its mean'],
  ['rank', 'ranks beyond a place'],
  ['stuck', 'does not change for a time'],
  ['missing', 'is not observed for a time'],
] as const;
export type ShapeName = (typeof SHAPES)[number][0];

/** A rule as the fields of a form hold it: every part as it was typed. */
export interface RuleShape {
  readonly metric: string;
  readonly shape: ShapeName;
  readonly direction: 'below' | 'above';
  /** Whether the level itself counts. */
  readonly inclusive: boolean;
  readonly level: string;
  readonly window: string;
  readonly holdFor: string;
  readonly clear: string;
  readonly clearFor: string;
  readonly stale: string;
  readonly cooldown: string;
  readonly once: boolean;
  readonly severity: Severity | '';
  readonly until: string;
}

/** Which parts a shape asks for beside its metric. */
export function asksFor(shape: ShapeName): {
  readonly level: boolean;
  readonly window: boolean;
  readonly direction: boolean;
  readonly lasts: boolean;
} {
  const window = !['level', 'crosses', 'rank'].includes(shape);
  const test = shape === 'stuck' || shape === 'missing';
  const own = shape === 'mean' || shape === 'median';
  return { level: !test && !own, window, direction: !test && shape !== 'drawdown', lasts: shape !== 'crosses' };
}

/** What the fields of a form say, as the text of a rule; what is empty is left out. */
export function shapeText(shape: RuleShape): string {
  const parts = [conditionOf(shape)];
  const { holdFor, clearFor, stale, cooldown, until, severity } = shape;
  if (holdFor.trim() !== '' && asksFor(shape.shape).lasts) parts.push(`for ${holdFor.trim()}`);
  if (shape.clear.trim() !== '') parts.push(`clear ${shape.direction === 'below' ? '>' : '<'} ${shape.clear.trim()}`);
  if (clearFor.trim() !== '') parts.push(`clear for ${clearFor.trim()}`);
  if (stale.trim() !== '') parts.push(`stale ${stale.trim()}`);
  if (cooldown.trim() !== '') parts.push(`cooldown ${cooldown.trim()}`);
  if (shape.once) parts.push('once');
  if (severity !== '') parts.push(`severity ${severity}`);
  if (until.trim() !== '') parts.push(`until ${until.trim()}`);
  return parts.join(' ');
}

function conditionOf({ metric, shape, direction, inclusive, level, window }: RuleShape): string {
  const sign = `${direction === 'below' ? '<' : '>'}${inclusive ? '=' : ''}`;
  switch (shape) {
    case 'level':
      return `${metric} ${sign} ${level}`;
    case 'crosses':
      return `${metric} crosses ${direction} ${level}`;
    case 'mean':
    case 'median':
      return `${metric} ${sign} ${shape}(${metric}, ${window})`;
    case 'rank':
      return `rank(${metric}) ${sign} ${level}`;
    case 'stuck':
    case 'missing':
      return `${shape}(${metric}, ${window})`;
    case 'drawdown':
      return `drawdown(${metric}, ${window}) ${inclusive ? '>=' : '>'} ${level}`;
    default:
      return `${shape}(${metric}, ${window}) ${sign} ${level}`;
  }
}

/** A rule as the fields of a form can hold it; null where it says more than they can, and is written as text alone. */
export function shapeOf(rule: AlertRule): RuleShape | null {
  const condition = partsOf(rule.condition);
  if (condition === null) return null;
  const clear = rule.clear === undefined ? '' : clearOf(rule.clear, rule.condition, condition.direction);
  if (clear === null) return null;
  return {
    ...condition,
    clear,
    holdFor: spanText(rule.holdFor),
    clearFor: spanText(rule.clearFor),
    stale: spanText(rule.stale),
    cooldown: spanText(rule.cooldown),
    once: rule.once ?? false,
    severity: rule.severity ?? '',
    until: rule.until ?? '',
  };
}

type Parts = Pick<RuleShape, 'metric' | 'shape' | 'direction' | 'inclusive' | 'level' | 'window'>;

function partsOf(condition: Condition): Parts | null {
  const plain = { direction: 'below', inclusive: false, level: '', window: '' } as const;
  switch (condition.kind) {
    case 'test':
      return { ...plain, metric: condition.name, shape: condition.test, window: durationText(condition.window) };
    case 'crosses': {
      const { of, direction, level } = condition;
      return of.kind === 'name' && level.kind === 'quantity'
        ? { ...plain, metric: of.name, shape: 'crosses', direction, level: quantityText(level) }
        : null;
    }
    case 'compare': {
      const { left, right, comparison } = condition;
      if (comparison === '=' || comparison === '!=') return null;
      const beyond = { direction: comparison.startsWith('<') ? 'below' : 'above', inclusive: comparison.endsWith('=') } as const;
      if (
        left.kind === 'name' &&
        right.kind === 'measure' &&
        right.name === left.name &&
        (right.measure === 'mean' || right.measure === 'median')
      ) {
        return { ...plain, ...beyond, metric: left.name, shape: right.measure, window: durationText(right.window) };
      }
      if (right.kind !== 'quantity') return null;
      const level = quantityText(right);
      if (left.kind === 'name') return { ...plain, ...beyond, metric: left.name, shape: 'level', level };
      if (left.kind === 'rank') return { ...plain, ...beyond, metric: left.name, shape: 'rank', level };
      if (left.kind !== 'measure') return null;
      const shape = SHAPES.find(([name]) => name === left.measure && name !== 'mean' && name !== 'median')?.[0];
      if (shape === undefined || (shape === 'drawdown' && beyond.direction === 'below')) return null;
      return { ...plain, ...beyond, metric: left.name, shape, level, window: durationText(left.window) };
    }
    default:
      return null;
  }
}

/** The level at which it clears, where that is one plain level on the other side; null where it is more. */
function clearOf(clear: Condition, condition: Condition, direction: 'below' | 'above'): string | null {
  const subject = subjectOf(condition);
  if (subject === null || clear.kind !== 'compare' || clear.right.kind !== 'quantity' || clear.left.kind === 'quantity') return null;
  if (operandText(clear.left) !== operandText(subject)) return null;
  const sign = direction === 'below' ? '>' : '<';
  return conditionText(clear, subject) === `${sign} ${quantityText(clear.right)}` ? quantityText(clear.right) : null;
}

function spanText(duration: Duration | undefined): string {
  return duration === undefined ? '' : durationText(duration);
}
