import { useEffect, useState } from 'react';

interface TimerCountProps {
  readonly minutes: number;
  /** When it has run; null where it was not begun. */
  readonly due: string | null;
  /** What is said when it has. */
  readonly over?: string;
}

/** The time that is left of a timer, counting down by itself. */
export function TimerCount({ minutes, due, over = 'The time is over: Y confirms it.' }: TimerCountProps) {
  const [now, setNow] = useState(() => Date.now());
  const left = due === null ? null : Math.max(0, Date.parse(due) - now);
  const running = left !== null && left > 0;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [running]);
  if (left === null) return <p className="timer">{clock(minutes * 60_000)}</p>;
  return (
    <p className={running ? 'timer' : 'timer over'} role="timer" aria-label={running ? 'Time left' : 'The time is over'}>
      {running ? clock(left) : over}
    </p>
  );
}

/** `12:05`, with hours where there are some. */
export function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
