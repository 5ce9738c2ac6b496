export { base64Of, bytesOf } from './bytes.ts';
export { saveAnswered, saveCopy, saveFile } from './save-file.ts';
export { sizeText } from './size-text.ts';
