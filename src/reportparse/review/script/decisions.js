// What was decided, by whom and when. Kept in this browser where it lets us; a page that cannot keep it says so.

const MEMORY = `reportparse-review:${index.name}`;
const NAME = "reportparse-review-name";

const decisions = new Map(); // "document sha256 place" -> decision
const strays = []; // decisions of a loaded file that no figure here answers to: kept for the next download
let who = "";
let memory = true;
const unsaved = new Set();

function keyOf(doc, figure) {
  return JSON.stringify([doc.document, doc.sha256, doc.keys[figure]]);
}

function decisionOn(doc, figure) {
  return decisions.get(keyOf(doc, figure)) || null;
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    memory = false;
    return null;
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    memory = false;
  }
}

function recall() {
  who = remembered(NAME) || "";
  try {
    const kept = JSON.parse(remembered(MEMORY) || "[]");
    for (const [key, decision, sent] of kept) {
      decisions.set(key, decision);
      if (!sent) unsaved.add(key);
    }
  } catch {
    // What another program wrote under our name is no reason to stop.
  }
}

function keep() {
  remember(MEMORY, JSON.stringify([...decisions].map(([key, decision]) => [key, decision, !unsaved.has(key)])));
}

// This page's own decisions: the same browser may hold those of other states of the dataset under this name.
function ownDecisions() {
  const here = new Set(index.documents.map((d) => JSON.stringify([d.document, d.sha256])));
  return [...decisions]
    .filter(([key]) => here.has(JSON.stringify(JSON.parse(key).slice(0, 2))))
    .map(([, decision]) => decision);
}

function reviewedIn(number) {
  const { document: name, sha256 } = index.documents[number];
  const head = JSON.stringify([name, sha256]).slice(0, -1);
  let count = 0;
  for (const key of decisions.keys()) if (key.startsWith(`${head},`)) count += 1;
  return count;
}

// Ask for the name once; the promise gives false where the question was put aside.
function askName(always = false) {
  if (who && !always) return Promise.resolve(true);
  const dialog = by("name-dialog");
  by("name-input").value = who;
  dialog.showModal();
  by("name-input").focus();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      const given = by("name-input").value.trim();
      const agreed = dialog.returnValue === "ok" && given !== "";
      dialog.returnValue = "";
      if (agreed) {
        who = given;
        remember(NAME, who);
      }
      resolve(agreed);
    };
  });
}

// Whole seconds, as the patch has them.
function now() {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}

async function decide(doc, figure, action, changes = null, note = "") {
  if (!(await askName())) return false;
  const s = doc.statistics[figure];
  const decision = {
    document: doc.document,
    sha256: doc.sha256,
    statistic: s.id,
    quotation: quotationOf(doc, s),
    action,
    ...(action === "edit" ? { changes } : {}),
    read: readingOf(doc, s),
    note,
    who,
    when: now(),
  };
  decisions.set(keyOf(doc, figure), decision);
  unsaved.add(keyOf(doc, figure));
  keep();
  return true;
}

function undo(doc, figure) {
  decisions.delete(keyOf(doc, figure));
  unsaved.delete(keyOf(doc, figure));
  keep();
}
