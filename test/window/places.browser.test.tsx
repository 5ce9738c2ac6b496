import { TabNode, TabSetNode } from 'flexlayout-react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Screen } from '../../renderer/window/screen.ts';
import { closeBeside, modelOf, openBeside, resetLayout, setScreens, subjectOf, usePlaces } from '../../renderer/window/places.ts';

const component = () => null;
const SCREENS: readonly Screen[] = [
  { id: 'desks', title: 'Desks', component, place: { letter: 'd', icon: 'add', beside: 'desk' } },
  { id: 'desk', title: 'Desk', component },
  { id: 'review', title: 'Review', component },
];

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '#/desks');
  usePlaces.setState({ place: 'desks', layouts: {}, named: [] });
  setScreens(SCREENS);
  resetLayout();
});
afterEach(() => history.replaceState(null, '', '#/'));

/** Each group of panels with what it shows. */
function groups(): ReadonlyArray<readonly string[]> {
  const found: string[][] = [];
  modelOf('desks').visitNodes((node) => {
    if (!(node instanceof TabSetNode)) return;
    found.push(node.getChildren().map((tab) => (tab instanceof TabNode ? `${tab.getComponent()} ${subjectOf(tab) ?? ''}`.trim() : '')));
  });
  return found;
}

test('an empty detail gives its place to another kind of detail', () => {
  openBeside('review', 'r1');
  expect(groups()).toEqual([['desks'], ['review r1']]);
  openBeside('desk', 'd1');
  expect(groups()).toEqual([['desks'], ['review r1', 'desk d1']]);
});

test('a second kind of detail joins the first instead of squeezing a third column in', () => {
  openBeside('desk', 'd1');
  openBeside('review', 'r1');
  openBeside('review', 'r2');
  expect(groups()).toEqual([['desks'], ['desk d1', 'review r2']]);
  openBeside('desk', 'd2');
  expect(groups()).toEqual([['desks'], ['desk d2', 'review r2']]);
});

test('what was closed leaves its place to what is opened next', () => {
  openBeside('desk', 'd1');
  closeBeside('desk');
  openBeside('review', 'r1');
  expect(groups()).toEqual([['desks'], ['review r1']]);
});
