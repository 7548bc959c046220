"""A gate of quotes: every `exact` of a record's evidence must stand in its source, by a public checker.

    quotes.py CHECKER RECORD SOURCE

CHECKER is `langextract` (a quote passes that its aligner finds a place for), `langextract-exact` (only
where it calls the match exact), `linkml` (linkml-reference-validator's matching) or `rapidfuzz` (a partial
ratio of at least 90). Exit status: 0 all quotes stand there, 1 one does not.
"""

import sys

import yaml


def quotes(value):
    """The quotes of every evidence in a record, however deep."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key == "evidence":
                items = member if isinstance(member, list) else [member]
                for item in items:
                    yield item["exact"] if isinstance(item, dict) else item
            else:
                yield from quotes(member)
    elif isinstance(value, list):
        for item in value:
            yield from quotes(item)


def langextract(found, source, exact):
    from langextract import data, resolver

    aligner = resolver.WordAligner()
    for quote in found:
        extraction = data.Extraction(extraction_class="quote", extraction_text=quote)
        [[aligned]] = aligner.align_extractions([[extraction]], source)
        if aligned.char_interval is None:
            return False
        if exact and aligned.alignment_status != data.AlignmentStatus.MATCH_EXACT:
            return False
    return True


def linkml(found, source):
    from linkml_reference_validator.models import ReferenceContent, ReferenceValidationConfig
    from linkml_reference_validator.validation.supporting_text_validator import SupportingTextValidator

    validator = SupportingTextValidator(ReferenceValidationConfig())
    reference = ReferenceContent(reference_id="file:source", content=source)
    return all(validator.find_text_in_reference(quote, reference).found for quote in found)


def rapidfuzz(found, source):
    from rapidfuzz import fuzz

    return all(fuzz.partial_ratio(quote, source) >= 90 for quote in found)


def main(checker, record, source):
    with open(record, encoding="utf-8") as file:
        found = list(quotes(yaml.safe_load(file)))
    with open(source, encoding="utf-8") as file:
        text = file.read()
    checkers = {
        "langextract": lambda: langextract(found, text, exact=False),
        "langextract-exact": lambda: langextract(found, text, exact=True),
        "linkml": lambda: linkml(found, text),
        "rapidfuzz": lambda: rapidfuzz(found, text),
    }
    return 0 if checkers[checker]() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
