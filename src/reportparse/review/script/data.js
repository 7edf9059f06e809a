// The data of the page: an index that is there at once, and documents that are unfolded when they are first looked at.

const index = JSON.parse(document.getElementById("index").textContent);
const opened = new Map();

function bytesOf(letters) {
  const raw = atob(letters);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

async function unfolded(letters) {
  const bytes = bytesOf(letters);
  if (typeof DecompressionStream === "undefined") return new TextDecoder().decode(inflate(bytes));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

// The document with this number, ready for use; the same object each time.
function documentAt(number) {
  if (!opened.has(number)) opened.set(number, openDocument(number));
  return opened.get(number);
}

async function openDocument(number) {
  const block = JSON.parse(document.getElementById(`document-${number}`).textContent);
  const told = typeof block === "string" ? JSON.parse(await unfolded(block)) : block;
  return prepared(number, told);
}

function prepared(number, told) {
  const doc = { number, ...index.documents[number], ...told };
  doc.stretches = stretchesOf(doc).map(([start, text]) => stretch(start, text));
  doc.byId = new Map(doc.statistics.map((s, i) => [s.id, i]));
  doc.parts = new Map();
  doc.statistics.forEach((s, i) => {
    if (s.part_of !== null && doc.byId.has(s.part_of)) {
      const total = doc.byId.get(s.part_of);
      if (!doc.parts.has(total)) doc.parts.set(total, []);
      doc.parts.get(total).push(i);
    }
  });
  doc.findings = new Map(); // figure -> numbers of the findings that speak of it
  index.findings.forEach((finding, n) => {
    for (const [where, figure] of finding.figures) {
      if (where !== number) continue;
      if (!doc.findings.has(figure)) doc.findings.set(figure, []);
      doc.findings.get(figure).push(n);
    }
  });
  const seen = new Map(); // figures that share one place are told apart by their order
  doc.keys = doc.statistics.map((s) => {
    const place = `${s.evidence.start}-${s.evidence.end}`;
    seen.set(place, (seen.get(place) || 0) + 1);
    return `${place}-${seen.get(place)}`;
  });
  return doc;
}

// What there is of the text: all of it; else the sentences around figures; else the figures as printed.
function stretchesOf(doc) {
  if (doc.text !== null) return [[0, doc.text]];
  const pieces = doc.sentences.slice();
  for (const s of doc.statistics) {
    const [start] = s.evidence.sentence;
    const told = doc.sentences.some(([at]) => at === start);
    if (!told) pieces.push([s.evidence.start, s.evidence.text]);
  }
  return pieces.sort((a, b) => a[0] - b[0]);
}

// A piece of the text with a way from offsets in code points, as reports count, to those of JavaScript's strings.
function stretch(start, text) {
  const wide = /[\ud800-\udbff][\udc00-\udfff]/.test(text);
  if (!wide) return { start, text, end: start + text.length, unit: (point) => point - start };
  const units = [];
  let at = 0;
  for (const sign of text) {
    units.push(at);
    at += sign.length;
  }
  units.push(at);
  return { start, text, end: start + units.length - 1, unit: (point) => units[point - start] };
}

// The text between two offsets; null where it was not kept.
function textBetween(doc, start, end) {
  const held = doc.stretches.find((s) => s.start <= start && end <= s.end);
  return held ? held.text.slice(held.unit(start), held.unit(end)) : null;
}

function sentenceOf(doc, s) {
  return textBetween(doc, ...s.evidence.sentence);
}
