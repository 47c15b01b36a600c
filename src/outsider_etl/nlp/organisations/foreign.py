"""What French and German have before names, which is no part of them: "pour la Banque du Lac"."""

import re

_SOURCE = r"(?:[Ss]elon|[Ll]aut)\s+"
_ARTICLE = re.compile(
    rf"(?:(?:et|und)\s+|{_SOURCE})?(?:(?:les?|la|d(?:as|em|en|er|ie))\s+(?=\S)|l['’](?=\w))|{_SOURCE}(?=[^\Wa-zß-ÿ])"
)
_AROUND = 400
# Words of a sentence that no English one has, names in it aside.
_OF_SENTENCES = re.compile(
    r"\b(?:aux|avec|cette|dans|elle|leurs?|mais|ont|par|qui|ses|sont|une|[ns]['’][a-zé]+|"
    r"auf|durch|für|ist|mit|nach|nicht|oder|sich|und|vom|von|wird|zum|zur)\b"
)


def name_start(text: str, start: int, end: int) -> int:
    """Return where a name begins behind the article, or "selon", that it has between `start` and `end`.

    It has them in French and German. In another language the article is part of the name ("la Repubblica"), and so it
    is where it has a capital, at the beginning of a sentence as well: "La France insoumise".
    """
    article = _ARTICLE.match(text, start, end)
    is_native = article and _OF_SENTENCES.search(text, max(0, start - _AROUND), end + _AROUND)
    return article.end() if article and is_native else start
