// Nodes. Whatever a document or a person says goes in as text; nothing here takes HTML.

const by = (id) => document.getElementById(id);

function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  fill(made, attributes, children);
  return made;
}

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(made, attributes, children);
  return made;
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

function button(label, attributes = {}, ...children) {
  return node("button", { type: "button", ...attributes }, label, ...children);
}

function put(place, ...children) {
  place.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

let toasting = 0;
function say(message) {
  by("toast").textContent = message;
  by("toast").classList.add("shown");
  clearTimeout(toasting);
  toasting = setTimeout(() => by("toast").classList.remove("shown"), 5000);
}
