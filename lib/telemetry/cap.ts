/**
 * Bends a load towards 100 % instead of letting it pass: unchanged up to the knee, then
 * knee + room · (1 − exp(−(load − knee) / room)) with room = 100 − knee, which joins it without a step or a kink.
 * Rises throughout, so the cap of a median is the median of the capped.
 * @param load any utilisation, %    @param knee where bending begins, %, below 100
 */
export function softCap(load: number, knee: number): number {
  if (load <= knee) return load;
  const room = 100 - knee;
  return knee + room * (1 - Math.exp(-(load - knee) / room));
}
