/** An object that a resolver computed: its fields are found by their own name, whatever response key they are asked under. */
export class ComputedRow {
  constructor(readonly values: Readonly<Record<string, unknown>>) {}
}
