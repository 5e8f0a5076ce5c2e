// A text with an editor of its own. What is typed is sent as what changed, once a pause is made; what comes from the server takes its
// place only while nothing is under way that the server does not have.
import "./code-editor.css";
import "monaco-editor/esm/vs/editor/browser/coreCommands.js";
import "monaco-editor/esm/vs/editor/contrib/bracketMatching/browser/bracketMatching.js";
import "monaco-editor/esm/vs/editor/contrib/clipboard/browser/clipboard.js";
import "monaco-editor/esm/vs/editor/contrib/comment/browser/comment.js";
import "monaco-editor/esm/vs/editor/contrib/find/browser/findController.js";
import "monaco-editor/esm/vs/editor/contrib/folding/browser/folding.js";
import "monaco-editor/esm/vs/editor/contrib/gotoError/browser/gotoError.js";
import "monaco-editor/esm/vs/editor/contrib/hover/browser/hoverContribution.js";
import "monaco-editor/esm/vs/editor/contrib/indentation/browser/indentation.js";
import "monaco-editor/esm/vs/editor/contrib/linesOperations/browser/linesOperations.js";
import "monaco-editor/esm/vs/editor/contrib/multicursor/browser/multicursor.js";
import "monaco-editor/esm/vs/editor/contrib/smartSelect/browser/smartSelect.js";
import "monaco-editor/esm/vs/editor/contrib/snippet/browser/snippetController2.js";
import "monaco-editor/esm/vs/editor/contrib/suggest/browser/suggestController.js";
import "monaco-editor/esm/vs/editor/contrib/toggleTabFocusMode/browser/toggleTabFocusMode.js";
import "monaco-editor/esm/vs/editor/contrib/wordOperations/browser/wordOperations.js";
import "monaco-editor/esm/vs/basic-languages/yaml/yaml.contribution.js";
import * as monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { configureMonacoYaml } from "monaco-yaml";

const pause = 200;
const longest = 200_000; // of a change in one message, which holds 1 MiB
const patience = 5_000;
const kept = () => `callcenter-text:${location.pathname}`;
const dark = matchMedia("(prefers-color-scheme: dark)");

self.MonacoEnvironment = { getWorker: (_, label) => new Worker(new URL(label === "yaml" ? "./yaml.worker.js" : "./editor.worker.js", import.meta.url)) };

let yaml = null;
const configure = schema => {
    const options = { enableSchemaRequest: false, validate: false, format: false, schemas: [{ fileMatch: ["*"], uri: new URL("/api/v1/norm-set-schema", location.href).href, schema }] };
    yaml ? yaml.update(options) : yaml = configureMonacoYaml(monaco, options);
};

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const paint = () => {
    const theme = document.documentElement.dataset.theme, isDark = theme === "dark" || (theme !== "light" && dark.matches);
    monaco.editor.defineTheme("page", {
        base: isDark ? "vs-dark" : "vs", inherit: true, rules: [],
        colors: { "editor.background": colour("--panel"), "editor.foreground": colour("--text"), "editorLineNumber.foreground": colour("--text-quiet"), "editorWidget.background": colour("--panel-raised") },
    });
    monaco.editor.setTheme("page");
};
dark.addEventListener("change", paint);

// A long change as several, none of which is longer than a message.
const parts = changes => changes.flatMap(change => {
    if (change.text.length <= longest) return [change];
    const all = [];
    for (let at = 0; at < change.text.length; at += longest)
        all.push({ offset: change.offset + at, length: at === 0 ? change.length : 0, text: change.text.slice(at, at + longest) });
    return all;
});

// Where two texts differ, so that what stays keeps the cursor.
const difference = (model, text) => {
    const old = model.getValue();
    let start = 0, end = 0;
    while (start < old.length && start < text.length && old[start] === text[start]) start++;
    while (end < old.length - start && end < text.length - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    return { range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(old.length - end)), text: text.slice(start, text.length - end) };
};

class CodeEditor {
    #page; #model; #editor; #timer = null; #retry = null; #isReplacing = false; #waiting = [];
    #number = 0;      // of the text that the server has put here
    #unheard = [];    // changes since then that the server has not said it has
    #heard = 0;       // how many it has
    #sent = 0;        // how many were sent
    #told = "";       // the text as the server has it, as far as is known

