"""Writes the table of traditional characters and their simplified forms, from kSimplifiedVariant of Unihan_Variants.txt.

A character of GB 2312, the set that simplified Chinese is written with, stays as it is, also where Unihan knows a simpler form
of one of its meanings (乾坤, 著名). Of several forms the first in GB 2312 is taken, else the first. What has no simplified form
but is a semantic variant of one character that has (裏 of 裡), has that one's (里). A form that has itself a simpler one
(戱, 戯, 戏) is followed to it, so that simplifying twice changes nothing."""

import bz2
import sys

SOURCE = "/usr/share/unicode/Unihan_Variants.txt.bz2"


def is_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
        return True
    except UnicodeEncodeError:
        return False


def fields(lines):
    """For each field the characters and their variants."""
    found = {"kSimplifiedVariant": {}, "kSemanticVariant": {}}
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        code, field, value = line.rstrip("\n").split("\t", 2)
        if field in found:
            character = chr(int(code[2:], 16))
            variants = [chr(int(each.split("<")[0][2:], 16)) for each in value.split()]
            found[field][character] = [each for each in variants if each != character]
    return found["kSimplifiedVariant"], found["kSemanticVariant"]


def pairs(lines):
    simplified, semantic = fields(lines)

    def form(character):
        forms = simplified.get(character, [])
        return next((each for each in forms if is_gb2312(each)), forms[0] if forms else None)

    for character in simplified.keys() | semantic.keys():
        if is_gb2312(character):
            continue
        through = {form(each) for each in semantic.get(character, []) if not is_gb2312(each)} - {None}
        target = form(character) or (through.pop() if len(through) == 1 else None)
        if target and target != character:
            yield character, target


def last(forms, character):
    while character in forms:
        character = forms[character]
    return character


def main() -> None:
    with bz2.open(SOURCE, "rt", encoding="utf-8") as file:
        forms = dict(pairs(file))
    table = sorted((character, last(forms, form)) for character, form in forms.items())
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        file.write("# Unihan 15.0.0, kSimplifiedVariant; made by eng/unicode/simplified.py. Licence: LICENSE-UNICODE.txt of Qa.Rules.\n")
        file.writelines(f"{traditional}{simplified}\n" for traditional, simplified in table)
    print(f"{len(table)} characters")


main()
