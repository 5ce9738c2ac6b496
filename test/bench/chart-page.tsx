import '../../renderer/frame/first-paint.css';
import '../../renderer/charts/charts.css';
import { createRoot } from 'react-dom/client';
import { HistoryChart } from '../../renderer/charts/history-chart.tsx';
import type { PlotAxis } from '../../renderer/charts/plot.ts';
import { Pyramid } from '../../renderer/charts/pyramid.ts';

/** What the bench does in the page: draws a chart of so many points, moves it and an empty canvas for a while, and answers the stamps of the frames. */
export interface ChartBench {
  draw(points: number): Promise<number>;
  /** Stamps of frames while the pointer drags the chart from side to side. */
  pan(frames: number): Promise<readonly number[]>;
  /** The same with a canvas of the same size that is cleared and gets one rectangle a frame. */
  empty(frames: number): Promise<readonly number[]>;
}

const START = Date.UTC(2024, 0, 1);
const MINUTE = 60_000;
const WIDTH = 1_200;
const HEIGHT = 320;

const bench: ChartBench = {
  async draw(points) {
    const begun = performance.now();
    const [at, value] = [new Float64Array(points), new Float64Array(points)];
    let level = 1_000;
    let seed = 42;
    for (let index = 0; index < points; index += 1) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      level *= 1 + (seed / 2 ** 32 - 0.5) / 500;
      at[index] = START + index * MINUTE;
      value[index] = level;
    }
    const made = performance.now();
    const axes: readonly PlotAxis[] = [
      {
        title: 'USD',
        text: (each) => each.toFixed(0),
        lines: [{ key: 'one', label: 'made price', colour: 0, whole: new Pyramid(at, value) }],
      },
    ];
    const took = performance.now() - made;
    const time = { from: START, to: START + (points - 1) * MINUTE };
    const holder = document.createElement('div');
    holder.style.width = `${WIDTH}px`;
    document.body.append(holder);
    createRoot(holder).render(<HistoryChart title="A long history" says="" axes={axes} time={time} height={HEIGHT} table={() => []} />);
    while (document.querySelector('.history-drawing path') === null) await frame();
    return begun > made ? 0 : took;
  },
  async pan(frames) {
    const holder = document.querySelector('.history-holder')!;
    const { left, top } = holder.getBoundingClientRect();
    return stamps(frames, (index) => {
      const clientX = left + WIDTH / 2 + Math.sin(index / 20) * (WIDTH / 3);
      holder.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: top + 100, bubbles: true, pointerId: 1 }));
    });
  },
  async empty(frames) {
    const canvas = document.createElement('canvas');
    canvas.style.width = `${WIDTH}px`;
    [canvas.width, canvas.height] = [WIDTH * devicePixelRatio, HEIGHT * devicePixelRatio];
    document.body.append(canvas);
    const context = canvas.getContext('2d')!;
    const found = await stamps(frames, (index) => {
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.fillRect(index % WIDTH, 10, 20, 20);
    });
    canvas.remove();
    return found;
  },
};

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

async function stamps(frames: number, each: (index: number) => void): Promise<readonly number[]> {
  const found: number[] = [];
  for (let index = 0; index < frames; index += 1) {
    found.push(await frame());
    each(index);
  }
  return found;
}

Object.assign(globalThis, { bench });
