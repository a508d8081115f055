// The panel on the right: an actor, the sentences behind a line, or the dossier of two.

import { QUADS, bundleLabel, neighbours } from "./bundles.js";
import { articleLink, counted, element, plural, spoken } from "./dom.js";
import { viewOf, viewWith } from "./view.js";

const MOST_NEIGHBOURS = 60;

const dates = (first, last) => (!first ? "" : first === last || !last ? first : `${first} to ${last}`);

/** A name that leads to its actor. */
const actorLink = (view, { id, name }) => element("a", { href: viewOf(view, id) }, name);

const badge = (type) => element("span", { class: `badge ${type}` }, type);

/** A sentence with its trigger emphasised. */
function sentence(text, trigger) {
  const at = trigger ? text.indexOf(trigger) : -1;
  if (at < 0) return element("q", {}, text);
  return element("q", {}, text.slice(0, at), element("mark", {}, trigger), text.slice(at + trigger.length));
}

function host(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return "";
  }
}

/** Where a sentence stands, as a link where there is an address. */
function origin({ article, title, url }) {
  const name = title || host(url) || article;
  return articleLink(url, name);
}

const status = (negated, modality) =>
  [negated ? "not" : "", modality && modality !== "actual" ? modality : ""].filter(Boolean).join(", ");

const failure = (error) => element("p", { class: "failure" }, error.message);

/** A bar of two colours: how much is co-operation, how much conflict. */
function balance({ cooperation, conflict, structure }, most) {
  const part = (kind, value) => {
    const made = element("span", { class: kind });
    made.style.width = `${(100 * value) / most}%`;
    return made;
  };
  return element("span", { class: "balance", "aria-hidden": "true" },
    part("cooperation", cooperation), part("conflict", conflict), part("structure", structure));
}

export class Details {
  constructor(panel, types) {
    Object.assign(this, { panel, types });
  }

  clear(...content) {
    this.panel.replaceChildren(...content.filter((part) => part !== null));
    this.panel.scrollTop = 0;
  }

  fail(error) {
    this.clear(element("h2", {}, "That did not work"), failure(error));
  }

  /** `profile` as /api/actor gives it, `graph` as /api/graph does. */
  actor(view, profile, graph) {
    const names = new Map(graph.nodes.map((node) => [node.id, node]));
    const { actor } = profile;
    const found = neighbours(graph.edges, this.types, actor.id);
    const most = Math.max(1, ...found.map((n) => n.cooperation + n.conflict + n.structure));
    this.clear(
      element("h2", {}, actor.name, " ", badge(actor.type)),
      element("p", { class: "facts" },
        `in ${plural(profile.articles, "article")}${profile.first_date ? ", " + dates(profile.first_date, profile.last_date) : ""}`,
        profile.wikidata && /^Q\d+$/.test(profile.wikidata)
          ? [" · ", element("a", { href: `https://www.wikidata.org/wiki/${profile.wikidata}`, target: "_blank", rel: "noopener noreferrer" }, profile.wikidata)]
          : null),
      profile.aliases.length ? element("p", { class: "aliases" }, "also: " + profile.aliases.slice(0, 10).join("; ")) : null,
      this.roles(view, profile.roles),
      element("h3", {}, found.length ? "Dealings" : "No dealings pass the filters"),
      element("ul", { class: "neighbours" }, ...found.slice(0, MOST_NEIGHBOURS).map((n) => {
        const other = names.get(n.other) ?? { name: n.other, type: "" };
        const labels = [...n.labels].sort((a, b) => b[1] - a[1]).map(([label, evidence]) => ({ label, evidence }));
        return element("li", {},
          element("a", { class: "pair", href: viewWith(view, { with: n.other, source: "", target: "", quad: "" }), title: `All between ${actor.name} and ${other.name}` },
            element("span", { class: `kind ${other.type}`, "aria-hidden": "true" }),
            element("span", { class: "name" }, other.name), balance(n, most),
            element("span", { class: "note" }, bundleLabel({ labels }, 3, ", "))),
          element("a", { class: "go", href: viewOf(view, n.other), title: `Go to ${other.name}`, "aria-label": `Go to ${other.name}` }, "→"));
      })),
      graph.left_out ? element("p", { class: "facts" }, `${plural(graph.left_out, "node")} with less evidence left out`) : null);
  }

