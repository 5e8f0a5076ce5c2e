"""The toneless readings of Han characters, from the Mandarin fields of Unihan_Readings.txt."""

import re
import unicodedata

from packing import Packer
from ucd import VERSION

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
    # Single readings first, in the order of the syllables, then the others, the frequent ones first: small numbers pack small.
    count = {}
    for group in groups.values():
        count[group] = count.get(group, 0) + 1
    several = sorted((group for group in count if len(group) > 1), key=lambda group: (-count[group], group))
    order = {group: index for index, group in enumerate([(index,) for index in range(len(syllables))] + several)}

    packer = Packer("pinyin/1 " + VERSION)
    packer.number(len(syllables))
    for each in syllables:
        packer.text(each.replace("ê", "e^"))
    packer.number(len(several))
    for group in several:
        packer.number(len(group))
        previous = 0
        for each in group:
            packer.number(each - previous)
            previous = each
    packer.number(len(groups))
    previous = 0
    for code in sorted(groups):
        # The gap is nearly always 1 and would cost a byte each: it stands only where it is not, behind a zero.
        if code - previous != 1:
            packer.number(0)
            packer.number(code - previous)
        packer.number(order[groups[code]] + 1)
        previous = code
    packer.write(path)
    print(f"{len(groups)} characters, {len(syllables)} syllables, {len(several)} sets of several: {' '.join(syllables)}")
