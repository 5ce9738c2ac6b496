const DRAWN = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'opacity',
];
const PIXELS_PER_UNIT = 2;

/** The drawing as a file that stands alone: colours and type as they are on the screen now, on the panel's ground. */
export function svgOf(svg: SVGSVGElement): Blob {
  return new Blob([standingAlone(svg)], { type: 'image/svg+xml' });
}

/** The drawing as a picture, at twice the size for sharp print. */
export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const address = URL.createObjectURL(svgOf(svg));
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement('canvas');
    canvas.width = svg.clientWidth * PIXELS_PER_UNIT;
    canvas.height = svg.clientHeight * PIXELS_PER_UNIT;
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be drawn.'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A table as CSV. Cells that a spreadsheet would run as a formula are defused with an apostrophe; plain numbers stay numbers. */
export function csvOf(table: readonly (readonly string[])[]): Blob {
  return new Blob([csvText(table)], { type: 'text/csv' });
}

export function csvText(table: readonly (readonly string[])[]): string {
  return table.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const number = /^[+-]?\d+(\.\d+)?$/.test(text);
  const safe = !number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function standingAlone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  for (const [index, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const property of DRAWN) copies[index]?.setAttribute(property, style.getPropertyValue(property));
  }
  for (const unseen of copy.querySelectorAll('.reach, .cursor')) unseen.remove();
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(svg.closest('.panel') ?? document.body).backgroundColor);
  copy.prepend(ground);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}
