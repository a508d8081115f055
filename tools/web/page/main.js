// Brings the parts together: the address says what to show, the parts show it, and what a person does in them
// becomes a new address.

import { ask, newest } from "./api.js";
import { Dates } from "./dates.js";
import { Details } from "./details.js";
import { Diagram } from "./diagram.js";
import { element, plural, say } from "./dom.js";
import { Filters, wantedTypes } from "./filters.js";
import { saveSvg, savePng, toSvg } from "./save.js";
import { Search } from "./search.js";
import { colours, watchTheme } from "./theme.js";
import { readView, sameDiagram, viewOf, viewWith } from "./view.js";

const $ = (id) => document.getElementById(id);

const [ontology, stats] = await Promise.all([ask("ontology"), ask("stats")]);
const types = new Map(ontology.edge_types.map((type) => [type.name, type]));
const fills = new Map(ontology.node_types.map((type) => [type.name, type.fill]));

let view = readView(location.hash); // what the address asks for
let shown = null; // what the diagram shows: {view, graph, profile}

const go = (address) => (location.hash = address);

const details = new Details($("details"), types);
const filters = new Filters($("filters"), types, (changes) => go(viewWith(view, { ...changes, source: "", target: "", quad: "" })));
const dates = new Dates($("dates"), stats.first_date, stats.last_date, (changes) => go(viewWith(view, changes)));
const diagram = new Diagram($("graph"), {
  node: (id) => go(viewOf(view, id)),
  line: ({ source, target, quad }) => go(viewWith(view, { source, target, quad })),
  pair: (actor, other) => go(viewWith(view, { actor, with: other, source: "", target: "", quad: "" })),
  hint: (text) => { $("hint").hidden = !text; $("hint").textContent = text; },
});
globalThis.ententeDiagram = diagram; // for tests
new Search($("search"), $("suggestions"), (id) => go(viewOf(view, id)));

const filterOf = (wanted) => ({ type: wantedTypes(wanted, types), since: wanted.since, until: wanted.until });
const nameOf = (id) => shown?.graph.nodes.find((node) => node.id === id)?.name ?? id;

function showWelcome(rows) {
  diagram.clear();
  filters.count([]);
  dates.count([]);
  $("welcome").replaceChildren(
    element("h1", {}, "Who does what to whom"),
    element("p", {}, `${plural(stats.evidence, "statement")} from ${plural(stats.articles, "article")}` +
      (stats.first_date ? `, ${stats.first_date} to ${stats.last_date}.` : ".")),
    element("p", {}, "Search for an actor, an agreement, an event or a place, or start with one of these:"),
    element("ul", {}, ...rows.map((row) => element("li", {}, element("a", { class: row.kind, href: viewOf(view, row.id) }, row.name)))));
  $("welcome").hidden = false;
  details.clear();
  document.title = "entente explorer";
}

function legend() {
  const { lines } = colours();
  const used = new Set(diagram.bundles.map(({ quad }) => quad));
  const kinds = new Set(shown.graph.nodes.map(({ type }) => type));
  $("legend").replaceChildren(
    ...ontology.node_types.filter(({ name }) => kinds.has(name)).map(({ name }) => element("span", { class: `badge ${name}` }, name)),
    ...Object.keys(lines).filter((quad) => used.has(quad)).map((quad) =>
      element("span", { class: "sign" }, element("span", { class: `line ${quad.replaceAll(" ", "-")}` }), quad)),
    diagram.bundles.some(({ hypothetical }) => hypothetical) ? element("span", { class: "sign" }, element("span", { class: "line hypothetical" }), "planned or possible") : "");
}

async function fetchDiagram(signal, wanted) {
  const filter = filterOf(wanted);
  const [graph, profile] = await Promise.all([
    ask("graph", { id: wanted.actor, with: wanted.with, nodes: wanted.nodes, depth: wanted.depth, ...filter }, signal),
    ask("actor", { id: wanted.actor, quotes: 0, limit: 1, ...filter }, signal),
  ]);
  return { view: wanted, graph, profile };
}

function drawDiagram() {
  const { graph } = shown;
  $("welcome").hidden = true;
  diagram.show(graph, [view.actor, view.with].filter(Boolean), types, fills);
  filters.count(graph.edges);
  legend();
  diagram.fit(); // the legend takes of its room
}

