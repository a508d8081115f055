// Makes elements. Text is only ever set as text, never parsed as HTML: names and sentences come from articles
// that anybody may have written.

/** element("a", {class: "x", href: "#", onclick: f}, "text", otherElement) */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A link to an article, or its text where the address is none of the web: javascript: and data: never pass. */
export function articleLink(url, ...children) {
  if (!isWebAddress(url)) return element("span", {}, ...children);
  return element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

export function isWebAddress(url) {
  try {
    return ["http:", "https:"].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

export function say(message) {
  document.getElementById("status").textContent = message;
}

/** 1234567 as "1,234,567" */
export const counted = (number) => number.toLocaleString("en");

export const plural = (number, one, many = one + "s") => `${counted(number)} ${number === 1 ? one : many}`;

/** "negotiates-with" as a reader says it. */
export const spoken = (type) => type.replaceAll("-", " ");
