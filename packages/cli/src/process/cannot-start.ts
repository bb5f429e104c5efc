/** The command cannot start: its message is the one line that the user reads. */
export class CannotStart extends Error {
  override readonly name = "CannotStart";
}
