// Keeps what is typed into forms that carry data-draft, in this browser window alone, until the form goes from its page: it was saved,
// or left on purpose. Where the page itself goes, by a lost connection or a reload, the fields are filled again when the same form (its
// data-draft names what is edited) is opened, and the page hears of it as if it had been typed. Passwords are never kept.
const prefix = "callcenter-draft:";

const keyOf = form => `${prefix}${location.pathname}:${form.dataset.draft}`;

const fieldsOf = form => [...form.elements].filter(field => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type));

function store(form) {
    const values = {};
    for (const field of fieldsOf(form)) values[field.name] = field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
    sessionStorage.setItem(keyOf(form), JSON.stringify(values));
}

function restore(form) {
    form.dataset.draftSeen = "";
    const kept = sessionStorage.getItem(keyOf(form));
    if (!kept) return;
    const values = JSON.parse(kept);
    for (const field of fieldsOf(form)) {
        if (!(field.name in values)) continue;
        const isChoice = field.type === "checkbox" || field.type === "radio";
        if ((isChoice ? field.checked : field.value) === values[field.name]) continue;
        if (isChoice) field.checked = values[field.name];
        else field.value = values[field.name];
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
    }
}

// What is typed while there is no connection stands in the fields, and the page never hears of it: after it is back, it is told.
export function tellAgain() {
    for (const form of document.querySelectorAll("form[data-draft]"))
        for (const field of fieldsOf(form))
            for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}

export function keepDrafts() {
    for (const kind of ["input", "change"])
        document.addEventListener(kind, event => {
            const form = event.target.closest?.("form[data-draft]");
            if (form && event.isTrusted) store(form);
        });
    new MutationObserver(changes => {
        for (const change of changes)
            for (const gone of change.removedNodes)
                if (gone instanceof Element && !gone.isConnected)
                    for (const form of [gone, ...gone.querySelectorAll("form[data-draft]")])
                        if (form.matches("form[data-draft]")) sessionStorage.removeItem(keyOf(form));
        for (const form of document.querySelectorAll("form[data-draft]:not([data-draft-seen])")) restore(form);
    }).observe(document.body, { childList: true, subtree: true });
}
