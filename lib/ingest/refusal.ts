/** Why an extract or a command cannot be used, in words for the person who gave it. */
export class Refusal extends Error {
  override name = "Refusal";
}
