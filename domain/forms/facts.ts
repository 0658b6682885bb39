/** Facts of an item by name. */
export type ItemFacts = { [name: string]: string | number | boolean | null };

/** What conditions of visibility may ask about an item, as `item.<name>`; `itemFactNames` lists the names. */
export function itemFacts(
  item: { round: number; dueOn: string | null; measureId: string | null; periodKey: string | null },
  indicators: readonly unknown[],
  today: string,
): ItemFacts {
  return {
    round: item.round,
    late: item.dueOn !== null && today > item.dueOn,
    hasMeasure: item.measureId !== null,
    hasIndicators: indicators.length > 0,
    period: item.periodKey,
  };
}
