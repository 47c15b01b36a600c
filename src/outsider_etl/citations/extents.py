"""Which tokens of a note each of its citations is made of."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from outsider_etl.citations.crf import FILLER, OUTSIDE
from outsider_etl.citations.tokens import Token

# "Jan Roe, quoted in: “Tides”"
_QUOTED = re.compile(
    r"[^,;:“\"«„]{3,60},?\s\(?(?:as\s)?(?:quoted|cited|zitiert|zit\.|citée?)\s(?:in|by|nach|bei|dans|par)\b:?\s"
)
# "ID" is the name of a number.
IBID = re.compile(r"\b(?:(?i:ib[ií]d(?:em)?|ib\.|ebd|ebenda|idem)|[Ii]d\.)")
# "Véase Mora", "a. A. Huber": words that lead to a citation.
_LEADS = re.compile(r"(?:Véase|Vid\.|Cfr\.|Vedi|Zie|Zob\.|См\.|a\.\s?A\.)\s")
# A law in one of these is what the work is about.
_CALLED = frozenset(("ti", "tt", "j"))
_CODES = frozenset(("U.S.C.", "C.F.R.", "USC", "CFR"))
# "COM(2021) 12", "A/HRC/9/4"
_PAPER = re.compile(r"([A-Z]{1,4})\(\d{4}\)\d|([A-Z])/(?:[A-Z.]+/)*\d+/\d")
_OF_ALL = frozenset(("d", "p", "pl", "ti"))
_JOINING = frozenset((",", ";", "and", "or", "&"))
# "(holding that the port was free)": so lawyers say what a work says, and why it is cited.
_SAYS = (
    "adopt apply argu articulat assert cit claim compar conclud criticiz declin deferr defin deny describ detail "
    "discuss document explain highlight identify illustrat invalidat limit list not observ overrul permitt prohibit "
    "quot recogniz recommend reject report requir revers review stat stress suggest summariz survey uphold"
)
_REMARK = re.compile(rf"(?:(?:{'|'.join(_SAYS.split())})ing\s\S+\s\S|[a-z]{{2,}}ing\sthat\s)")
_OPENED_BY = {")": "(", "]": "["}
# "aaO", "op. cit."
_TOLD_ELSEWHERE = re.compile(r"\b(?:a\.\s?a\.\s?O\b|aaO\b|(?:op|art|loc|ob)\.\s?cit\b)\.?", re.IGNORECASE)
_PAGE = re.compile(r",?\s(?:(?:pp?|S|pág)\.\s?)?\d+(?![\w/])")
_ENDING = frozenset(".;:()?!–—")
_LONGEST_SHORT = 15
"""Tokens before the mark, at most."""
_NAMED, _PLACED = frozenset(("a", "e", "ti", "tt")), frozenset(("pl", "d"))
_APPEARED = frozenset("ac d ed is j nu p pl pp u vo".split())
_PARTING = frozenset((".", ",", ":", ";"))
_QUOTES = frozenset("\"“”«»’'")


def extents(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last token of each citation of a note; `labels` are those of `tagger`, one a token."""
    for first, last in _spans(tokens, labels):
        end = _before_remark(text, tokens, labels, first, last)
        yield _behind_lead(text, tokens, labels, first, end), _before_foreign_bracket(tokens, first, end)


