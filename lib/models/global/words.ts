/** Facts of a server that become features: the place of each word in a list of all of them. */
export const WORD_FEATURES = ["archetype", "criticality", "region", "business_unit"] as const;
export type WordFeature = typeof WORD_FEATURES[number];

/** The words there were in training, in order; a word not among them is a missing value. */
export type Words = Readonly<Record<WordFeature, readonly string[]>>;
