import { type KeyboardEvent, type MouseEvent, useId, useState } from 'react';
import { useWidth } from '../charts/use-size.ts';
import { counted } from '../figures/number-text.ts';
import { CHART_ROOM } from './metric-chart.tsx';
import { type Lane, stretchOf } from './lanes.ts';
import type { FiringLine } from './readings.ts';
import { instantTicks, type TimeView } from './time-view.ts';
import { instantText, lengthText } from './words.ts';
import './metric-chart.css';

interface TimelineProps {
  readonly lanes: readonly Lane[];
  readonly chosen: string | null;
  readonly onChoose: (lane: Lane) => void;
  readonly onOpen: (firing: FiringLine) => void;
  readonly view: TimeView;
  readonly now: number;
}

/** Lanes that are drawn at once. */
const PAGE = 40;
const LANE = 26;
const AXIS = 20;
/** Thinner than this, in pixels, a firing could be overlooked. */
const LEAST_WIDTH = 3;

/** Firings as bars, one lane for each rule and subject. Up and down choose a lane, left and right a firing in it, Enter opens it; plus, minus and 0 zoom, the page keys turn to other lanes. */
export function Timeline({ lanes, chosen, onChoose, onOpen, view, now }: TimelineProps) {
  const id = useId();
  const [holder, width] = useWidth<HTMLDivElement>(640);
  const [at, setAt] = useState<number | null>(null);
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(lanes.length / PAGE));
  const first = Math.min(page, pages - 1) * PAGE;
  const shown = lanes.slice(first, first + PAGE);
  const here = Math.max(
    0,
    shown.findIndex(({ key }) => key === chosen),
  );
  const lane = shown[here];
  const firing = lane?.firings[at === null ? lane.firings.length - 1 : Math.min(at, lane.firings.length - 1)];
  const [from, to] = view.stretch;
  const room = { left: CHART_ROOM.left, right: CHART_ROOM.right };
  const x = (instant: number) => room.left + ((instant - from) / Math.max(1, to - from)) * Math.max(1, width - room.left - room.right);

  function choose(index: number): void {
    const next = shown[Math.max(0, Math.min(shown.length - 1, index))];
    setAt(null);
    if (next) onChoose(next);
  }
  function turn(by: number): void {
    const next = Math.max(0, Math.min(pages - 1, first / PAGE + by));
    setPage(next);
    setAt(null);
    const lead = lanes[next * PAGE];
    if (lead) onChoose(lead);
  }
  function step(by: number): void {
    if (!lane) return;
    const next = Math.max(0, Math.min(lane.firings.length - 1, (at ?? lane.firings.length - 1) + (at === null && by < 0 ? 0 : by)));
    setAt(next);
    const target = lane.firings[next];
    if (target) view.reveal(Date.parse(target.due));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const middle = firing ? Date.parse(firing.due) : (from + to) / 2;
    const act: Readonly<Record<string, () => void>> = {
      ArrowDown: () => choose(here + 1),
      j: () => choose(here + 1),
      ArrowUp: () => choose(here - 1),
      k: () => choose(here - 1),
      ArrowRight: () => (event.shiftKey ? view.pan(0.2) : step(1)),
      ArrowLeft: () => (event.shiftKey ? view.pan(-0.2) : step(-1)),
      '+': () => view.zoom(1, middle),
      '=': () => view.zoom(1, middle),
      '-': () => view.zoom(-1, middle),
      '0': () => view.zoom(0, middle),
      PageDown: () => turn(1),
      PageUp: () => turn(-1),
      Enter: () => firing && onOpen(firing),
    };
    const does = act[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }
  function onClick(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const row = event.target.closest<HTMLElement>('[data-lane]')?.dataset['lane'];
    const bar = event.target.closest<SVGElement>('[data-firing]')?.dataset['firing'];
    const target = shown[Number(row)];
    if (row === undefined || !target) return;
    onChoose(target);
    const index = target.firings.findIndex((each) => each.firing === bar);
    setAt(index < 0 ? null : index);
    if (index >= 0) onOpen(target.firings[index]!);
  }

  return (
    <div className="timeline">
      <div
        ref={holder}
        role="listbox"
        tabIndex={0}
        aria-label="Firings by rule and subject"
        aria-activedescendant={lane ? `${id}-${here}` : undefined}
        data-list=""
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {shown.map((each, index) => (
          <div
            key={each.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === here}
            aria-label={`${each.title}, ${each.subjectTitle}: ${counted(each.firings.length, 'firing')}, the last ${instantText(Date.parse(each.firings.at(-1)!.due))}`}
            data-lane={index}
            className="lane"
          >
            <span className="lane-name">
              {each.title} <span className="muted">{each.subjectTitle}</span>
            </span>
            <svg width={width} height={LANE} viewBox={`0 0 ${width} ${LANE}`} aria-hidden="true">
              <line className="ground" x1={room.left} x2={width - room.right} y1={LANE - 6} y2={LANE - 6} />
              {each.firings.map((one) => {
                const [begin, end] = stretchOf(one, now);
                if (end < from || begin > to) return null;
                const [start, stop] = [x(Math.max(begin, from)), x(Math.min(end, to))];
                const isHere = index === here && firing?.firing === one.firing && at !== null;
                return (
                  <rect
                    key={one.firing}
                    data-firing={one.firing}
                    className={`bar ${one.severity}${one.told ? '' : ' untold'}${one.void ? ' void' : ''}${isHere ? ' here' : ''}`}
                    x={start}
                    y={LANE - 11}
                    width={Math.max(LEAST_WIDTH, stop - start)}
                    height={10}
                  />
                );
              })}
            </svg>
          </div>
        ))}
      </div>
      <svg className="chart timeline-axis" width={width} height={AXIS} viewBox={`0 0 ${width} ${AXIS}`} aria-hidden="true">
        {instantTicks(view.stretch, Math.max(2, Math.floor(width / 90))).map((tick) => (
          <text key={tick.at} x={x(tick.at)} y={14}>
            {tick.label}
          </text>
        ))}
      </svg>
      <p className="timeline-says" role="status">
        {at !== null && firing && firingWords(firing, now)}
      </p>
      {pages > 1 && <LanePages first={first} shown={shown.length} total={lanes.length} onPage={(by) => turn(by)} />}
    </div>
  );
}

interface LanePagesProps {
  readonly first: number;
  readonly shown: number;
  readonly total: number;
  readonly onPage: (by: 1 | -1) => void;
}

/** Which of the lanes are drawn, and the way to the others. */
function LanePages({ first, shown, total, onPage }: LanePagesProps) {
  return (
    <p className="timeline-rest">
      <span className="muted" role="status">
        Lanes {(first + 1).toLocaleString()} to {(first + shown).toLocaleString()} of {total.toLocaleString()}; words and the rule narrow
        them.
      </span>
      <button type="button" className="way not-printed" disabled={first === 0} onClick={() => onPage(-1)}>
        Previous {PAGE}
      </button>
      <button type="button" className="way not-printed" disabled={first + shown >= total} onClick={() => onPage(1)}>
        Next {PAGE}
      </button>
    </p>
  );
}

function firingWords(firing: FiringLine, now: number): string {
  const [from, to] = stretchOf(firing, now);
  const how = firing.ended === null ? 'fires still' : `for ${lengthText(to - from)}`;
  return `${instantText(from)}, ${how}${firing.told ? '' : ', would have fired'}${firing.void ? ', would not have fired' : ''}. Enter opens it.`;
}
