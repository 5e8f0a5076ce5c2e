// What belongs to the document and not to a page: the navigation's width, menus, the palette, the lost connection, kept drafts.
import { keepDrafts, tellAgain } from "./drafts.js";
import { offerSignIn } from "./passkeys.js";

const narrow = "callcenter-nav";

function setNav(isNarrow) {
    document.documentElement.toggleAttribute("data-nav-narrow", isNarrow);
    localStorage.setItem(narrow, isNarrow ? "narrow" : "wide");
    document.querySelector("[data-toggle-nav]")?.setAttribute("aria-expanded", String(!isNarrow));
}

document.documentElement.toggleAttribute("data-nav-narrow", localStorage.getItem(narrow) === "narrow");

function openPalette() {
    const palette = document.querySelector("[data-palette]");
    if (!palette || palette.open) return;
    palette.showModal();
    const field = palette.querySelector("[data-palette-field]");
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
}

document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openPalette();
    } else if (event.key === "Escape") {
        for (const menu of document.querySelectorAll("[data-menu][open]")) {
            menu.removeAttribute("open");
            menu.querySelector("summary")?.focus();
        }
        document.documentElement.removeAttribute("data-nav-open");
    } else if (event.target.matches?.("[data-palette-field]") && ["ArrowDown", "ArrowUp"].includes(event.key)) {
        event.preventDefault(); // the caret stays where it is
    } else if (event.target.matches?.("[data-palette-field]") && event.key === "Enter") {
        event.target.closest("dialog").close();
    }
});

document.addEventListener("click", event => {
    const target = event.target.closest?.("[data-toggle-nav], [data-open-palette], [data-palette] [role=option], [data-reconnect], .nav-link");
    if (target?.matches("[data-open-palette]")) openPalette();
    else if (target?.matches("[data-reconnect]")) location.reload();
    else if (target?.matches("[role=option]")) target.closest("dialog").close();
    else if (target?.matches(".nav-link")) document.documentElement.removeAttribute("data-nav-open");
    else if (target?.matches("[data-toggle-nav]")) {
        // On a telephone it is drawn over the page, elsewhere beside it.
        if (matchMedia("(max-width: 800px)").matches) document.documentElement.toggleAttribute("data-nav-open");
        else setNav(!document.documentElement.hasAttribute("data-nav-narrow"));
    }
    for (const menu of document.querySelectorAll("[data-menu][open]"))
        if (!menu.contains(event.target)) menu.removeAttribute("open");
    if (event.target.matches?.("[data-palette]")) event.target.close(); // beside it
});

// A circuit that the server no longer knows cannot be resumed: the page is loaded again, and takes its drafts.
document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", event => {
    const dialog = event.currentTarget;
    if (event.detail.state === "show" && !dialog.open) dialog.showModal();
    else if (event.detail.state === "hide") {
        dialog.close();
        tellAgain();
    }
    else if (event.detail.state === "rejected") location.reload();
});

for (const form of document.querySelectorAll("form[data-passkey]")) offerSignIn(form);

keepDrafts();
