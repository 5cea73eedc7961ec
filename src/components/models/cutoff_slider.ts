/** A slider over past cutoffs, with buttons for those who do not drag. */
import { writeAddress } from "../choices.js";
import { html } from "../dom.js";
import { day } from "../format.js";

type SliderForm = HTMLFormElement & { value: string };

const NAME = "replay_cutoff";

/** Chooses one of the cutoffs, the last at first; its value is the day, and it sends "input". */
export function cutoffSlider(cutoffs: readonly string[]): SliderForm {
  const asked = cutoffs.indexOf(new URLSearchParams(location.search).get(NAME) ?? "");
  const last = cutoffs.length - 1;
  let place = asked === -1 ? last : asked;
  const range = html`<input type="range" min="0" max=${last} step="1" aria-label="Day of the forecast">`;
  const slider = range as HTMLInputElement;
  const earlier = html`<button type="button" class="quiet">Earlier</button>` as HTMLButtonElement;
  const later = html`<button type="button" class="quiet">Later</button>` as HTMLButtonElement;
  const said = html`<output></output>` as HTMLElement;
  const form = html`<form class="cutoff-slider">
    <span class="cutoff-label">Forecast made on</span>${earlier}${slider}${later}${said}
  </form>` as SliderForm;
  const show = () => {
    form.value = cutoffs[place]!;
    slider.value = String(place);
    slider.setAttribute("aria-valuetext", day(form.value));
    said.textContent = day(form.value);
    earlier.disabled = place === 0;
    later.disabled = place === last;
  };
  const go = (to: number) => {
    place = Math.max(0, Math.min(last, to));
    show();
    writeAddress({ [NAME]: place === last ? null : form.value });
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // A disabled button would lose the reader's place.
  const step = (by: number) => {
    go(place + by);
    if (earlier.disabled || later.disabled) slider.focus();
  };
  earlier.onclick = () => step(-1);
  later.onclick = () => step(1);
  slider.oninput = (event) => {
    event.stopPropagation();
    go(Number(slider.value));
  };
  form.onsubmit = (event) => event.preventDefault();
  show();
  return form;
}
