#!/usr/bin/env python3
"""A second opinion on text normalisation: norm-tree.md §2 word by word, slow and naive, on Python's own NFKC.

    eng/unicode/reference.py > tests/Qa.Rules.Tests/Data/normalisation-cases.jsonl

Each line is {"text", "normalised", "covers"}, where covers has start and end in UTF-16 units of the original for each UTF-16
unit of the result. A piece is found as the page defines it, by trying: a cut is where the NFKC of both sides, put together,
is that of the whole. The texts are made of characters that older versions of Unicode have too, so any Python 3.11+ will do:
what is assigned is normalised the same for ever.
"""

import json
import random
import sys
import unicodedata

from properties import CJK, VARIATION_SELECTORS, within
from ucd import UnicodeData

CASES = 1500
LONGEST = 14

# Kinds of characters that can go wrong; a text takes a few kinds and draws from them.
KINDS = [
    "投诉您好客服长行𠮷豈﨑⼀〇々",
    "，。！？、：；（）…“” \u3000\t-_.,!?",
    "abcXYZéÉßİıſΣςẞﬁǅ",
    "0123０９①½²Ⅳ㈱㍿㎡℃",
    "\u0300\u0301\u0302\u0307\u0308\u0323\u0327\u0338\u0345",
    "aeiouAEIOUＡｅẛ\u1E9B\u212B\u2126",
    "\u1100\u1112\u1161\u1175\u11A8\u11AB\u11C2각가힣ㄱㄳㅏㅎ",
    "ｶｷﾊｱあかはカハﾞﾟ\u3099\u309A゛゜",
    "\u09C7\u09BE\u09D7\u0B47\u0B3E\u0BC6\u0BBE\u0DD9\u0DCF\u0DCA\u1025\u102E\u0CC6\u0CC2\u0CD5",
    "\u0F71\u0F72\u0F73\u0F75\u0F81\u0344\u0958\u0929\u0928\u093C\u2ADC\uFB2A\uFB4F\uFDFA",
    "\u200B\u200D\u00AD\uFEFF\uFE0F\uFE00\u180B\U000E0100\U000E0020\u2060",
    "👍🏻😀❤⁉‼\u20E3㊗🈚𝐀𝒜𐐀𐐨𑄱\U00011127\U000110BA\U00011099",
    "\u0378\uE000\uFFFF\U000E0FFF",
]


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str) -> list:
    """[(start, end)] in code points."""
    whole = nfkc(text)
    cuts = [0]
    for place in range(1, len(text)):
        if unicodedata.combining(text[place]) == 0 and nfkc(text[:place]) + nfkc(text[place:]) == whole:
            cuts.append(place)
    cuts.append(len(text))
    found = list(zip(cuts, cuts[1:])) if text else []
    assert "".join(nfkc(text[start:end]) for start, end in found) == whole, text
    return found


def covered(text: str) -> list:
    """[(character of the NFKC, start, end)] in UTF-16 units of the original."""
    result = []
    for first, last in pieces(text):
        piece = text[first:last]
        start = units(text[:first])
        if nfkc(piece) != piece:
            result += [(each, start, start + units(piece)) for each in nfkc(piece)]
            continue
        for each in piece:
            result.append((each, start, start + units(each)))
            start += units(each)
    return result


def normalise(data: UnicodeData, text: str):
    def counts(each: str) -> bool:
        return data.category[ord(each)][0] in "LMN"

    def word(each: str) -> bool:
        return counts(each) and not within(ord(each), CJK)

    def dropped(each: str) -> bool:
        return data.category[ord(each)] == "Cf" or within(ord(each), VARIATION_SELECTORS)

    def lower(each: str) -> str:
        return each if each == "\u0130" else chr(data.lower.get(ord(each), ord(each)))

    kept = [(lower(each), start, end) for each, start, end in covered(text) if not dropped(each)]
    result = []
    place = 0
    while place < len(kept):
        run = place
        while run < len(kept) and not counts(kept[run][0]):
            run += 1
        if run == place:
            result.append(kept[place])
            place += 1
            continue
        if place > 0 and run < len(kept) and word(kept[place - 1][0]) and word(kept[run][0]):
            result.append((" ", kept[place][1], kept[run - 1][2]))
        place = run
    covers = [[start, end] for each, start, end in result for _ in range(units(each))]
    return "".join(each for each, _, _ in result), covers


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
    data = UnicodeData(folder)
    dice = random.Random(150)
    for _ in range(CASES):
        kinds = dice.sample(KINDS, dice.randint(1, 4))
        text = "".join(dice.choice(dice.choice(kinds)) for _ in range(dice.randint(1, LONGEST)))
        normalised, covers = normalise(data, text)
        print(json.dumps({"text": text, "normalised": normalised, "covers": covers}))


if __name__ == "__main__":
    main()
