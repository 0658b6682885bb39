import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

const require = createRequire(import.meta.url);
const FONTS = {
  normal: require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
};

/** A PDF in the font `Song`, which is embedded. Reads nothing but the two font files. */
export function renderPdf(definition: TDocumentDefinitions): Promise<Buffer> {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === FONTS.normal || path === FONTS.bold);
  pdfmake.setFonts({ Song: { ...FONTS, italics: FONTS.normal, bolditalics: FONTS.bold } });
  return pdfmake.createPdf(definition).getBuffer();
}
