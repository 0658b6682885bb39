/** Facts of an item by name. */
export type ItemFacts = { [name: string]: string | number | boolean | null };

/** What conditions of visibility may ask about an item, as `item.<name>`; `itemFactNames` lists the names. */
export function itemFacts(
  item: { round: number; late: boolean; measureId: string | null; periodKey: string | null },
  indicators: readonly unknown[],
): ItemFacts {
  return {
    round: item.round,
    late: item.late,
    hasMeasure: item.measureId !== null,
    hasIndicators: indicators.length > 0,
    period: item.periodKey,
  };
}