    constructor(host, page, { text, label, schema }) {
        if (schema) configure(JSON.parse(schema));
        paint();
        this.#page = page;
        this.#told = text;
        this.#model = monaco.editor.createModel(text, "yaml");
        this.#editor = monaco.editor.create(host, {
            model: this.#model, ariaLabel: label, automaticLayout: true, contextmenu: false, minimap: { enabled: false }, scrollBeyondLastLine: false, fontSize: 13, tabSize: 2, detectIndentation: false,
            wordWrap: "on", wrappingIndent: "indent", fixedOverflowWidgets: true, quickSuggestions: { strings: true, other: true, comments: false }, wordBasedSuggestions: "off",
            scrollbar: { alwaysConsumeMouseWheel: false }, renderLineHighlight: "none", padding: { top: 8, bottom: 8 },
        });
        this.#model.onDidChangeContent(event => this.#isReplacing || this.#note(event));
        this.#editor.onDidBlurEditorText(() => this.#send());
        this.keep = this.keep.bind(this);
        addEventListener("pagehide", this.keep);
        this.#takeKept();
    }

    // Puts another text in place of what is there, once what was typed has arrived. False where more was typed: then nothing is done.
    async replace(text, number) {
        this.#send();
        if (this.#unheard.length > 0) await new Promise(resolve => this.#waiting.push(resolve));
        if (this.#unheard.length > 0) return false;
        this.#isReplacing = true;
        this.#model.pushEditOperations(this.#editor.getSelections(), [difference(this.#model, text)], () => null);
        this.#isReplacing = false;
        [this.#number, this.#heard, this.#sent, this.#told] = [number, 0, 0, text];
        return true;
    }

    mark(errors) {
        monaco.editor.setModelMarkers(this.#model, "server", errors.map(({ line, column, message }) => {
            const start = this.#model.validatePosition({ lineNumber: Math.max(line, 1), column: Math.max(column, 1) });
            const end = this.#model.getWordAtPosition(start)?.endColumn ?? this.#model.getLineMaxColumn(start.lineNumber);
            return { severity: monaco.MarkerSeverity.Error, startLineNumber: start.lineNumber, startColumn: start.column, endLineNumber: start.lineNumber, endColumn: Math.max(end, start.column + 1), message };
        }));
    }

    show(line, column) {
        this.#editor.revealLineInCenter(line);
        this.#editor.setPosition({ lineNumber: line, column });
        this.#editor.focus();
    }

    dispose() {
        this.#send();
        removeEventListener("pagehide", this.keep);
        clearTimeout(this.#retry);
        this.#editor.dispose();
        this.#model.dispose();
    }

    // What never arrived outlives the page, for the next one that opens the same text.
    keep() {
        if (this.#unheard.length > 0) sessionStorage.setItem(kept(), JSON.stringify({ told: this.#told, text: this.#model.getValue() }));
    }

    #takeKept() {
        const { told, text } = JSON.parse(sessionStorage.getItem(kept()) ?? "{}");
        sessionStorage.removeItem(kept());
        if (told === this.#told) this.#model.pushEditOperations([], [difference(this.#model, text)], () => null);
    }

    #note(event) {
        // Monaco counts every change of one event in the text before it: taken from the last on, none moves another.
        const changes = event.changes.map(({ rangeOffset, rangeLength, text }) => ({ offset: rangeOffset, length: rangeLength, text }));
        this.#unheard.push(...parts(changes.sort((one, other) => other.offset - one.offset)));
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#send(), pause);
    }

    // Sends all that the server has not said it has: it takes each change once, also where it is sent again after a lost connection.
    #send(isAgain = false) {
        clearTimeout(this.#timer);
        let place = isAgain ? this.#heard : this.#sent;
        const number = this.#number, all = this.#unheard.slice(place - this.#heard);
        if (all.length === 0) return;
        this.#sent = place + all.length;
        for (let taken = 0; taken < all.length;) {
            let count = 1, length = all[taken].text.length;
            while (taken + count < all.length && length + all[taken + count].text.length <= longest) length += all[taken + count++].text.length;
            const isWhole = taken + count === all.length, text = isWhole ? this.#model.getValue() : null;
            this.#page.invokeMethodAsync("ChangedAsync", number, place, all.slice(taken, taken + count), isWhole).then(heard => this.#hear(number, heard, text), () => { });
            place += count;
            taken += count;
        }
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#send(true), patience);
    }

    #hear(number, heard, text) {
        if (number !== this.#number || heard <= this.#heard) return;
        this.#unheard.splice(0, heard - this.#heard);
        this.#heard = heard;
        if (text !== null) this.#told = text;
        if (this.#unheard.length > 0) return;
        clearTimeout(this.#retry);
        for (const go of this.#waiting.splice(0)) go();
    }
}

// The sheet is of the page's head: it stays when an editor goes.
const sheet = new URL("./code-editor.css", import.meta.url).href;
const styled = () => new Promise(resolve => {
    if (document.querySelector(`link[href="${sheet}"]`)) return resolve();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet, onload: resolve, onerror: resolve });
    document.head.append(link);
});

export async function open(host, page, options) {
    await styled();
    return new CodeEditor(host, page, options);
}
