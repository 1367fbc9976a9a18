/*
 * The page that shows sealed text, in a frame without an origin: it tells its height, and saves a draft.
 *
 * The page around it hears how high the frame is and whether words are unsaved, and never a word of them.
 */
(() => {
    "use strict";
    const QUIET = 1000; // ms without a key, then it is saved
    const AGAIN = 5000; // ms until it is tried again
    const MOST_KEPT_ALIVE = 20000; // the browser takes 64 kB of such requests, and a letter has up to three bytes
    document.documentElement.dataset.theme = location.hash.slice(1); // as the page around: light, dark, or not said
    const tell = (said) => parent.postMessage({ casecon: said }, "*");

    const higher = () => tell({ height: Math.ceil(document.body.getBoundingClientRect().height) });
    new ResizeObserver(higher).observe(document.body);
    higher(); // below the fold a browser observes nothing yet
    addEventListener("message", (event) => event.source === parent && event.data === "casecon_height" && higher());

    const box = document.querySelector("textarea");
    if (!box) {
        return;
    }
    const choice = document.querySelector("select"); // the kind of an item, which is sealed with its words
    const status = document.querySelector("[role=status]");
    const copy = document.querySelector("button");
    const words = status.dataset;
    let revision = Number(box.dataset.revision);
    let kept = typed();
    let sending = null; // what was sent, until it is answered: sent again as it was, the server knows it again
    let closed = false; // this page cannot save any more: its words can be copied
    let timer = 0;
    let turn = Promise.resolve();

    function typed() {
        return JSON.stringify(choice ? { text: box.value, kind: choice.value } : { text: box.value });
    }
    const isUnsaved = () => typed() !== kept;
    const later = (wait) => {
        clearTimeout(timer);
        timer = setTimeout(save, wait);
    };
    const save = () => (turn = turn.then(saveOnce));

    async function saveOnce() {
        clearTimeout(timer);
        if (closed || !isUnsaved()) {
            return;
        }
        sending ||= { revision, typed: typed() };
        status.textContent = words.saving;
        const { answer, saved } = await sent(sending);
        if (saved) {
            kept = sending.typed;
            revision = answer.revision;
            const now = new Date().toLocaleTimeString(document.documentElement.lang, {
                hour: "2-digit",
                minute: "2-digit",
                hour12: false,
            });
            status.textContent = words.saved.replace("{time}", now);
        } else if (answer) {
            closed = answer.closed;
            status.textContent = answer.sentence;
            copy.hidden = !closed;
        } else {
            status.textContent = words.waiting;
            later(AGAIN);
        }
        sending = answer ? null : sending;
        if (saved && isUnsaved()) {
            later(QUIET);
        }
        tell({ unsaved: isUnsaved() });
    }

    /** What the server says; nothing where it cannot be reached, or has troubles of its own. */
    async function sent({ revision: over, typed: draft }) {
        const body = JSON.stringify({ revision: over, ...JSON.parse(draft) });
        try {
            const response = await fetch(box.dataset.address, {
                method: "POST",
                headers: { Authorization: `Bearer ${box.dataset.token}`, "Content-Type": "text/plain" },
                body,
                keepalive: body.length < MOST_KEPT_ALIVE, // it arrives, also where the page around is left meanwhile
                signal: AbortSignal.timeout(20000),
            });
            return response.status < 500 ? { answer: await response.json(), saved: response.ok } : {};
        } catch {
            return {};
        }
    }

    function grow() {
        box.style.height = "auto";
        box.style.height = `${box.scrollHeight + 2}px`;
    }

    choice?.addEventListener("change", save);
    box.addEventListener("input", () => {
        grow();
        tell({ unsaved: isUnsaved() });
        if (!closed) {
            status.textContent = sending ? status.textContent : "";
            later(QUIET);
        }
    });
    box.addEventListener("blur", save);
    copy.addEventListener("click", () => {
        box.select();
        document.execCommand("copy");
        status.textContent = words.copied;
    });
    addEventListener("online", save);
    addEventListener("focus", () => box.focus());
    addEventListener("message", async (event) => {
        if (event.source === parent && event.data === "casecon_save") {
            await save();
            tell({ unsaved: isUnsaved(), settled: true });
        }
    });
    box.setSelectionRange(box.value.length, box.value.length);
    grow();
})();
