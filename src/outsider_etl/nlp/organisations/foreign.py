"""What French and German have before and between names, which is no part of them: "et la Banque du Lac"."""

import re
from collections.abc import Iterator

from outsider_etl.nlp.organisations.acronyms import is_acronym
from outsider_etl.nlp.organisations.tags import Offsets

_ARTICLE = re.compile(r"(?:(?:et|und)\s+)?(?:(?:les?|la|d(?:as|em|en|er|ie))\s+(?=\S)|l['’](?=\w))")
_OPENING_ARTICLE = re.compile(r"(?:L['’]|(?:Les?|La|Das|Der|Die)\s+)(?=\w)")
_SENTENCE_BEGINS = re.compile(r"(?:\A|[.!?:;]\s|\n)[\s«„“\"]*\Z")
_FAR, _AROUND = 10, 400
# Words of a sentence that no English one has, names in it aside.
_OF_SENTENCES = re.compile(
    r"\b(?:aux|avec|cette|dans|elle|leurs?|mais|ont|par|qui|ses|sont|une|[ns]['’][a-zé]+|"
    r"auf|durch|für|ist|mit|nach|nicht|oder|sich|und|vom|von|wird|zum|zur)\b"
)
# "Mission des Lacs et la Banque du Lac", but "Agence pour la mer et la montagne". A German noun has its capital always.
_JOINT = re.compile(r"\s(?:(?P<french>et)\s(?:l['’]|(?:la|les?)\s)|und\sd(?:as|er|ie)\s)(?=\w)")
_FOR_EACH = re.compile(r"\b(?:contre|für|gegen|pour|sur|über)\s(?:l['’]|(?:la|les?|das|den|die)\s)")


def name_start(text: str, start: int, end: int) -> int:
    """Return where a name begins behind the article that it has between `start` and `end`.

    With one word the article is as often part of the name: "la Repubblica" is in a sentence of another language, and
    "Le Monde" and "Die Zeit" begin one. So one in capitals is left out where it begins a sentence in French or German,
    and an acronym or a word more stands behind: "La Croix-Rouge du Lac".
    """
    article = _ARTICLE.match(text, start, end) or _OPENING_ARTICLE.match(text, start, end)
    if not article:
        return start
    rest = text[article.end() : end]
    is_long = " " in rest or is_acronym(rest)
    is_native = _OF_SENTENCES.search(text, max(0, start - _AROUND), end + _AROUND) is not None
    if article[0][0].islower():
        return article.end() if is_long or is_native else start
    begins = _SENTENCE_BEGINS.search(text, max(0, start - _FAR), start) is not None
    return article.end() if begins and is_native and (is_long or rest[0].islower()) else start


def parted(text: str, start: int, end: int) -> Iterator[Offsets]:
    """Yield what "et la" and "und die" part between `start` and `end`: an article begins another name."""
    for joint in _JOINT.finditer(text, start, end):
        is_named = joint["french"] and text[joint.end()].isupper()
        if is_named or not _FOR_EACH.search(text, start, joint.start()):
            yield start, joint.start()
            start = joint.end()
    yield start, end
