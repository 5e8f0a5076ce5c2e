#!/usr/bin/env python3
"""Makes the tables that Qa.Rules embeds from Debian's `unicode-data` 15.0.0 package.

    eng/unicode/make_tables.py [folder of the data files, default /usr/share/unicode]

The result is committed, so nobody needs this to build or test. It is kept so that anyone can check where the tables come
from, and so that another version of Unicode is a decision (a new norm-tree schema) and an hour, not a week.
"""

import gzip
import os
import sys

from packing import Packer, runs
from pinyin import write_pinyin
from ucd import CODE_POINTS, VERSION, UnicodeData, lines, property_set

LETTER, MARK, NUMBER, DROPPED, HAN = 1, 2, 3, 4, 8
CJK = [(0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)]
VARIATION_SELECTORS = [(0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]


def within(code: int, ranges: list) -> bool:
    return any(first <= code <= last for first, last in ranges)


def write_properties(packer: Packer, data: UnicodeData, han: set) -> None:
    values = []
    for code in range(CODE_POINTS):
        category = data.category[code]
        value = {"L": LETTER, "M": MARK, "N": NUMBER}.get(category[0], 0)
        if category == "Cf" or within(code, VARIATION_SELECTORS):
            value |= DROPPED
        if code in han and category[0] in "LN" and within(code, CJK):
            value |= HAN
        values.append(value)
    packed = runs(values)
    packer.number(len(packed))
    for length, value in packed:
        packer.number(length)
        packer.number(value)


def write_combining_classes(packer: Packer, data: UnicodeData) -> None:
    packed = runs(data.combining_class)
    packer.number(len(packed))
    for length, value in packed:
        packer.number(length)
        packer.number(value)


def write_lower(packer: Packer, data: UnicodeData) -> None:
    lower = {code: to for code, to in data.lower.items() if code != 0x130}  # the page: U+0130 stays
    # What the reader relies on: a mapping never leaves its plane's UTF-16 length, and lower case is lower already.
    assert all((code > 0xFFFF) == (to > 0xFFFF) and to not in lower for code, to in lower.items())
    packer.number(len(lower))
    previous = 0
    for code in sorted(lower):
        packer.number(code - previous)
        packer.signed(lower[code] - code)
        previous = code


def compositions(folder: str, data: UnicodeData) -> dict:
    excluded = property_set(folder, "DerivedNormalizationProps.txt", "Full_Composition_Exclusion")
    return {(pair[0], pair[1]): code for code, pair in data.canonical.items() if len(pair) == 2 and code not in excluded}


def write_decompositions(packer: Packer, data: UnicodeData, pairs: dict) -> None:
    composites = set(pairs.values())
    codes = sorted(set(data.canonical) | set(data.compatible))
    packer.number(len(codes))
    previous = 0
    for code in codes:
        full = data.full_decomposition(code)
        # A primary composite is its own NFKC, unless what it is made of has a compatibility decomposition.
        stays = code in composites and full == canonical_decomposition(data, code)
        packer.number(code - previous)
        packer.number(len(full) * 2 + stays)
        for part in full:
            packer.signed(part - code)
        previous = code


def canonical_decomposition(data: UnicodeData, code: int) -> list:
    mapping = data.canonical.get(code)
    if mapping is None:
        return [code]
    return data.ordered([part for each in mapping for part in canonical_decomposition(data, each)])


def write_compositions(packer: Packer, pairs: dict) -> None:
    packer.number(len(pairs))
    previous = 0
    for first, second in sorted(pairs):
        packer.number(first - previous)
        packer.number(second)
        packer.signed(pairs[first, second] - first)
        previous = first


def copy_normalisation_test(folder: str, target: str) -> None:
    import bz2
    with bz2.open(os.path.join(folder, "NormalizationTest.txt.bz2")) as source:
        text = source.read()
    with open(target, "wb") as file, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as packed:
        packed.write(text)
    print(f"{target}: {os.path.getsize(target)} bytes")


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    matching = os.path.join(root, "src", "Qa.Rules", "Matching")
    data = UnicodeData(folder)
    han = property_set(folder, "Scripts.txt", "Han")
    pairs = compositions(folder, data)
    packer = Packer("unicode/1 " + VERSION)
    write_properties(packer, data, han)
    write_combining_classes(packer, data)
    write_lower(packer, data)
    write_decompositions(packer, data, pairs)
    write_compositions(packer, pairs)
    packer.write(os.path.join(matching, "Unicode", "unicode-15.0.bin"))
    decomposing = set(data.canonical) | set(data.compatible)
    spoken = {code for code in han if code not in decomposing and data.category[code][0] in "LN" and within(code, CJK)}
    write_pinyin(os.path.join(matching, "Pinyin", "pinyin-15.0.bin"), lines(folder, "Unihan_Readings.txt.bz2"), spoken)
    copy_normalisation_test(folder, os.path.join(root, "tests", "Qa.Rules.Tests", "Data", "NormalizationTest-15.0.txt.gz"))


if __name__ == "__main__":
    main()
