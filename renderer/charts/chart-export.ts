import { csvText } from '../../shared/tables/index.ts';

/** What decides how an element looks: written on each, so that no style sheet is needed. */
const DRAWN = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'opacity',
];
/** What belongs to the page that the drawing was taken from. */
const OF_THE_PAGE = new Set(['class', 'style', 'role', 'tabindex', 'focusable', 'cursor']);
const PIXELS_PER_UNIT = 2;
const SVG = 'http://www.w3.org/2000/svg';
/** Room in pixels: at the sides, for a line of words, and below the last. */
const SIDE = 12;
const LINE = 17;

/** A chart as it is taken along. */
export interface TakenChart {
  readonly svg: SVGSVGElement;
  readonly title: string;
  /** What it shows, beside its title. */
  readonly says: string;
  /** What must be known to read it: that kinds are unlike, who is missing. Each stands below it. */
  readonly notes: readonly string[];
}

/** The drawing as a file that stands alone: with its title and notes, colours and type as they are on the screen now, on the panel's ground. */
export function svgOf(chart: TakenChart): Blob {
  return new Blob([new XMLSerializer().serializeToString(standingAlone(chart))], { type: 'image/svg+xml' });
}

/** The drawing as a picture, at twice the size for sharp print. */
export async function pngOf(chart: TakenChart): Promise<Blob> {
  const alone = standingAlone(chart);
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(alone)], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Number(alone.getAttribute('width')) * PIXELS_PER_UNIT;
    canvas.height = Number(alone.getAttribute('height')) * PIXELS_PER_UNIT;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A table as a file of CSV. */
export function csvOf(table: readonly (readonly string[])[]): Blob {
  return new Blob([csvText(table)], { type: 'text/csv' });
}

function standingAlone({ svg, title, says, notes }: TakenChart): SVGSVGElement {
  const page = getComputedStyle(svg.closest('.panel') ?? document.body);
  const [width, tall] = [Math.round(svg.clientWidth) + 2 * SIDE, Math.round(svg.clientHeight)];
  const type = { 'font-family': page.fontFamily, fill: page.color };
  const words = (text: string, y: number, more: Readonly<Record<string, string | number>>): SVGElement =>
    element('text', { ...type, x: SIDE, y, 'font-size': 11, ...more }, text);
  const room = width - 2 * SIDE;
  const head = [
    words(title, LINE, { 'font-size': 13, 'font-weight': 600 }),
    ...inLines(says, room).map((line, place) => words(line, LINE * (place + 2), {})),
  ];
  const top = LINE * head.length + 8;
  const foot = notes.flatMap((note) => inLines(note, room)).map((line, place) => words(line, top + tall + LINE * (place + 1), {}));
  const height = top + tall + (foot.length === 0 ? 4 : LINE * foot.length + 8);
  const alone = element('svg', { width, height, viewBox: `0 0 ${width} ${height}` }) as SVGSVGElement;
  alone.append(
    element('title', {}, title),
    element('rect', { width, height, fill: page.backgroundColor }),
    ...head,
    drawn(svg, SIDE, top),
    ...foot,
  );
  return alone;
}

/** The drawing itself, as it looks: what is written on each element is what the page's style sheets make of it. */
function drawn(svg: SVGSVGElement, x: number, y: number): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  const unseen: SVGElement[] = [];
  for (const [index, original] of originals.entries()) {
    const [style, each] = [getComputedStyle(original), copies[index]!];
    if (style.display === 'none' || original.matches('.reach, .cursor')) unseen.push(each);
    for (const property of DRAWN) each.setAttribute(property, style.getPropertyValue(property));
    for (const name of each.getAttributeNames()) {
      if (OF_THE_PAGE.has(name) || name.startsWith('aria-') || name.startsWith('data-')) each.removeAttribute(name);
    }
  }
  for (const each of unseen) each.remove();
  const size = { x, y, width: Math.round(svg.clientWidth), height: Math.round(svg.clientHeight), overflow: 'visible' };
  for (const [name, value] of Object.entries(size)) copy.setAttribute(name, String(value));
  return copy;
}

function element(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [each, value] of Object.entries(attributes)) made.setAttribute(each, String(value));
  made.textContent = text;
  return made;
}

/** Average width of a letter at the size of the words, in pixels. */
const LETTER = 5.8;

/** Words in lines no longer than the room: a drawing does not break them itself. */
function inLines(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length) * LETTER <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
