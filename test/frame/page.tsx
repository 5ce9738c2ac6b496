import '@mantine/core/styles.layer.css';
import 'flexlayout-react/style/light.css';
import '../../renderer/frame/first-paint.css';
import '../../renderer/frame/frame.css';
import '../../renderer/figures/figures.css';
import axe from 'axe-core';
import { createRoot, type Root } from 'react-dom/client';
import { expect, vi } from 'vitest';
import { queries } from '../../renderer/engine/reading.ts';
import { Frame } from '../../renderer/frame/frame.tsx';
import { SCREENS } from '../../renderer/screens.ts';
import { resetLayout, setScreens, usePlaces } from '../../renderer/window/places.ts';

let root: Root | null = null;

/** Draws the whole window at a place, in a page that has never been used before. */
export function openWindow(place: string): void {
  closeWindow();
  localStorage.clear();
  queries.clear();
  document.body.innerHTML = '<div id="root"></div>';
  history.replaceState(null, '', '#/');
  setScreens(SCREENS);
  usePlaces.setState({ place: place.split('/')[0] ?? place, layouts: {}, named: [] });
  resetLayout();
  history.replaceState(null, '', `#/${place}`);
  setScreens(SCREENS);
  root = createRoot(document.getElementById('root')!);
  root.render(<Frame screens={SCREENS} />);
}

export function closeWindow(): void {
  root?.unmount();
  root = null;
}

/** Fails the test that makes the page complain. */
export function expectSilence(): () => void {
  const complaints: string[] = [];
  const error = vi.spyOn(console, 'error').mockImplementation((...said) => void complaints.push(said.map(String).join(' ')));
  const warn = vi.spyOn(console, 'warn').mockImplementation((...said) => void complaints.push(said.map(String).join(' ')));
  return () => {
    error.mockRestore();
    warn.mockRestore();
    expect(complaints).toEqual([]);
  };
}

/** What axe finds in a part of the page, in words short enough to read in a failed test. */
export async function findings(selector: string): Promise<readonly string[]> {
  const { violations } = await axe.run(selector, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  );
}
