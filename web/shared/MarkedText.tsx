import { Fragment, type ReactNode, useMemo } from 'react';
import { type MarkedRange, markRanges } from './markRanges.ts';

interface Props {
  text: string;
  ranges: MarkedRange[];
  render: (range: MarkedRange, text: string) => ReactNode;
}

/** A document's text with passages set apart. */
export function MarkedText({ text, ranges, render }: Props) {
  const pieces = useMemo(() => markRanges(text, ranges), [text, ranges]);
  return (
    <div className="document" lang="zh-CN">
      {pieces.map((piece) => (
        <Fragment key={piece.start}>{piece.range === null ? piece.text : render(piece.range, piece.text)}</Fragment>
      ))}
    </div>
  );
}
