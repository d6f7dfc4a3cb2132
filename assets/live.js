// One stream of hints for all tabs of a browser. A tab says "hello /events" when it comes and "bye" when it goes;
// it is told "open", "down", "out", "ping", "resync" and "hint {…}". The stream resumes after the last line it was told of.

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
// Twice and a half the server's silence between two pings.
const SILENCE = 60_000;

const tabs = new Set();
let address = "";
let source = null;
let isOpen = false;
let isOut = false;
let seq = "";
let wait = FIRST_WAIT;
let retry = 0;
let watch = 0;

function tell(text) {
  for (const tab of tabs) tab.postMessage(text);
}

function heard() {
  clearTimeout(watch);
  watch = setTimeout(lost, SILENCE);
}

function close() {
  clearTimeout(watch);
  clearTimeout(retry);
  retry = 0;
  source?.close();
  source = null;
  isOpen = false;
}

function lost() {
  close();
  if (tabs.size === 0) return;
  if (!isOut) tell("down");
  ask();
  // A little apart, so that all browsers do not come back in the same moment.
  retry = setTimeout(connect, wait * (0.75 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

// An EventSource does not say why it was refused. Whoever signs in again, in any tab, is found by the next try.
async function ask() {
  const tried = source;
  try {
    const answer = await fetch(address, { method: "HEAD" });
    if (answer.status === 401 && source === tried && tabs.size > 0) {
      isOut = true;
      tell("out");
    }
  } catch {
    // Nobody answers: that was said already.
  }
}

function connect() {
  close();
  // A new EventSource cannot send Last-Event-ID; the address says it.
  source = new EventSource(seq === "" ? address : `${address}?after=${seq}`);
  source.onopen = () => {
    isOpen = true;
    isOut = false;
    wait = FIRST_WAIT;
    heard();
    tell("open");
  };
  source.onerror = lost;
  for (const name of ["hint", "resync", "ping"]) {
    source.addEventListener(name, (event) => {
      heard();
      if (event.lastEventId) seq = event.lastEventId;
      tell(name === "hint" ? `hint ${event.data}` : name);
    });
  }
  heard();
}

self.onconnect = (event) => {
  const tab = event.ports[0];
  tab.onmessage = ({ data }) => {
    if (data === "bye") {
      tabs.delete(tab);
      if (tabs.size === 0) close();
      return;
    }
    if (!String(data).startsWith("hello ") || tabs.has(tab)) return;
    tabs.add(tab);
    address = data.slice("hello ".length);
    if (isOpen) tab.postMessage("open");
    else if (isOut) tab.postMessage("out");
    if (!isOpen && source === null && retry === 0) connect();
  };
};
