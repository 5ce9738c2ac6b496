import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { SEVERITIES, type Severity } from '../../shared/alerts/index.ts';
import { usePreferences } from '../window/preferences.ts';

/** Which severities are heard; kept with the window. A low one is only seen unless somebody wants to hear it. */
export type SoundSettings = Readonly<Record<Severity, boolean>>;

export const useSounds = create<SoundSettings>()(
  persist((): SoundSettings => ({ low: false, medium: true, high: true, critical: true }), { name: 'countinghouse.alert-sounds' }),
);

export function setSound(severity: Severity, on: boolean): void {
  useSounds.setState({ [severity]: on });
}

/** One tone of a signal: hertz, and when it begins and how long it lasts, in seconds. */
interface Tone {
  readonly hertz: number;
  readonly after: number;
  readonly lasts: number;
}

/** The louder, the more tones and the higher: told apart without looking, and none of them shrill. */
const SIGNALS: Readonly<Record<Severity, readonly Tone[]>> = {
  low: [{ hertz: 523.25, after: 0, lasts: 0.18 }],
  medium: [
    { hertz: 587.33, after: 0, lasts: 0.16 },
    { hertz: 739.99, after: 0.14, lasts: 0.22 },
  ],
  high: [
    { hertz: 659.25, after: 0, lasts: 0.14 },
    { hertz: 880, after: 0.13, lasts: 0.14 },
    { hertz: 659.25, after: 0.26, lasts: 0.24 },
  ],
  critical: [0, 0.18, 0.36, 0.72, 0.9, 1.08].map((after) => ({ hertz: 987.77, after, lasts: 0.15 })),
};
const LOUDNESS = 0.12;

/** Plays the signal of a severity. Made of sine waves on the spot: no file, no permission. */
export function playSignal(severity: Severity): void {
  const context = new AudioContext();
  const signal = SIGNALS[severity];
  for (const { hertz, after, lasts } of signal) {
    const begin = context.currentTime + after;
    const wave = context.createOscillator();
    const loudness = context.createGain();
    wave.frequency.value = hertz;
    // A tone that begins or ends at once clicks.
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.02);
    loudness.gain.linearRampToValueAtTime(0, begin + lasts);
    wave.connect(loudness).connect(context.destination);
    wave.start(begin);
    wave.stop(begin + lasts);
  }
  const end = Math.max(...signal.map(({ after, lasts }) => after + lasts));
  setTimeout(() => void context.close(), (end + 0.2) * 1000);
}

/** The loudest of several severities; null of none. */
export function loudest(severities: readonly Severity[]): Severity | null {
  return SEVERITIES.toReversed().find((severity) => severities.includes(severity)) ?? null;
}

/**
 * Sounds for what has just fired: once, the loudest of them, if its sound is on. Silent in discreet mode, and before the person has touched
 * the window, because a page that nobody has used may not sound.
 */
export function soundFor(severities: readonly Severity[], play: (severity: Severity) => void = playSignal): void {
  const heard = loudest(severities.filter((severity) => useSounds.getState()[severity]));
  if (heard === null || usePreferences.getState().discreet || !navigator.userActivation.hasBeenActive) return;
  play(heard);
}
