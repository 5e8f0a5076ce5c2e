"""What normalisation asks of each code point. The names are those of `CharacterProperties` in Qa.Rules, which says why."""

from ucd import CODE_POINTS, UnicodeData

CJK = [(0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)]
VARIATION_SELECTORS = [(0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]
HANGUL_VOWELS = range(0x1161, 0x1176)
HANGUL_TRAILS = range(0x11A8, 0x11C3)

LETTER_MARK_OR_NUMBER, DROPPED, HAN, HAS_LOWER, JOINS, DECOMPOSES, CHANGES = 3, 4, 8, 16, 32, 64, 128


def within(code: int, ranges: list) -> bool:
    return any(first <= code <= last for first, last in ranges)


class Normalisation:
    """The data of UnicodeData.txt, as norm-tree.md §2 uses it."""

    def __init__(self, data: UnicodeData, han: set, excluded: set):
        self.data = data
        self.lower = {code: to for code, to in data.lower.items() if code != 0x130}  # the page: U+0130 stays
        # What the reader relies on: a mapping keeps the number of UTF-16 units, and lower case is lower already.
        assert all((code > 0xFFFF) == (to > 0xFFFF) and to not in self.lower for code, to in self.lower.items())
        self.composition = {
            (pair[0], pair[1]): code
            for code, pair in data.canonical.items() if len(pair) == 2 and code not in excluded
        }
        self.decomposition = {code: data.full_decomposition(code) for code in set(data.canonical) | set(data.compatible)}
        self._composites = set(self.composition.values())
        self._seconds = {second for _, second in self.composition} | set(HANGUL_VOWELS) | set(HANGUL_TRAILS)
        self.properties = [self._properties(code, han) for code in range(CODE_POINTS)]

    def joins(self, code: int) -> bool:
        first = self.decomposition.get(code, [code])[0]
        return any(self.data.combining_class[each] != 0 or each in self._seconds for each in (code, first))

    def changes(self, code: int) -> bool:
        """A primary composite is its own NFKC, unless what it is made of has a compatibility decomposition."""
        if code not in self.decomposition:
            return False
        return not (code in self._composites and self.decomposition[code] == self._canonical_decomposition(code))

    def _canonical_decomposition(self, code: int) -> list:
        mapping = self.data.canonical.get(code)
        if mapping is None:
            return [code]
        return self.data.ordered([part for each in mapping for part in self._canonical_decomposition(each)])

    def _properties(self, code: int, han: set) -> int:
        category = self.data.category[code]
        value = {"L": 1, "M": 2, "N": 3}.get(category[0], 0)
        if category == "Cf" or within(code, VARIATION_SELECTORS):
            value |= DROPPED
        if code in han and category[0] in "LN" and within(code, CJK):
            value |= HAN
        if code in self.lower:
            value |= HAS_LOWER
        if self.joins(code):
            value |= JOINS
        if code in self.decomposition:
            value |= DECOMPOSES
        if self.changes(code):
            value |= CHANGES
        return value
