"""The labels of the tokens of a note, by the citations that are marked in it."""

from collections.abc import Sequence

from outsider_etl.citations import crf
from outsider_etl.citations.tokens import Token
from training.notes import Cited, Note


def labels(tokens: Sequence[Token], note: Note) -> list[str]:
    """Return the label of each token of a note."""
    made = []
    for token in tokens:
        cited = next((each for each in note.citations if each.start <= token.start < each.end), None)
        made.append(crf.OUTSIDE if cited is None else _label(tokens, token, cited))
    return made


def _label(tokens: Sequence[Token], token: Token, cited: Cited) -> str:
    own = next((f for f in cited.fields if f.tag != "f" and f.start < token.end and token.start < f.end), None)
    name = crf.FILLER if own is None else own.tag
    if not any(cited.start <= each.start < token.start for each in tokens):
        return f"S-{name}"
    if own is None:
        return name
    begins = not any(own.start < each.end and each.start < token.start for each in tokens)
    return f"{'B' if begins else 'I'}-{name}"
