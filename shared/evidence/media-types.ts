import { done, type Outcome, refuse } from '../figures/index.ts';

/** What the bytes themselves say: the type that their signature has, and whether they read as text. */
export interface Content {
  /** Of the bytes at the beginning; null where they have no signature that is known. */
  readonly signature: string | null;
  readonly isText: boolean;
}

/**
 * The media type of evidence. A name that promises a kind of file is held to it, because "contract.pdf" that is none is no evidence of a
 * contract; a name that promises nothing takes the type of the content.
 */
export function mediaTypeOf(name: string, { signature, isText }: Content): Outcome<string> {
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  const text = extension === undefined ? undefined : TEXTS[extension];
  const binary = extension === undefined ? undefined : BINARIES[extension];
  if (text !== undefined) {
    if (isText && (signature === null || isTextSignature(signature))) return done(text);
    return refuseContent(name, TEXT_TITLES[text] ?? 'text', { signature, isText });
  }
  if (binary !== undefined) {
    const [type] = binary.types;
    if (type !== undefined && signature !== null && binary.types.includes(signature)) return done(signature);
    return refuseContent(name, binary.title, { signature, isText });
  }
  return done(signature ?? (isText ? 'text/plain' : 'application/octet-stream'));
}

/** A media type in words, such as "PDF" or "PNG image". */
export function mediaTypeTitle(mediaType: string): string {
  return (
    TEXT_TITLES[mediaType] ??
    Object.values(BINARIES).find(({ types }) => types.includes(mediaType))?.title ??
    (mediaType === 'application/octet-stream' ? 'file of an unknown kind' : mediaType)
  );
}

function refuseContent(name: string, promised: string, { signature, isText }: Content): Outcome<never> {
  const found = signature === null ? (isText ? 'plain text' : 'of a kind that is not known') : articled(mediaTypeTitle(signature));
  return refuse(
    'other-content',
    `${name} says that it is ${articled(promised)}, but its content is ${found}. Save it again from its source, or give it the name of what it is.`,
    { name, content: signature },
  );
}

function articled(title: string): string {
  if (/^(text|plain|CSV|JSON|of )/.test(title)) return title;
  return `${/^([aeiouAEIO]|[FHLMNRSX][A-Z])/.test(title) ? 'an' : 'a'} ${title}`;
}

function isTextSignature(signature: string): boolean {
  return (
    signature.startsWith('text/') || signature === 'application/xml' || signature === 'image/svg+xml' || signature === 'application/json'
  );
}

/** Files of text have no signature; they only have to read as text. */
const TEXTS: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  jsonl: 'application/jsonl',
  md: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  eml: 'message/rfc822',
};

const TEXT_TITLES: Readonly<Record<string, string>> = {
  'text/plain': 'text',
  'text/csv': 'CSV text',
  'text/tab-separated-values': 'text in columns',
  'application/json': 'JSON text',
  'application/jsonl': 'JSON text',
  'text/markdown': 'text',
  'text/html': 'web page',
  'application/xml': 'XML text',
  'image/svg+xml': 'SVG drawing',
  'message/rfc822': 'mail',
};

/** Kinds that have a signature, by the endings of their names; `types` as signatures name them. */
const BINARIES: Readonly<Record<string, { readonly title: string; readonly types: readonly string[] }>> = {
  pdf: { title: 'PDF', types: ['application/pdf'] },
  png: { title: 'PNG image', types: ['image/png', 'image/apng'] },
  jpg: { title: 'JPEG image', types: ['image/jpeg'] },
  jpeg: { title: 'JPEG image', types: ['image/jpeg'] },
  gif: { title: 'GIF image', types: ['image/gif'] },
  webp: { title: 'WebP image', types: ['image/webp'] },
  avif: { title: 'AVIF image', types: ['image/avif'] },
  heic: { title: 'HEIC image', types: ['image/heic', 'image/heif', 'image/heic-sequence'] },
  bmp: { title: 'BMP image', types: ['image/bmp'] },
  tif: { title: 'TIFF image', types: ['image/tiff'] },
  tiff: { title: 'TIFF image', types: ['image/tiff'] },
  zip: { title: 'ZIP archive', types: ['application/zip'] },
  gz: { title: 'GZIP archive', types: ['application/gzip'] },
  '7z': { title: '7z archive', types: ['application/x-7z-compressed'] },
  docx: { title: 'Word document', types: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'] },
  xlsx: { title: 'Excel sheet', types: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
  pptx: { title: 'PowerPoint deck', types: ['application/vnd.openxmlformats-officedocument.presentationml.presentation'] },
  doc: { title: 'Word document', types: ['application/x-cfb'] },
  xls: { title: 'Excel sheet', types: ['application/x-cfb'] },
  msg: { title: 'Outlook mail', types: ['application/x-cfb', 'application/vnd.ms-outlook'] },
  rtf: { title: 'RTF document', types: ['application/rtf'] },
  odt: { title: 'OpenDocument text', types: ['application/vnd.oasis.opendocument.text'] },
  ods: { title: 'OpenDocument sheet', types: ['application/vnd.oasis.opendocument.spreadsheet'] },
  mp3: { title: 'MP3 recording', types: ['audio/mpeg'] },
  m4a: { title: 'M4A recording', types: ['audio/x-m4a', 'audio/mp4'] },
  ogg: { title: 'Ogg recording', types: ['audio/ogg', 'audio/ogg; codecs=opus', 'application/ogg'] },
  wav: { title: 'WAV recording', types: ['audio/wav'] },
  mp4: { title: 'MP4 film', types: ['video/mp4', 'video/x-m4v'] },
  mov: { title: 'QuickTime film', types: ['video/quicktime'] },
  webm: { title: 'WebM film', types: ['video/webm', 'video/matroska'] },
};
