"""Reads the files of the Unicode Character Database that our tables are made from."""

import bz2
import os

VERSION = "15.0.0"
CODE_POINTS = 0x110000


def lines(folder: str, name: str):
    """The lines of a data file without comments; a file that is not of our version is an error."""
    path = os.path.join(folder, name)
    opened = bz2.open(path, "rt", encoding="utf-8") if name.endswith(".bz2") else open(path, encoding="utf-8")
    with opened as file:
        head = ""
        for number, line in enumerate(file):
            if number < 10:
                head += line
            if number == 9 and name != "UnicodeData.txt":  # the one file without a heading
                assert VERSION in head, f"{path} is not of Unicode {VERSION}"
            line = line.split("#", 1)[0].strip() if not name.startswith("Unihan") else line.strip()
            if line and not line.startswith("#"):
                yield line


def code_range(field: str) -> range:
    first, _, last = field.strip().partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def property_set(folder: str, name: str, value: str) -> set:
    """The code points that a `range ; value` file gives this value."""
    result = set()
    for line in lines(folder, name):
        fields = [field.strip() for field in line.split(";")]
        if fields[1] == value:
            result.update(code_range(fields[0]))
    return result


class UnicodeData:
    """The fields of UnicodeData.txt that we use, by code point."""

    def __init__(self, folder: str):
        self.category = ["Cn"] * CODE_POINTS
        self.combining_class = [0] * CODE_POINTS
        self.lower = {}
        self.canonical = {}
        self.compatible = {}
        first = None
        for line in lines(folder, "UnicodeData.txt"):
            fields = line.split(";")
            code = int(fields[0], 16)
            if fields[1].endswith(", First>"):
                first = code
                continue
            if fields[1].endswith(", Last>"):
                for each in range(first, code + 1):
                    self.category[each] = fields[2]
                continue
            self.category[code] = fields[2]
            self.combining_class[code] = int(fields[3])
            if fields[5]:
                parts = fields[5].split()
                table = self.compatible if parts[0].startswith("<") else self.canonical
                table[code] = [int(part, 16) for part in parts if not part.startswith("<")]
            if fields[13]:
                self.lower[code] = int(fields[13], 16)
        assert self.category[0x9FFF] == "Lo" and self.category[0x323AF] == "Lo" and self.category[0x31350] == "Lo"

    def full_decomposition(self, code: int) -> list:
        """NFKD of one code point, Hangul syllables excepted (they are arithmetic)."""
        mapping = self.canonical.get(code) or self.compatible.get(code)
        if mapping is None:
            return [code]
        expanded = [part for each in mapping for part in self.full_decomposition(each)]
        return self.ordered(expanded)

    def ordered(self, codes: list) -> list:
        """Canonical ordering: runs of non-zero combining class, sorted stably."""
        result, run = [], []
        for code in codes:
            if self.combining_class[code] == 0:
                result += sorted(run, key=lambda each: self.combining_class[each]) + [code]
                run = []
            else:
                run.append(code)
        return result + sorted(run, key=lambda each: self.combining_class[each])
