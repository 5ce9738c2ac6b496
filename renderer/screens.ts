import { lazy } from 'react';
import type { Screen } from './window/screen.ts';

const todayScreen = () => import('./today/today-screen.tsx');

const screens = (today: Screen['component']): readonly Screen[] => [
  {
    id: 'today',
    title: 'Today',
    component: today,
    place: { letter: 't', icon: 'today', beside: 'position', share: 50, due: lazy(() => import('./today/due-today.tsx')) },
  },
  {
    id: 'positions',
    title: 'Positions',
    component: lazy(() => import('./positions/positions-screen.tsx')),
    place: { letter: 'p', icon: 'positions', beside: 'position', share: 48 },
  },
  { id: 'position', title: 'Position', component: lazy(() => import('./positions/position-screen.tsx')) },
  {
    id: 'imports',
    title: 'Import',
    component: lazy(() => import('./imports/imports-screen.tsx')),
    place: { letter: 'i', icon: 'import', beside: 'import-detail', share: 36 },
  },
  { id: 'import-detail', title: 'File', component: lazy(() => import('./imports/import-detail-screen.tsx')) },
  {
    id: 'market',
    title: 'Market data',
    component: lazy(() => import('./market/market-screen.tsx')),
    place: { letter: 'm', icon: 'market', beside: 'market-detail', share: 56 },
  },
  { id: 'market-detail', title: 'Series', component: lazy(() => import('./market/market-detail-screen.tsx')) },
  {
    id: 'watchlists',
    title: 'Watchlists',
    component: lazy(() => import('./watchlists/watchlists-screen.tsx')),
    place: { letter: 'l', icon: 'watchlists', beside: 'subject', share: 62, due: lazy(() => import('./watchlists/due-reviews.tsx')) },
  },
  {
    id: 'screener',
    title: 'Screener',
    component: lazy(() => import('./screener/screener-screen.tsx')),
    place: { letter: 'f', icon: 'screener', beside: 'subject', share: 64 },
  },
  { id: 'subject', title: 'Subject', component: lazy(() => import('./watchlists/subject-screen.tsx')) },
  {
    id: 'alerts',
    title: 'Alerts',
    component: lazy(() => import('./alerts/alerts-screen.tsx')),
    place: {
      letter: 'a',
      icon: 'alerts',
      beside: 'alert',
      share: 46,
      due: lazy(() => import('./alerts/due-alerts.tsx')),
      badge: lazy(() => import('./alerts/alert-badge.tsx')),
    },
  },
  { id: 'alert', title: 'Alert', component: lazy(() => import('./alerts/alert-screen.tsx')) },
  { id: 'alert-rule', title: 'Rule', component: lazy(() => import('./alerts/rule-screen.tsx')) },
  {
    id: 'dashboards',
    title: 'Dashboards',
    component: lazy(() => import('./comparison/dashboards-screen.tsx')),
    place: { letter: 'd', icon: 'dashboards', beside: 'dashboard', share: 26 },
  },
  { id: 'dashboard', title: 'Dashboard', component: lazy(() => import('./comparison/dashboard-screen.tsx')) },
  {
    id: 'checklists',
    title: 'Checklists',
    component: lazy(() => import('./checklists/checklists-screen.tsx')),
    place: {
      letter: 'c',
      icon: 'checklists',
      beside: 'checklist-run',
      share: 45,
      due: lazy(() => import('./checklists/due-checklists.tsx')),
    },
  },
  { id: 'checklist-run', title: 'Run', component: lazy(() => import('./checklists/run-screen.tsx')) },
  { id: 'checklist-template', title: 'Checklist', component: lazy(() => import('./checklists/template-screen.tsx')) },
  {
    id: 'venues',
    title: 'Venues',
    component: lazy(() => import('./venues/venues-screen.tsx')),
    place: { letter: 'v', icon: 'venues', beside: 'venue', share: 52 },
  },
  { id: 'venue', title: 'Venue', component: lazy(() => import('./venues/venue-screen.tsx')) },
  { id: 'venue-compare', title: 'Compare', component: lazy(() => import('./venues/compare-screen.tsx')) },
  {
    id: 'pretrade',
    title: 'Pre-trade',
    component: lazy(() => import('./pretrade/pretrade-screen.tsx')),
    place: { letter: 'k', icon: 'pretrade', beside: 'ticket', share: 46 },
  },
  { id: 'ticket', title: 'Ticket', component: lazy(() => import('./pretrade/ticket-screen.tsx')) },
  {
    id: 'otc',
    title: 'OTC',
    component: lazy(() => import('./otc/otc-screen.tsx')),
    place: { letter: 'o', icon: 'otc', beside: 'otc-trade', share: 54, due: lazy(() => import('./otc/due-otc.tsx')) },
  },
  { id: 'otc-trade', title: 'Settlement', component: lazy(() => import('./otc/otc-trade-screen.tsx')) },
  {
    id: 'journal',
    title: 'Journal',
    component: lazy(() => import('./journal/journal-screen.tsx')),
    place: { letter: 'j', icon: 'journal', beside: 'journal-entry', share: 58 },
  },
  { id: 'journal-entry', title: 'Entry', component: lazy(() => import('./journal/journal-entry-screen.tsx')) },
  {
    id: 'settings',
    title: 'Settings',
    component: lazy(() => import('./workspace/settings-screen.tsx')),
    place: { letter: 's', icon: 'settings' },
  },
  {
    id: 'welcome',
    title: 'Welcome',
    component: lazy(() => import('./workspace/welcome-screen.tsx')),
    place: { letter: 'w', icon: 'welcome' },
  },
];

/** Every room of the view, in the order of the rail. A room is loaded when it is first opened: `lazy(() => import('./…'))`. */
export const SCREENS: readonly Screen[] = screens(lazy(todayScreen));

/**
 * The same, with Today already there where one arrives in it. What comes by way of a fallback React shows 300 ms after that fallback
 * at the earliest; the page of `index.html` stands there meanwhile.
 */
export async function screensFor(hash: string): Promise<readonly Screen[]> {
  if (!/^#?\/?(today)?$/.test(hash)) return SCREENS;
  return screens((await todayScreen()).default);
}
