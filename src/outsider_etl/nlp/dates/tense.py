"""Tell from the words around a date whether the text looks back or ahead, which "on Friday" and "in March" turn on.

A language model would parse the sentence; here the verb form nearest before the date decides, or else the nearest
behind it. That is right where it matters: "said Friday", "will meet on Friday", "the court, which ruled in March".
"""

from collections.abc import Sequence

from outsider_etl.nlp.dates.meanings import Tense
from outsider_etl.nlp.dates.terms import HYPHENS, ends_sentence
from outsider_etl.nlp.lexemes import Lexeme, lower_at

_FAR = 30
_OPENING = frozenset('"“')

_FUTURE = frozenset("will shall ll would wo may might can must should".split())
# Past participles that look ahead: "is expected to open in March", "due in May".
_PLANS = frozenset(
    "expected scheduled slated planned due set projected forecast poised bound likely hoping planning "
    "hopes hope plans plan expects expect aims aim intends intend promises promise going postponed delayed adjourned "
    "deferred rescheduled extended".split()
)
_BEFORE_TO = frozenset("is are ready has have wants want needs need".split())
_PAST = frozenset("was were had did been ago".split())
_IRREGULAR = frozenset(
    "arose ate beat became began bent bit blew bore bought broke brought built burnt came caught chose cost cut dealt "
    "drank drew drove dug fell felt fled flew forbade forgot fought found froze gave got grew heard held hit hung hurt "
    "kept knew laid lay led left lent lit lost made meant met paid put quit ran rang rode rose sank sat saw sent shook "
    "shot showed shrank shut slept slid sold sought spent split spoke spread sprang stole stood struck stuck swept "
    "swore swung taught thought threw told took tore understood withdrew won wore woke wrote said went".split()
) - {"set", "put", "cut", "cost", "hit", "hurt", "lay", "left", "quit", "shut", "split", "spread"}
# What stands before a participle that tells no past: "to be held", "a revised map", "value-added".
_NO_AUXILIARIES = frozenset(
    "be is are am remain stay become get to a an the its their his her our this that these those no s".split()
)
_NO_VERBS = frozenset("need speed feed seed breed united indeed hundred red bed".split())
_PRESENT = frozenset("is are am has have do does".split())


def find_tense(lexemes: Sequence[Lexeme], start: int, end: int) -> Tense | None:
    """Return the tense of the sentence around the lexemes from `start` to before `end`, or None where none shows."""
    if lower_at(lexemes, start - 1) == "since":
        return "past"
    for index in range(start - 1, max(-1, start - _FAR), -1):
        if ends_sentence(lexemes, index) or (lexemes[index].text in _OPENING and lexemes[index].gap):
            break
        if tense := _tense_at(lexemes, index):
            return tense
    for index in range(end, min(len(lexemes), end + _FAR)):
        if tense := _tense_at(lexemes, index):
            return tense
        if ends_sentence(lexemes, index):
            break
    return None


def has_verb(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether a form of "be", "have" or "do" in the present stands before lexeme `start` in its sentence."""
    for index in range(start - 1, max(-1, start - _FAR), -1):
        if ends_sentence(lexemes, index):
            return False
        if lexemes[index].lower in _PRESENT:
            return True
    return False


def _tense_at(lexemes: Sequence[Lexeme], index: int) -> Tense | None:
    """Return the tense that the word at `index` shows.

    After "will be" and "to be" a participle shows none, nor does an adjective such as in "a revised map".
    """
    if lexemes[index].kind != "word":
        return None
    word = lexemes[index].lower
    if word in _FUTURE or word in _PLANS or (word == "to" and lower_at(lexemes, index - 1) in _BEFORE_TO):
        return None if lexemes[index].text == "May" else "future"
    if word == "off" and lower_at(lexemes, index - 1) == "put":
        return "future"
    if word in _PAST:
        return "past"
    regular = word.endswith("ed") and len(word) > 3 and word not in _NO_VERBS
    before = lower_at(lexemes, index - 1)
    is_verb = before not in _NO_AUXILIARIES and before not in HYPHENS
    return "past" if (regular or word in _IRREGULAR) and is_verb else None
