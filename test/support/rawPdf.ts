const LATIN = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

/** A font that the file does not carry, whose characters are named by a predefined map such as GBK-EUC-H. */
export const chineseFont = (map: string): string =>
  `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${map}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>]>>`;

/** A PDF of the given page contents (operators of PDF, letters of Latin only), written by hand. */
export function rawPdfOf(contents: readonly string[], rotate = 0, font = LATIN): Buffer {
  const objects: string[] = ['<</Type/Catalog/Pages 2 0 R>>', ''];
  const kids = contents.map((content) => {
    objects.push(`<</Length ${content.length}>>stream\n${content}\nendstream`);
    objects.push(
      `<</Type/Page/Parent 2 0 R/Rotate ${rotate}/MediaBox[0 0 595 842]/Contents ${objects.length} 0 R/Resources<</Font<</F ${font}>>>>>>`,
    );
    return `${objects.length} 0 R`;
  });
  objects[1] = `<</Type/Pages/Count ${kids.length}/Kids[${kids.join(' ')}]>>`;
  let body = '%PDF-1.4\n';
  const places = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${body}${table}trailer<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`,
  );
}
