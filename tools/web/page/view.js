// What the page shows, as one value that the address holds: so that a link shows the same, and the back
// button goes to the view before.
//
//   address = "#" name "=" value { "&" name "=" value }       as URLSearchParams writes it
//   actor, with      node ids: whom the view is about, and the other of a dossier
//   source, target, quad   the line whose sentences are shown: node ids and the class of its types
//   hide             edge types that are not shown, with commas between; at first that places lie in states,
//                    which would crowd out what the actors do
//   since, until     ISO 8601 dates
//   nodes, depth     how many nodes, how many steps away

const DEFAULTS = {
  actor: "", with: "", source: "", target: "", quad: "", hide: "located-in", since: "", until: "", nodes: 30, depth: 1,
};

const numberIn = (text, least, most, otherwise) => {
  const number = Number.parseInt(text, 10);
  return Number.isFinite(number) ? Math.min(Math.max(number, least), most) : otherwise;
};

export function readView(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const view = { ...DEFAULTS };
  for (const name of Object.keys(DEFAULTS)) if (given.has(name)) view[name] = given.get(name);
  view.nodes = numberIn(view.nodes, 5, 120, DEFAULTS.nodes);
  view.depth = numberIn(view.depth, 1, 2, DEFAULTS.depth);
  return view;
}

export function writeView(view) {
  const query = new URLSearchParams();
  for (const [name, otherwise] of Object.entries(DEFAULTS))
    if (view[name] !== otherwise) query.set(name, view[name]);
  // Colons and commas may stand in a fragment, and ids are easier to read with them.
  return "#" + query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/** The view with some parts changed, as an address. */
export const viewWith = (view, changes) => writeView({ ...view, ...changes });

/** The view of another actor under the same filters. */
export const viewOf = (view, actor) => viewWith(view, { actor, with: "", source: "", target: "", quad: "" });

/** True where both views show the same diagram. */
export const sameDiagram = (a, b) =>
  ["actor", "with", "hide", "since", "until", "nodes", "depth"].every((name) => a[name] === b[name]);

export const hiddenTypes = (view) => new Set(view.hide.split(",").filter(Boolean));
