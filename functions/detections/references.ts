/** Writes the references of a detection in one style. Sources: CIS AWS Foundations Benchmark 1.4.0, MITRE ATT&CK for IaaS (2025). */

/** The CIS 1.4.0 recommendation 4.x and the Security Hub control CloudWatch.x that ask for an alarm on this activity. */
export function cis(control: number): readonly string[] {
  const section = control >= 4 ? [`CIS 1.4.0/4.${control}`] : [];
  return [...(control === 1 ? ["CIS 1.4.0/4.3"] : section), `Security Hub CloudWatch.${control}`];
}

/** MITRE ATT&CK technique ids. */
export function attack(...techniques: readonly string[]): readonly string[] {
  return techniques.map((technique) => `ATT&CK ${technique}`);
}