async function showDetails(signal) {
  if (view.source && view.target) {
    const line = diagram.bundles.find(({ source, target, quad }) => source === view.source && target === view.target && quad === view.quad)
      ?? { source: view.source, target: view.target, quad: view.quad };
    const hidden = new Set(view.hide.split(","));
    const type = [...types.values()].filter(({ name, quad }) => quad === line.quad && !hidden.has(name)).map(({ name }) => name).join(",");
    const answer = await ask("evidence", { source: line.source, target: line.target, type, since: view.since, until: view.until }, signal);
    details.line(view, line, nameOf, answer);
    say(plural(answer.evidence.length, "sentence"));
  } else if (view.with) {
    const answer = await ask("timeline", { id: view.actor, with: view.with, limit: 200, ...filterOf(view) }, signal);
    details.dossier(view, nameOf, shown.graph.edges, answer);
    say(`dossier of ${nameOf(view.actor)} and ${nameOf(view.with)}`);
  } else {
    details.actor(view, shown.profile, shown.graph);
  }
  diagram.select(view);
}

const countMonths = newest(async (signal, wanted) => {
  const { type } = filterOf(wanted);
  dates.count((await ask("activity", { id: wanted.actor, with: wanted.with, type }, signal)).months);
});

const update = newest(async (signal) => {
  const wanted = readView(location.hash);
  view = wanted;
  filters.show(view);
  dates.show(view);
  for (const id of ["save-svg", "save-png"]) $(id).disabled = !view.actor;
  document.body.classList.toggle("started", Boolean(view.actor));
  document.body.classList.add("busy");
  try {
    if (!view.actor) {
      shown = null;
      showWelcome((await ask("rank", { by: "evidence", kind: "state,person,organization", limit: 16 }, signal)).rows);
      return;
    }
    if (!shown || !sameDiagram(shown.view, view)) {
      const counted = !shown || ["actor", "with", "hide"].some((part) => shown.view[part] !== view[part]);
      shown = await fetchDiagram(signal, wanted);
      drawDiagram();
      if (counted) countMonths(wanted).catch(() => dates.count([]));
      document.title = `${nameOf(view.actor)}${view.with ? " and " + nameOf(view.with) : ""} · entente`;
      say(`${nameOf(view.actor)}: ${plural(shown.graph.nodes.length, "node")}, ${plural(diagram.bundles.length, "line")}`);
    }
    await showDetails(signal);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    shown = null;
    diagram.clear();
    details.fail(error);
    say(error.message);
  } finally {
    if (!signal.aborted) {
      document.body.classList.remove("busy");
      document.body.dataset.shown = location.hash; // for tests: what is on the screen
    }
  }
});

async function save(how) {
  if (!shown) return;
  const title = document.title.replace(" · entente", "");
  const span = view.since || view.until ? `${view.since || stats.first_date} to ${view.until || stats.last_date}` : `${stats.first_date} to ${stats.last_date}`;
  const caption = [span, plural(shown.graph.nodes.length, "node"), shown.graph.left_out ? `${shown.graph.left_out} with less evidence left out` : ""].filter(Boolean).join(" · ");
  await how(toSvg(diagram, title, caption), title.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase() || "diagram");
}

watchTheme($("theme"), () => {
  if (shown) diagram.recolour(), legend();
});
matchMedia("print").addEventListener?.("change", () => diagram.fit());
$("save-svg").addEventListener("click", () => save(saveSvg));
$("save-png").addEventListener("click", () => save(savePng));
$("copy-link").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    say("link copied");
  } catch {
    prompt("Link to this view", location.href);
  }
});
$("zoom-in").addEventListener("click", () => diagram.zoom(1.3));
$("zoom-out").addEventListener("click", () => diagram.zoom(1 / 1.3));
$("zoom-fit").addEventListener("click", () => diagram.fit());
$("help-open").addEventListener("click", () => $("help").showModal());
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); $("details").focus(); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  if (event.target.matches("input[type=search], textarea")) return;
  const act = {
    "/": () => $("search").focus(), "?": () => $("help").showModal(),
    "+": () => diagram.zoom(1.3), "-": () => diagram.zoom(1 / 1.3), 0: () => diagram.fit(),
    s: () => save(saveSvg), p: () => save(savePng), t: () => $("theme").click(),
    Escape: () => view.actor && go(viewWith(view, { with: "", source: "", target: "", quad: "" })),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

addEventListener("hashchange", update);
await update();
