/** Risk levels as a word, a shape and a colour: never a colour alone. */
import { html } from "./dom.js";

export const LEVELS = ["very_high", "high", "watch", "ok", "not_assessed"] as const;
export type Level = (typeof LEVELS)[number];

interface Look {
  word: string;
  color: string;
  /** Path in a box of 12 × 12. */
  shape: string;
  /** Drawn as an outline: less ink for less risk. */
  outline: boolean;
  /** Plot's name for the nearest symbol. */
  symbol: string;
}

const LOOKS: Readonly<Record<Level, Look>> = {
  very_high: {
    word: "Very high",
    color: "var(--level-very-high)",
    shape: "M6 0.5 11.8 11H0.2Z",
    outline: false,
    symbol: "triangle",
  },
  high: {
    word: "High",
    color: "var(--level-high)",
    shape: "M6 0.3 11.7 6 6 11.7 0.3 6Z",
    outline: false,
    symbol: "diamond",
  },
  watch: {
    word: "Watch",
    color: "var(--level-watch)",
    shape: "M6 1A5 5 0 1 1 5.99 1Z",
    outline: false,
    symbol: "circle",
  },
  ok: {
    word: "OK",
    color: "var(--level-ok)",
    shape: "M6 1.5A4.5 4.5 0 1 1 5.99 1.5Z",
    outline: true,
    symbol: "square",
  },
  not_assessed: {
    word: "Not assessed",
    color: "var(--level-not-assessed)",
    shape: "M1 6H11",
    outline: true,
    symbol: "times",
  },
};

/** How a level looks. */
export function look(level: Level): Look {
  return LOOKS[level];
}

/** A level's shape, on its own for charts and strips. */
export function levelShape(level: Level, size = 12): SVGElement {
  const { color, shape, outline } = LOOKS[level];
  return html`
    <svg class="level-shape" width=${size} height=${size} viewBox="0 0 12 12" aria-hidden="true">
      <path d=${shape} fill=${outline ? "none" : color} stroke=${outline ? color : "none"}
        stroke-width="1.8" stroke-linejoin="round" />
    </svg>
  ` as SVGElement;
}

/** A level's shape and word. */
export function levelBadge(level: Level, size = 12): HTMLElement {
  return html`<span class="level">${levelShape(level, size)}<span>${
    LOOKS[level].word
  }</span></span>` as HTMLElement;
}

/** Rank for sorting: 0 is the worst. */
export function levelRank(level: Level): number {
  return LEVELS.indexOf(level);
}

/** Plot's colour and symbol scales for levels. */
export const levelScales = {
  color: { domain: LEVELS, range: LEVELS.map((level) => LOOKS[level].color) },
  symbol: { domain: LEVELS, range: LEVELS.map((level) => LOOKS[level].symbol) },
};
