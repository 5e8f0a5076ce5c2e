#!/usr/bin/env python3
"""Makes the tables that Qa.Rules embeds from Debian's `unicode-data` 15.0.0 package.

    eng/unicode/make_tables.py [folder of the data files, default /usr/share/unicode]

The result is committed, so nobody needs this to build or test. It is kept so that anyone can check where the tables come
from, and so that another version of Unicode is a decision (a new norm-tree schema) and an hour, not a week.
"""

import bz2
import gzip
import os
import sys

from classes import unit_classes
from pinyin import write_pinyin
from properties import CJK, Normalisation, within
from table_file import TableFile
from ucd import UnicodeData, lines, property_set


def write_unicode(path: str, normalisation: Normalisation) -> None:
    data = normalisation.data
    table = TableFile("unicode 2 15.0.0")
    table.add_paged("B", normalisation.properties)
    table.add("B", unit_classes(normalisation))
    table.add_paged("B", data.combining_class)
    codes = sorted(normalisation.lower)
    table.add("i", codes)
    table.add("i", [normalisation.lower[code] for code in codes])

    # Decompositions are numbered from 1; number n has the parts from start[n - 1] to start[n].
    numbers, starts, parts = [0] * 0x30000, [0], []
    for number, code in enumerate(sorted(normalisation.decomposition), start=1):
        numbers[code] = number
        parts += normalisation.decomposition[code]
        starts.append(len(parts))
    table.add_paged("H", numbers)
    table.add("H", starts)
    table.add("i", parts)

    pairs = sorted(normalisation.composition)
    table.add("q", [first << 32 | second for first, second in pairs])
    table.add("i", [normalisation.composition[pair] for pair in pairs])
    table.write(path)


def copy_normalisation_test(folder: str, target: str) -> None:
    with bz2.open(os.path.join(folder, "NormalizationTest.txt.bz2")) as source:
        text = source.read()
    with open(target, "wb") as file, gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=file, mtime=0) as packed:
        packed.write(text)
    print(f"{target}: {os.path.getsize(target)} bytes")


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    root = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
    matching = os.path.join(root, "src", "Qa.Rules", "Matching")
    data = UnicodeData(folder)
    han = property_set(folder, "Scripts.txt", "Han")
    excluded = property_set(folder, "DerivedNormalizationProps.txt", "Full_Composition_Exclusion")
    write_unicode(os.path.join(matching, "Unicode", "unicode-15.0.bin"), Normalisation(data, han, excluded))
    decomposing = set(data.canonical) | set(data.compatible)
    spoken = {code for code in han if code not in decomposing and data.category[code][0] in "LN" and within(code, CJK)}
    write_pinyin(os.path.join(matching, "Pinyin", "pinyin-15.0.bin"), lines(folder, "Unihan_Readings.txt.bz2"), spoken)
    copy_normalisation_test(folder, os.path.join(root, "tests", "Qa.Rules.Tests", "Data", "NormalizationTest-15.0.txt.gz"))


if __name__ == "__main__":
    main()
