"""The spaCy component that reads the citations of a Doc that is a footnote."""

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.citations.finding import read_note
from outsider_etl.citations.model import Citation
from outsider_etl.citations.outlets import with_known_outlet
from outsider_etl.citations.resolution import resolve
from outsider_etl.nlp.organisations.tags import Tags
from outsider_etl.nlp.spans import text_of

if not Doc.has_extension("citations"):
    Doc.set_extension("citations", default=None)
# What reading a note says of the names in it (`Tags`); None where the Doc was not read as one.
if not Doc.has_extension("note_tags"):
    Doc.set_extension("note_tags", default=None)

# "12. ", "[^12]: ", "* ": a text that begins so is a note.
_LABEL = re.compile(
    r"\s*(?:(?:\[\^[\w*-]{1,40}\]:|\[\d{1,4}\]|[¹²³⁰⁴-⁹]{1,4})\s*(?=\S)"
    r"|(?:\(?\d{1,4}[.)]+|\d{1,3}(?=\s+[\"“‘«„*A-ZÀ-Þ])|[*†‡§¶‖]{1,4}(?=\s))\s*"
    # What goes on in lower case is an item of a list, unless a note may begin so.
    r"(?=[^\sa-zß-ÿ]|(?:available|cf|cited|ders|dies|ebd|for example|https?|ibid|idem|id|ib|op|quoted|see|siehe|vgl|"
    r"voir|www|d[aei]|del|della|ten|ter|v[ao]n)\b|d['’]|[ei][A-Z]))"
)
_MARKED = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_]+?)(?<=\S)_(?![\w_])")


def create_citations(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that gives a Doc `doc._.citations`: the citations that it holds, in order.

    Where there are any it has `doc._.note_tags` as well, which say of each word whether it is in a name (`Tags`).
    A Doc that has them keeps them. One that has none (None) is read as a note where it begins with a note's label; what
    Markdown puts in italics is taken to be in italics.
    """
    return _set_citations


Language.factory("outsider_citations", assigns=["doc._.citations", "doc._.note_tags"], func=create_citations)


def _set_citations(doc: Doc) -> Doc:
    if doc._.citations is None:
        text = text_of(doc)
        label = _LABEL.match(text)
        doc._.citations, doc._.note_tags = _read(text, label.end()) if label else ([], None)
    return doc


def _read(text: str, start: int) -> tuple[list[Citation], Tags | None]:
    """Return what is read of what may be a note whose label ends at `start`; what is no text of it is blanked out."""
    emphasis = [(match.start() + 1, match.end() - 1) for match in _MARKED.finditer(text, start)]
    blank = {*range(start), *(offset for span in emphasis for offset in (span[0] - 1, span[1]))}
    bare = "".join(" " if offset in blank else letter for offset, letter in enumerate(text))
    citations, tags = read_note(bare, emphasis)
    resolved = resolve([with_known_outlet(each) for each in citations], [None])
    return [each.citation for each in resolved], tags if resolved else None
