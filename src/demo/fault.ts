/**
 * A fault that was planted in the demo city: what a rule should notice, and where it stands.
 *
 * `evidence` is SQL over the disclosed tables alone ($1: dataset): it answers exactly the places in `where`, neither
 * fewer nor more. So the rest of the demo is clean of that fault, and a rule has its right answer.
 */
export interface Fault {
  id: string;
  kind: string;
  nameZh: string;
  /** What a rule should notice, in one sentence. */
  notice: string;
  /**
   * Processes by ocid; a contract as "ocid contract-id"; a supplier by its identifier; budget documents and departments
   * by key.
   */
  where: readonly string[];
  evidence: string;
}

/** Near a fault and none: a rule that reports one of these is wrong. */
export interface Control {
  id: string;
  near: string;
  where: readonly string[];
  why: string;
}
