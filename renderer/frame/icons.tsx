/** Line drawings on a grid of 16; each says what the place is about, none decorates. */
const PATHS: Readonly<Record<string, string>> = {
  today: 'M2.5 4.5h11v9h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3M5 10l2 2 4-3.5',
  positions: 'M8 2.5l6 3-6 3-6-3zM2 8l6 3 6-3M2 10.5l6 3 6-3',
  market: 'M2.5 2.5v11h11M4.5 10.5l3-4 2.5 2 3.5-5',
  watchlists: 'M2 8c1.6-2.7 3.6-4 6-4s4.4 1.3 6 4c-1.6 2.7-3.6 4-6 4S3.6 10.7 2 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  screener: 'M2.5 3.5h11l-4.2 5v4.5l-2.6-1.5V8.5z',
  alerts: 'M4 11.5V7.2a4 4 0 0 1 8 0v4.3l1 1H3zM6.7 12.5a1.4 1.4 0 0 0 2.6 0M8 3.2V2.3',
  dashboards: 'M2.5 2.5h4.5v6h-4.5zM9.5 2.5h4v3.5h-4zM9.5 8.5h4v5h-4zM2.5 11h4.5v2.5h-4.5z',
  handle: 'M5.5 3.5h.01M10.5 3.5h.01M5.5 8h.01M10.5 8h.01M5.5 12.5h.01M10.5 12.5h.01',
  checklists: 'M2.5 4l1 1 2-2.2M2.5 8.5l1 1 2-2.2M2.5 13l1 1 2-2.2M8 4h5.5M8 8.5h5.5M8 13h5.5',
  venues: 'M2.5 6L8 2.5 13.5 6M2.5 13.5h11M4 6.5v5M6.7 6.5v5M9.3 6.5v5M12 6.5v5',
  pretrade: 'M2.5 13.5h11M2.5 11.5l3.5-3 2.5 2 5-6M10.5 4.5h3v3M2.5 2.5v5M1 4h3',
  otc: 'M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13',
  import: 'M8 2.5v7M5 7l3 3 3-3M2.5 10v3.5h11V10',
  journal: 'M4 2.5h8.5v11H4a1.5 1.5 0 0 1-1.5-1.5V4A1.5 1.5 0 0 1 4 2.5zM5.5 5.5h4.5M5.5 8h4.5M5.5 10.5h3',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 8h2M7.5 8h6M2.5 11.5h5M10.5 11.5h3M10 3v3M6 6.5v3M9 10v3',
  welcome: 'M2.5 7.5L8 3l5.5 4.5M4 7v6.5h8V7M6.5 13.5v-4h3v4',
  close: 'M4 4l8 8M12 4l-8 8',
  add: 'M8 3v10M3 8h10',
  more: 'M4 6l4 4 4-4',
};

export function Icon({ name }: { readonly name: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name] ?? ''} fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
