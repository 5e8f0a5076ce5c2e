"""The toneless readings of Han characters, from the Mandarin fields of Unihan_Readings.txt."""

import re
import unicodedata

from table_file import TableFile

# kTang is left out: it is the pronunciation of the Tang dynasty.
FIELDS = {"kMandarin", "kHanyuPinyin", "kHanyuPinlu", "kXHC1983", "kTGHZ2013"}
TONES = {"\u0300", "\u0301", "\u0304", "\u030C", "\u0306"}
SYLLABLE = re.compile(r"^(?:[a-zvê]+)$")


def syllable(reading: str) -> str:
    """`lüè` is `lve`: tone marks go, the two dots of ü become the v that keyboards use, the hat of ê stays."""
    marked = "".join(each for each in unicodedata.normalize("NFD", reading.lower()) if each not in TONES)
    plain = unicodedata.normalize("NFC", marked).replace("ü", "v")
    assert SYLLABLE.match(plain), (reading, plain)
    return plain


def spoken_forms(field: str, value: str):
    """The readings in a field, each of which has its own notation (UAX #38)."""
    for item in value.split():
        if field == "kHanyuPinlu":
            yield item.split("(", 1)[0]
        elif ":" in item:
            yield from item.split(":", 1)[1].split(",")
        else:
            assert field == "kMandarin", (field, value)
            yield item


def buckets(group: tuple) -> int:
    """A bit for each syllable of a set, of 64 that they share: `PinyinMatcher` passes over a pair of characters by it."""
    bits = 0
    for each in group:
        bits |= 1 << (each % 63 if each else 63)
    return bits


def write_pinyin(path: str, lines, spoken: set) -> None:
    readings = {}
    for line in lines:
        code, field, value = line.split("\t", 2)
        code = int(code[2:], 16)
        if field in FIELDS and code in spoken:
            readings.setdefault(code, set()).update(syllable(each) for each in spoken_forms(field, value))
    syllables = sorted({each for group in readings.values() for each in group})
    numbers = {each: index for index, each in enumerate(syllables)}
    groups = {code: tuple(sorted(numbers[each] for each in group)) for code, group in readings.items()}
    # Sets of one first, in the order of the syllables, then the others, those of many characters first.
    count = {}
    for group in groups.values():
        count[group] = count.get(group, 0) + 1
    several = sorted((group for group in count if len(group) > 1), key=lambda group: (-count[group], group))
    order = {group: index for index, group in enumerate([(index,) for index in range(len(syllables))] + several)}

    # Set 0 is of characters without a reading: the syllable 0 alone. Syllables and sets are numbered from 1.
    sets = [(0,)] + [tuple(each + 1 for each in group) for group in order]
    starts = [0]
    for group in sets:
        starts.append(starts[-1] + len(group))
    set_of = [0] * (max(groups) + 1)
    for code, group in groups.items():
        set_of[code] = order[group] + 1
    table = TableFile("pinyin 2  15.0.0")
    table.add_paged("H", set_of)
    table.add("H", starts)
    table.add("H", [each for group in sets for each in group])
    table.add("Q", [buckets(group) for group in sets])
    table.add("B", " ".join(["-"] + syllables).replace("ê", "e^").encode("ascii"))
    table.write(path)
    print(f"{len(groups)} characters, {len(syllables)} syllables, {len(several)} sets of several: {' '.join(syllables)}")
