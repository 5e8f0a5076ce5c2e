// A tree that is changed: what js/tree.js does, and keys and dragging that ask the page for a change.
import { attach as attachTree, focusItem } from "./tree.js";

const itemOf = node => node.closest?.("[role=treeitem]");
const withAlt = { ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Out", ArrowRight: "In" };

const actionOf = event => {
    const command = event.ctrlKey || event.metaKey, key = event.key.toLowerCase();
    if (event.altKey && !command) return withAlt[event.key];
    if (command && key === "z") return event.shiftKey ? "Redo" : "Undo";
    if (command && key === "y") return "Redo";
    if (command && key === "d") return "Copy";
    if (command || event.altKey) return null;
    return { Delete: "Delete", Insert: event.shiftKey ? "AddCategory" : "AddNorm", F2: "Rename", ".": "Enable" }[event.key];
};

export function focusNode(tree, path) {
    const item = tree.querySelector(`[data-path="${CSS.escape(path)}"]`);
    if (item) focusItem(tree, item);
}

// After nodes came or went one of them is in the tab order all the same.
export function keepTabStop(tree) {
    if (tree.querySelector("[role=treeitem][tabindex='0']")) return;
    const item = tree.querySelector("[aria-selected=true]") ?? tree.querySelector("[role=treeitem]");
    if (item) item.tabIndex = 0;
}

export function attach(tree, page) {
    attachTree(tree);
    tree.addEventListener("click", event => {
        if (!event.target.closest(".norm-name") || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        page.invokeMethodAsync("Ask", "Choose", itemOf(event.target).dataset.path, "");
    });
    tree.addEventListener("keydown", event => {
        const item = itemOf(event.target), action = item && actionOf(event);
        if (!action) return;
        event.preventDefault();
        event.stopPropagation();
        if (action === "Rename") {
            item.querySelector(".norm-name").click();
            setTimeout(() => document.querySelector(".norm-form [name=name]")?.select(), 200);
        } else {
            page.invokeMethodAsync("Ask", action, item.dataset.path, "");
        }
    });

    let dragged = null, marked = null;
    const unmark = () => { marked?.classList.remove("drop-before", "drop-after", "drop-inside"); marked = null; };
    const placeAt = event => {
        const item = itemOf(event.target);
        if (!dragged || !item || item === dragged || dragged.contains(item)) return null;
        const row = item.querySelector(".norm-row").getBoundingClientRect(), share = (event.clientY - row.top) / row.height;
        const isCategory = item.hasAttribute("aria-expanded");
        return { item, action: isCategory && share > 0.25 && share < 0.75 ? "Inside" : share < 0.5 ? "Before" : "After" };
    };
    tree.addEventListener("dragstart", event => {
        dragged = itemOf(event.target);
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", dragged.dataset.path);
    });
    tree.addEventListener("dragover", event => {
        unmark();
        const place = placeAt(event);
        if (!place) return;
        event.preventDefault();
        marked = place.item;
        marked.classList.add(`drop-${place.action.toLowerCase()}`);
    });
    tree.addEventListener("dragleave", unmark);
    tree.addEventListener("dragend", () => { unmark(); dragged = null; });
    tree.addEventListener("drop", event => {
        const place = placeAt(event);
        unmark();
        if (!place) return;
        event.preventDefault();
        page.invokeMethodAsync("Ask", place.action, dragged.dataset.path, place.item.dataset.path);
        dragged = null;
    });
}
