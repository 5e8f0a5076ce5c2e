// Opens and closes the browser's own dialogues for Modal.razor.
export function open(dialog) {
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector("[autofocus], .modal-body input:not([type=hidden]), .modal-body select, .modal-body textarea, .modal-body button");
    first?.focus();
}

export function close(dialog) {
    dialog.close();
}
