import { isKnown } from '../../shared/figures/index.ts';
import { openPosition, type PositionSummary } from '../positions/index.ts';

/** Something that wants a look today. */
export interface Matter {
  readonly key: string;
  readonly title: string;
  readonly says: string;
  /** The day it falls due, where it has one. */
  readonly day?: string;
  /** Opens what it is about. */
  readonly open?: () => void;
}

/** How many days ahead something counts as due. */
export const AHEAD = 30;

/** What comes free or matures soon, the nearest first. */
export function dueMatters(positions: readonly PositionSummary[]): readonly Matter[] {
  return positions
    .filter(
      ({ status, unlock }) => status === 'open' && (unlock.because === 'locked' || unlock.because === 'matures') && unlock.days <= AHEAD,
    )
    .sort((one, other) => one.unlock.days - other.unlock.days)
    .map(({ position, title, unlock }) => ({
      key: `due ${position}`,
      title,
      says: `${unlock.because === 'matures' ? 'matures' : 'is free'} in ${unlock.days} ${unlock.days === 1 ? 'day' : 'days'}`,
      day: unlock.day,
      open: () => openPosition(position, title),
    }));
}

/** What may cost money if nobody looks: warnings about positions, the reason of an unknown value apart. */
export function warningMatters(positions: readonly PositionSummary[]): readonly Matter[] {
  return positions.flatMap(({ position, title, status, flags, value, real }) =>
    status === 'open'
      ? flags
          .filter(
            ({ tone, code }) =>
              tone === 'warning' && ![value, real].some((figure) => !isKnown(figure) && figure.unavailable.reason === code),
          )
          .map(({ code, says }) => ({ key: `warning ${position} ${code}`, title, says, open: () => openPosition(position, title) }))
      : [],
  );
}

/** Figures that cannot be given, by their reason: a hundred positions that lack one price are one matter. */
export function missingMatters(positions: readonly PositionSummary[]): readonly Matter[] {
  const lacking = positions.flatMap((each) => {
    if (each.status !== 'open') return [];
    const figure = [each.value, each.real].find((one) => !isKnown(one));
    return figure && !isKnown(figure) ? [{ position: each, message: figure.unavailable.message }] : [];
  });
  return [...Map.groupBy(lacking, ({ message }) => message)].map(([message, members]): Matter => {
    const [first] = members;
    const key = `missing ${message}`;
    if (first && members.length === 1) {
      const { position, title } = first.position;
      return { key, title, says: message, open: () => openPosition(position, title) };
    }
    return { key, title: `${members.length.toLocaleString()} positions`, says: message };
  });
}

/** The positions that gained or lost most, by the size of it. */
export function movers(positions: readonly PositionSummary[], most: number): readonly PositionSummary[] {
  return positions
    .flatMap((position) => (isKnown(position.nominal) ? [{ position, size: Math.abs(Number(position.nominal.ok)) }] : []))
    .filter(({ size }) => size > 0)
    .sort((one, other) => other.size - one.size)
    .slice(0, most)
    .map(({ position }) => position);
}