def with_publishers_joined(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """Return the labels with where a work appeared in one with its title: "Roe: “Tides”. | Sea Institute, Paper 4".

    What begins behind a work of which nothing is told but a title in quotes, and names neither a person nor a title,
    goes on with that; and so does what tells a place and a date where the title has no quotes.
    """
    made = list(labels)
    if sum(label[:2] == "S-" for label in labels) < 2:
        return made
    for (first, last), (start, end) in pairwise(_spans(tokens, labels)):
        one, other = ({label[2:] for label in labels[i : j + 1]} for i, j in ((first, last), (start, end)))
        marks = [token.text for token in tokens[last:start]]
        if "ti" not in one or one & _APPEARED or other & _NAMED or not _PARTING.issuperset(marks[1:]):
            continue
        quoted = not _QUOTES.isdisjoint(token.text for token in tokens[max(first, last - 1) : start])
        is_new = ";" in marks and not _has_imprint(tokens, labels, start, end)
        if not is_new and (other >= _PLACED or (quoted and other & {"j", "nu", "u"})):
            made[last + 1 : start] = [FILLER] * (start - last - 1)
            label = labels[start][2:]
            goes_on = next((i for i in range(start + 1, end + 1) if labels[i] != f"I-{label}"), end + 1)
            made[start:goes_on] = [
                f"{'I' if i else 'B'}-{'p' if label == 'l' else label}" for i in range(goes_on - start)
            ]
    return made


def _has_imprint(tokens: Sequence[Token], labels: Sequence[str], start: int, end: int) -> bool:
    """Whether a place stands behind a colon, as that of a publisher does: "Sea Press: Hull, 2019"."""
    return any(labels[i] == "B-pl" and tokens[i - 1].text == ":" for i in range(start + 1, end + 1))


def with_told_elsewhere(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """Return the labels with what says by a mark that it is told elsewhere, where the models passed it by.

    "SEIDL, Heilige Kuh, aaO. Others found ..." cites, whatever the remark behind it.
    """
    made = list(labels)
    for mark in _TOLD_ELSEWHERE.finditer(text):
        inside = [i for i, token in enumerate(tokens) if mark.start() <= token.start < mark.end()]
        first = inside[0] if inside else 0
        start = next((i + 1 for i in range(first - 1, -1, -1) if tokens[i].text in _ENDING), 0)
        comma = next((i for i in range(start, first) if tokens[i].text == ","), first)
        name = comma
        while name > start and (tokens[name - 1].text[:1].isupper() or tokens[name - 1].text == "/"):
            name -= 1
        title = range(comma + 1, first - (tokens[first - 1].text == ","))
        runs_on = name == comma or first - name > _LONGEST_SHORT or (title and tokens[title.start].text.islower())
        if runs_on or {*made[name : inside[-1] + 1]} != {OUTSIDE}:
            continue
        made[name : inside[-1] + 1] = [FILLER] * (inside[-1] + 1 - name)
        made[name:comma] = ["S-a", *["I-a"] * (comma - name - 1)]
        made[title.start : title.stop] = ["B-ti", *["I-ti"] * (len(title) - 1)][: len(title)]
        if page := _PAGE.match(text, mark.end()):
            behind = [i for i, token in enumerate(tokens) if mark.end() <= token.start < page.end()]
            made[behind[0] : behind[-1] + 1] = [*[FILLER] * (len(behind) - 1), "B-pp"]
    return made


def _spans(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for index, label in enumerate([*labels, OUTSIDE]):
        within = label != OUTSIDE and label[:2] != "S-"
        is_law = within and first is not None and label[2:] not in _CALLED and _is_next_law(tokens, first, index)
        if first is not None and (is_law or (label == "B-nu" and _is_next_paper(tokens, labels, first, index))):
            yield first, _last_word(tokens, first, index)
            first = index
        elif not within or (first is not None and _after_ibid(tokens, first, index)):
            if first is not None:
                yield first, index - 1
            first = None if label == OUTSIDE else index


def _behind_lead(text: str, tokens: Sequence[Token], labels: Sequence[str], first: int, last: int) -> int:
    """Return the first token of a citation less words that lead to it, or who is quoted in what it cites."""
    lead = _LEADS.match(text, tokens[first].start) or _QUOTED.match(text, tokens[first].start, tokens[last].end)
    start = next((place for place in range(first, last) if not lead or lead.end() <= tokens[place].start), first)
    return start if {label[2:] for label in labels[first:start]} <= {"a", "l", "X", ""} else first


def _before_foreign_bracket(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the last token of a citation less a bracket that closes what was opened before it: "(P.L. 116-9)"."""
    end = last - 1 if tokens[last].text == "." else last
    closing = tokens[end].text
    if end <= first or closing not in _OPENED_BY:
        return last
    texts = [token.text for token in tokens[first : end + 1]]
    return end - 1 if texts.count(_OPENED_BY[closing]) < texts.count(closing) else last


def _before_remark(text: str, tokens: Sequence[Token], labels: Sequence[str], first: int, last: int) -> int:
    """Return the last token of a citation less what is said of it in brackets at its end, where no field is."""
    end = last - 1 if tokens[last].text == "." else last
    if tokens[end].text != ")":
        return last
    start = next((place for place in range(end - 1, first, -1) if tokens[place].text in ("(", ")")), first)
    is_remark = tokens[start].text == "(" and _REMARK.match(text, tokens[start].end)
    says_nothing = {labels[place][2:] for place in range(start, end + 1)} <= {"", "X"}
    return start - 1 if is_remark and says_nothing and start > first + 1 else last


def _is_next_law(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a law begins at `index` that is told as one before: "P.L. 92-419, P.L. 96-247"."""
    law = _law(tokens, index)
    return (
        law is not None
        and tokens[index - 1].text in _JOINING
        and law in map(partial(_law, tokens), range(first, index))
    )


def _law(tokens: Sequence[Token], index: int) -> str | None:
    """Return by what a law is told whose citation begins at `index`."""
    word, *behind = (token.text for token in tokens[index : index + 3])
    if word == "P.L." or (word == "Pub" and behind == [".", "L."]):
        return "P.L."
    return behind[0] if word.isdigit() and behind and behind[0] in _CODES else None


def _is_next_paper(tokens: Sequence[Token], labels: Sequence[str], first: int, index: int) -> bool:
    """Whether a paper begins at `index`, and none but such are told before: "COM(2021) 12 and COM(2021) 34".

    A title or a day behind them may be that of all, and "A/71/2, A/71/2/Add.1" may be one work.
    """
    paper = _paper(tokens, index)
    if paper is None or tokens[index - 1].text not in _JOINING:
        return False
    end = next((i for i in range(index, len(labels)) if labels[i] == OUTSIDE or labels[i][:2] == "S-"), len(labels))
    told = "".join(token.text for token in tokens[first : _last_word(tokens, first, index) + 1])
    said = "".join(token.text for token in tokens[index:end])
    return (
        _OF_ALL.isdisjoint(label[2:] for label in labels[index:end])
        and not said.startswith(f"{told}/")
        and {label[2:] for label in labels[first:index]} <= {"nu", FILLER, ""}
        and paper in map(partial(_paper, tokens), range(first, index))
    )


def _paper(tokens: Sequence[Token], index: int) -> str | None:
    """Return the letters of the series of an institution's papers whose number begins at `index`."""
    said = "".join(token.text for token in tokens[index : index + 5])
    paper = _PAPER.match(said)
    return paper and (paper[1] or paper[2])


def _last_word(tokens: Sequence[Token], first: int, index: int) -> int:
    """Return the last token before `index` that does not join what is before to what is behind."""
    last = index - 1
    while last > first and tokens[last].text in _JOINING:
        last -= 1
    return last


def _after_ibid(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a new sentence begins at `index`, right behind the "Ibid." that a citation is."""
    if index != first + 2 or index + 3 > len(tokens) or not IBID.match(tokens[first].text + "."):
        return False
    word = tokens[index].text
    return tokens[first + 1].text == "." and word[:1].isupper() and len(word) > 4
