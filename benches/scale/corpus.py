"""Writes an NDJSON corpus of so many megabytes, made from the texts that are named with variations.

Each document is one of the texts with other digits and other names of people, so that no two
are alike and each stays what it is: a readout of the same length and kind. The same arguments give the
same bytes.
"""

import json
import random
import re
import sys
from pathlib import Path

SURNAMES = ["Halvorsen", "Okonjo", "Petrauskas", "Tamaki", "Ferrand", "Quispe", "Lindqvist", "Abdi", "Novotny", "Sato"]
DIGITS = re.compile(r"\d+")


def surnames(path):
    """The last words of the names of those who take part, by the record that was made by hand."""
    beside = path.with_suffix(".yaml")
    record = beside if beside.exists() else Path("fixtures/summaries", beside.name)
    part = re.search(r"^participants:\n((?:[ #-].*\n)*)", record.read_text(encoding="utf-8"), re.MULTILINE)
    names = re.findall(r"^  - name: (.+)$", part.group(1), re.MULTILINE) if part else []
    return [name.split()[-1].strip("\"'") for name in names]


def varied(text, names, chance):
    """The text with other digits, years left as they are, and half of its people under other names."""

    def number(found):
        digits = found.group()
        if len(digits) == 4 and digits[:2] in ("19", "20"):
            return digits
        return str(chance.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))

    text = DIGITS.sub(number, text)
    for name in names:
        if chance.random() < 0.5:
            text = text.replace(name, chance.choice(SURNAMES))
    return text


def main():
    goal = int(sys.argv[1]) * 1_000_000
    paths = [Path(path) for path in sys.argv[2:]]
    texts = [(path.read_text(encoding="utf-8"), surnames(path)) for path in paths]
    chance = random.Random(1)
    written = number = 0
    while written < goal:
        text = varied(*texts[number % len(texts)], chance)
        number += 1
        line = json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n"
        sys.stdout.write(line)
        written += len(line.encode())


main()
