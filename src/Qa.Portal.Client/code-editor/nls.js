// Takes the place of monaco-editor/esm/vs/nls.js: gives the texts of Monaco in the page's language, where they are known.
import { chinese } from "./texts.js";

const texts = new Map(document.documentElement.lang.startsWith("zh") ? Object.entries(chinese) : []);

const format = (message, args) => message.replace(/\{(\d+)\}/g, (found, place) => args[place] ?? found);

export const localize = (_, message, ...args) => format(texts.get(message) ?? message, args);

export const localize2 = (key, message, ...args) => ({ value: localize(key, message, ...args), original: format(message, args) });

export const getNLSLanguage = () => undefined;

export const getNLSMessages = () => undefined;

export const getConfiguredDefaultLocale = () => undefined;
