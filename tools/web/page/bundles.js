// Lines of the diagram: all edges of two nodes that have one direction and one class of types run together, as
// in the program's own diagrams.

import { spoken } from "./dom.js";

export const QUADS = [
  "verbal co-operation", "material co-operation", "verbal conflict", "material conflict", "structure",
];

const isMajority = (part, whole) => 2 * part > whole;

/** "accepts" gives "does not accept", "president" gives "not president". */
function denied(label) {
  const [verb, ...rest] = label.split(" ");
  if (!/[^s]s$/.test(verb)) return "not " + label;
  return ["does not", verb.slice(0, -1), ...rest].join(" ");
}

/** The office or kinship says more than the type that holds it. */
function labelOf(edge, type) {
  let label = spoken(edge.type);
  if (type.quad === "structure") {
    label = edge.role || label;
    if (isMajority(edge.ended, edge.evidence)) label = "former " + label;
  }
  return isMajority(edge.negated, edge.evidence) ? denied(label) : label;
}

/**
 * [{id, source, target, quad, mutual, evidence, hypothetical, negated, labels: [{label, evidence}]}] of edges as
 * the API gives them, the most evidence first. `types` maps names to types of the ontology.
 */
export function bundle(edges, types) {
  const bundles = new Map();
  for (const edge of edges) {
    const type = types.get(edge.type) ?? { quad: "structure", symmetric: false };
    const id = [edge.source, edge.target, type.quad, type.symmetric ? "mutual" : ""].join("|");
    if (!bundles.has(id))
      bundles.set(id, {
        id, source: edge.source, target: edge.target, quad: type.quad, mutual: type.symmetric,
        evidence: 0, hypothetical: 0, negated: 0, labels: [],
      });
    const made = bundles.get(id);
    made.evidence += edge.evidence;
    made.hypothetical += edge.hypothetical;
    made.negated += edge.negated;
    made.labels.push({ label: labelOf(edge, type), evidence: edge.evidence });
  }
  for (const made of bundles.values()) {
    made.hypothetical = isMajority(made.hypothetical, made.evidence);
    made.negated = isMajority(made.negated, made.evidence);
    made.labels.sort((a, b) => b.evidence - a.evidence);
  }
  return [...bundles.values()].sort((a, b) => b.evidence - a.evidence || (a.id < b.id ? -1 : 1));
}

/** "accuses ×3, opposes": at most `most` of its types. */
export function bundleLabel({ labels }, most = 2, separator = "\n") {
  const parts = labels.slice(0, most).map(({ label, evidence }) => label + (evidence > 1 ? ` ×${evidence}` : ""));
  if (labels.length > most) parts.push(`+${labels.length - most} more`);
  return parts.join(separator);
}

/** All that two nodes have to do with each other, by pair: {other, cooperation, conflict, structure, roles}. */
export function neighbours(edges, types, centre) {
  const found = new Map();
  for (const edge of edges) {
    if (edge.source !== centre && edge.target !== centre) continue;
    const other = edge.source === centre ? edge.target : edge.source;
    if (!found.has(other)) found.set(other, { other, cooperation: 0, conflict: 0, structure: 0, labels: new Map() });
    const made = found.get(other);
    const type = types.get(edge.type) ?? { quad: "structure" };
    if (type.quad.endsWith("co-operation")) made.cooperation += edge.evidence;
    else if (type.quad.endsWith("conflict")) made.conflict += edge.evidence;
    else made.structure += edge.evidence;
    const label = labelOf(edge, type);
    made.labels.set(label, (made.labels.get(label) ?? 0) + edge.evidence);
  }
  const weight = (n) => n.cooperation + n.conflict + n.structure;
  return [...found.values()].sort((a, b) => weight(b) - weight(a) || (a.other < b.other ? -1 : 1));
}
