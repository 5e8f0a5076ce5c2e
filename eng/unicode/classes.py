"""The class of each UTF-16 unit for the fast path; the names and numbers are those of `CharacterClass` in Qa.Rules."""

from properties import CJK, CHANGES, DROPPED, HAS_LOWER, JOINS, LETTER_MARK_OR_NUMBER, Normalisation, within

(CJK_CHARACTER, WORD, WORD_PLUS_32, FULL_WIDTH, FULL_WIDTH_UPPER, SEPARATOR, DROPPED_CHARACTER,
 REPLACED, SURROGATE, GENERAL) = range(10)

FULL_WIDTH_OFFSET = 0xFEE0
CASE_OFFSET = 32


def unit_classes(normalisation: Normalisation) -> list:
    return [SURROGATE if 0xD800 <= unit <= 0xDFFF else classify(normalisation, unit) for unit in range(0x10000)]


def classify(normalisation: Normalisation, unit: int) -> int:
    properties = normalisation.properties[unit]
    if properties & JOINS:
        return GENERAL
    if properties & CHANGES:
        return classify_changing(normalisation, unit)
    if properties & DROPPED:
        return DROPPED_CHARACTER
    if not properties & LETTER_MARK_OR_NUMBER:
        return SEPARATOR
    if properties & HAS_LOWER:
        return classify_replaced(unit, normalisation.lower[unit])
    return CJK_CHARACTER if within(unit, CJK) else WORD


def classify_changing(normalisation: Normalisation, unit: int) -> int:
    parts = normalisation.decomposition[unit]
    if len(parts) == 1 and normalisation.properties[parts[0]] & LETTER_MARK_OR_NUMBER:
        return classify_replaced(unit, normalisation.lower.get(parts[0], parts[0]))
    if any(normalisation.properties[part] & (LETTER_MARK_OR_NUMBER | DROPPED | JOINS) for part in parts):
        return GENERAL
    return SEPARATOR


def classify_replaced(unit: int, by: int) -> int:
    if by > 0xFFFF:
        return GENERAL
    if not within(by, CJK):
        named = {CASE_OFFSET: WORD_PLUS_32, -FULL_WIDTH_OFFSET: FULL_WIDTH, CASE_OFFSET - FULL_WIDTH_OFFSET: FULL_WIDTH_UPPER}
        if by - unit in named:
            return named[by - unit]
    return REPLACED
