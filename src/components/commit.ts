/** Takes a scenario of the what-if page away as the file to commit. */
import { html } from "./dom.js";
import { list, plural } from "./format.js";
import { download } from "./rows.js";
import type { Step } from "./scenario.js";

interface ScenarioFile {
  name: string;
  text: string;
  left_out: string[];
}

export interface CommitOptions {
  steps: readonly Step[];
  /** First forecast day, YYYY-MM-DD. */
  from: string;
  scenarioFile(
    head: { title: string; owner: string; from: string },
    steps: readonly Step[],
  ): ScenarioFile | null;
  describe(step: Step): string;
}

const MOST_TITLE = 120;

/** A form for the head of the file, and the button that saves it. */
export function commit({ steps, from, scenarioFile, describe }: CommitOptions): HTMLElement {
  const sample = scenarioFile({ title: "", owner: "", from }, steps);
  if (sample === null) {
    return html`<p>${
      steps.length === 0 ? "Add growth or a workload above" : "None of these steps adds load"
    }: a scenario of load can be saved as a file to commit, and then counts in everyone's figures.</p>` as HTMLElement;
  }
  const title = steps.map(describe).join("; ").slice(0, MOST_TITLE);
  const status = html`<span class="scenario-status" role="status"></span>` as HTMLElement;
  const form = html`
    <form class="scenario-form">
      <div class="filters">
        <label><span>Title</span><input name="title" required maxlength=${MOST_TITLE} value=${title}></label>
        <label><span>Who asked for it</span><input name="owner" required maxlength=${MOST_TITLE}></label>
        <label><span>Load expected from</span><input type="date" name="from" required value=${from}></label>
      </div>
      <button type="submit">Save the file to commit</button>
    </form>
  ` as HTMLFormElement;
  form.oninput = (event) => event.stopPropagation();
  form.onsubmit = (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const of = (name: string) => String(data.get(name));
    const file = scenarioFile({ title: of("title"), owner: of("owner"), from: of("from") }, steps)!;
    download(`${file.name}.yaml`, file.text, "text/yaml");
    status.textContent =
      `Saved as ${file.name}.yaml: put it into config/scenarios and build the report again.`;
  };
  return html`<section class="scenario" aria-label="Commit this scenario">${form}${
    sample.left_out.length === 0
      ? null
      : html`<p>${plural(sample.left_out.length, "step")} cannot be reserved and ${
        sample.left_out.length === 1 ? "is" : "are"
      } left out: ${list(sample.left_out)}.</p>`
  }${status}</section>` as HTMLElement;
}
