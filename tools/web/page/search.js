// Search as you type: a combobox with a list of suggestions (WAI-ARIA's pattern of that name).

import { ask, newest } from "./api.js";
import { element, plural, say } from "./dom.js";

export class Search {
  /** `chosen` is called with the id of what was picked. */
  constructor(input, list, chosen) {
    Object.assign(this, { input, list, chosen, active: -1, found: [] });
    this.look = newest(async (signal, typed) => (await ask("search", { q: typed, limit: 8 }, signal)).candidates);
    input.addEventListener("input", () => this.update());
    input.addEventListener("focus", () => input.value && this.update());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  async update() {
    const typed = this.input.value.trim();
    if (!typed) return this.close();
    try {
      const found = await this.look(typed);
      if (found === undefined || this.input.value.trim() !== typed) return;
      this.found = found;
      this.show(typed);
    } catch (error) {
      this.list.replaceChildren(element("li", { class: "none", role: "option", "aria-disabled": "true" }, error.message));
      this.open();
    }
  }

  show(typed) {
    this.active = this.found.length ? 0 : -1;
    this.list.replaceChildren(
      ...this.found.map((candidate, i) =>
        element("li",
          { id: `suggestion-${i}`, role: "option", "aria-selected": String(i === this.active),
            onmousedown: (event) => { event.preventDefault(); this.pick(i); } },
          element("span", { class: `kind ${candidate.type}`, "aria-hidden": "true" }),
          element("span", { class: "name" }, candidate.name),
          element("span", { class: "note" }, `${candidate.type}, ${plural(candidate.articles, "article")}`))),
    );
    if (!this.found.length)
      this.list.append(element("li", { class: "none", role: "option", "aria-disabled": "true" }, `nothing here goes by the name of “${typed}”`));
    say(plural(this.found.length, "suggestion"));
    this.open();
  }

  open() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  mark() {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    if (this.active >= 0) this.input.setAttribute("aria-activedescendant", `suggestion-${this.active}`);
  }

  key(event) {
    const many = this.found.length;
    if (event.key === "Escape") {
      this.close();
      this.input.blur();
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.pick(this.active);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many && !this.list.hidden) {
      event.preventDefault();
      this.active = (this.active + (event.key === "ArrowDown" ? 1 : many - 1)) % many;
      this.mark();
    }
  }

  pick(i) {
    const { id } = this.found[i];
    this.input.value = "";
    this.close();
    this.input.blur();
    this.chosen(id);
  }
}