  roles(view, roles) {
    if (!roles.length) return null;
    const shown = roles.slice(0, 12);
    return element("ul", { class: "roles" },
      ...shown.map((role) => element("li", { class: role.ended ? "ended" : "" },
        `${role.ended ? "former " : ""}${role.role || spoken(role.type)} `, role.role ? "of " : "", actorLink(view, role.of),
        role.first_date ? `, ${dates(role.first_date, role.last_date)}` : "")),
      roles.length > shown.length ? element("li", {}, `and ${roles.length - shown.length} more`) : null);
  }

  /** The sentences of one line; `answer` as /api/evidence gives it. */
  line(view, line, names, answer) {
    const from = { id: line.source, name: names(line.source) }, to = { id: line.target, name: names(line.target) };
    this.clear(
      this.back(view),
      element("h2", {}, actorLink(view, from), line.mutual ? " ↔ " : " → ", actorLink(view, to)),
      element("p", { class: "facts" }, element("span", { class: `line ${line.quad.replaceAll(" ", "-")}`, "aria-hidden": "true" }), line.quad,
        line.labels ? ": " + bundleLabel(line, 9, ", ") : ""),
      element("p", {}, element("a", { href: viewWith(view, { actor: from.id, with: to.id, source: "", target: "", quad: "" }) }, "All between the two")),
      element("ol", { class: "sentences" }, ...answer.evidence.map(({ type, quote }) =>
        element("li", {},
          element("p", { class: "when" }, element("time", {}, quote.date || "undated"), " ", element("b", {}, spoken(type)),
            ...this.doubt(status(quote.negated, quote.modality))),
          sentence(quote.text, quote.trigger),
          element("p", { class: "origin" }, origin(quote), quote.article_date ? `, ${quote.article_date}` : "",
            quote.attribution ? [", says ", actorLink(view, quote.attribution)] : null)))),
      answer.left_out ? element("p", { class: "facts" }, `${counted(answer.left_out)} older left out`) : null,
      answer.evidence.length ? null : element("p", {}, "No sentence passes the filters."));
  }

  doubt(text) {
    return text ? [" ", element("span", { class: "doubt" }, text)] : [];
  }

  /** The dossier of two: what is between them by type, then all sentences by date; `answer` of /api/timeline. */
  dossier(view, names, edges, answer) {
    const a = { id: view.actor, name: names(view.actor) }, b = { id: view.with, name: names(view.with) };
    const between = edges.filter(({ source, target }) =>
      (source === a.id && target === b.id) || (source === b.id && target === a.id));
    const quadOf = (edge) => this.types.get(edge.type)?.quad ?? "structure";
    between.sort((x, y) => QUADS.indexOf(quadOf(x)) - QUADS.indexOf(quadOf(y)) || y.evidence - x.evidence);
    const arrow = (edge) => (this.types.get(edge.type)?.symmetric ? "↔" : edge.source === a.id ? "→" : "←");
    let month = "";
    const entries = [];
    for (const row of [...answer.rows].reverse()) {
      if (row.date.slice(0, 7) !== month) {
        month = row.date.slice(0, 7);
        entries.push(element("li", { class: "month" }, month));
      }
      entries.push(element("li", { class: quadOf(row).replaceAll(" ", "-") },
        element("p", { class: "when" }, element("time", {}, row.date), " ",
          element("b", {}, `${row.from} ${spoken(row.type)} ${row.to}`), ...this.doubt(row.status)),
        element("q", {}, row.text),
        element("p", { class: "origin" }, origin(row), row.said_by ? `, says ${row.said_by}` : "")));
    }
    this.clear(
      this.back(view),
      element("h2", {}, actorLink(view, a), " and ", actorLink(view, b)),
      element("table", { class: "between" }, element("caption", {}, "What is between them"),
        element("tbody", {}, ...between.map((edge) => element("tr", {},
          element("th", { scope: "row" }, element("span", { class: `line ${quadOf(edge).replaceAll(" ", "-")}`, "aria-hidden": "true" }), `${arrow(edge)} ${spoken(edge.type)}`),
          element("td", {}, counted(edge.evidence)), element("td", {}, dates(edge.first_date, edge.last_date)))))),
      element("h3", {}, answer.rows.length ? "All by date, the newest first" : "Nothing between them passes the filters"),
      element("ol", { class: "sentences" }, ...entries),
      answer.left_out ? element("p", { class: "facts" }, `${counted(answer.left_out)} earlier left out: narrow the dates to see them`) : null);
  }

  back(view) {
    return element("p", { class: "up" },
      element("a", { href: viewWith(view, { with: "", source: "", target: "", quad: "" }) }, "← back to the actor"));
  }
}
