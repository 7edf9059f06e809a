// The keyboard: j k a e x u, / to search, [ ] for documents, ? for help. Letters do nothing while someone writes.

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => decideHere("accept"),
  x: () => decideHere("reject"),
  e: () => openForm(),
  u: () => undoHere(),
  "/": () => {
    view("lists");
    by("query").focus();
    by("query").select();
  },
  "[": () => openDocumentAt(state.number - 1),
  "]": () => openDocumentAt(state.number + 1),
  "?": () => help(),
};

function writing(target) {
  return target.closest("input, select, textarea, dialog") !== null;
}

function onKey(event) {
  if (event.key === "Escape") return escape();
  if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return undefined;
  const act = KEYS[event.key];
  if (!act || document.querySelector("dialog[open]")) return undefined;
  event.preventDefault();
  return act();
}

function escape() {
  closeMenus();
  if (by("edit")) closeForm();
  else if (document.activeElement === by("query")) by("query").blur();
}

function help() {
  const keys = [["j · k", "help_next"], ["a", "help_accept"], ["e", "help_edit"], ["x", "help_reject"], ["u", "help_undo"], ["/", "help_search"],
    ["[ · ]", "help_documents"], ["Esc", "help_escape"], ["?", "help_this"]];
  put(by("help-dialog"),
    node("h2", { id: "help-title" }, t("help_title")),
    node("dl", { class: "keys" }, keys.flatMap(([key, words]) => [node("dt", {}, key.split(" ").map((k) => (k === "·" ? " " : node("kbd", {}, k)))), node("dd", {}, t(words))])),
    node("p", {}, t("help_about")),
    node("p", { class: "buttons" }, button(t("close"), { class: "primary", onclick: () => by("help-dialog").close() })));
  by("help-dialog").showModal();
}
