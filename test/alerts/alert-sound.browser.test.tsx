import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { followAlerts } from '../../renderer/alerts/index.ts';
import { loudest, playSignal, setSound, soundFor, useSounds } from '../../renderer/alerts/sound.ts';
import { setPreferences } from '../../renderer/window/preferences.ts';
import { answeringBridge } from '../frame/answering-bridge.ts';

const bridge = answeringBridge({});
const first = useSounds.getState();

beforeEach(async () => {
  useSounds.setState(first, true);
  setPreferences({ discreet: false });
  document.body.innerHTML = '<button type="button">Used once</button>';
  // A page that nobody has used may not sound.
  await userEvent.click(page.getByRole('button', { name: 'Used once' }));
});

afterEach(() => vi.restoreAllMocks());

describe('what is heard', () => {
  test('is the loudest of what fired, once; low ones only where somebody wants to', () => {
    const play = vi.fn();
    soundFor(['low'], play);
    expect(play).not.toHaveBeenCalled();
    soundFor(['low', 'critical', 'medium'], play);
    expect(play.mock.calls).toEqual([['critical']]);
    setSound('low', true);
    soundFor(['low'], play);
    expect(play).toHaveBeenLastCalledWith('low');
    setSound('critical', false);
    soundFor(['critical', 'medium'], play);
    expect(play).toHaveBeenLastCalledWith('medium');
    expect(loudest([])).toBeNull();
  });

  test('is nothing in discreet mode', () => {
    const play = vi.fn();
    setPreferences({ discreet: true });
    soundFor(['critical'], play);
    expect(play).not.toHaveBeenCalled();
  });

  test('is made of waves that end, without a file', async () => {
    const close = vi.spyOn(AudioContext.prototype, 'close');
    const made = vi.spyOn(AudioContext.prototype, 'createOscillator');
    playSignal('high');
    expect(made).toHaveBeenCalledTimes(3);
    await vi.waitFor(() => expect(close).toHaveBeenCalled(), 3_000);
  });

  test('follows what is told, and not what is over', async () => {
    const made = vi.spyOn(AudioContext.prototype, 'createOscillator');
    const stop = followAlerts();
    await vi.waitFor(() => expect(bridge.calls.some(({ path }) => path === 'delivery.notices')).toBe(true));
    bridge.push('delivery.notices', { notices: [{ tells: 'cleared', severity: 'critical' }], count: 1 });
    bridge.push('delivery.notices', { notices: [{ tells: 'fired', severity: 'medium' }], count: 1 });
    await vi.waitFor(() => expect(made).toHaveBeenCalledTimes(2));
    stop();
  });
});
