// The browser's part of passkeys: making one for the own account, showing one to sign in.

async function ask(path, headers) {
    const answer = await fetch(path, { method: "POST", headers, signal: AbortSignal.timeout(15000) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
}

export function isOffered() {
    return typeof PublicKeyCredential === "function" && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

// What became of it, as a key of a text.
export async function add(name, token) {
    if (!isOffered()) return "unsupported";
    const headers = { "X-Antiforgery": token ?? "" };
    try {
        const question = PublicKeyCredential.parseCreationOptionsFromJSON(await ask("/api/v1/account/passkeys/question", headers));
        const credential = await navigator.credentials.create({ publicKey: question });
        const answer = await fetch("/api/v1/account/passkeys", {
            method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify({ name, credential: credential.toJSON() }),
        });
        return answer.ok ? "added" : answer.status === 409 ? "tooMany" : "failed";
    } catch (error) {
        return error.name === "NotAllowedError" || error.name === "AbortError" ? "cancelled" : error.name === "InvalidStateError" ? "present" : "failed";
    }
}

// On the page for signing in: the form is sent once the browser has shown a passkey.
export function offerSignIn(form) {
    if (!isOffered()) return;
    form.hidden = false;
    form.addEventListener("submit", async event => {
        const field = form.querySelector("[name='Passkey.Credential']");
        if (field.value) return;
        event.preventDefault();
        try {
            const question = PublicKeyCredential.parseRequestOptionsFromJSON(await ask("/sign-in/passkey", {}));
            const credential = await navigator.credentials.get({ publicKey: question });
            field.value = JSON.stringify(credential.toJSON());
            form.requestSubmit();
        } catch (error) {
            form.querySelector("[data-passkey-failed]").hidden = false;
        }
    });
}
