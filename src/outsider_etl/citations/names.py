"""Names of persons as footnotes write them, cut into family and given name."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from outsider_etl.citations.model import PERSONS, Name, Part

_PARTICLES = frozenset(
    "al ap ben bin da dal dalla das de degli dei del della den der des di do dos du el ibn in la las le los mac op san "
    "santa st ten ter van vander vom von zu zum zur 't".split()
)
# No given name is like these.
_LEADING_PARTICLES = frozenset("da de del della der di dos du ibn la le ten ter van von".split())
_DEGREES = frozenset("ddr dipl.-ing dipl.-kfm dott dr mag prof".split())
_HONORIFICS = _DEGREES | frozenset(
    "adm admiral ambassador amb avv baroness brig bundeskanzler bundeskanzlerin bundespräsident capt captain "
    "chancellor col colonel commissioner dame doña frau gen general governor herr hon ing judge justice lady lord lt "
    "maj major minister mlle mme mr mrs ms premier president professor rep representative rev secretary sen senator "
    "sheikh shri sir smt the".split()
)
_POSSESSIVE = re.compile(r"['’]s$")
# The commonest family names of China and Korea as they are romanised; such as are given names in Europe are left out.
_CHINESE = frozenset(
    "bai cai cao chang chen cheng cui deng ding dong du duan fan fang feng fu gao gong gu guo han hao he hou hu huang "
    "jia jiang jin kong lai lei li liang liao lin liu long lu luo lü ma mao meng pan peng qian qiao qin qiu ren "
    "shao shen shi song su sun tan tang tao tian wan wang wei wen wu xi xia xiang xiao xie xiong xu xue yan yang yao "
    "ye yi yin you yu yuan zeng zhai zhang zhao zheng zhong zhou zhu zou".split()
)
_KOREAN = frozenset(
    "ahn bae baek ban chae cho choe choi chung go ha han heo hong hwang jang jeon jeong jo joo jung kang kim ko koo "
    "kwon lee lim min moon nam noh oh pak park rhee roh ryu seo shin sohn son song suh sung woo yang yi yoo yoon yu "
    "yun".split()
)
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
# One or two syllables of pinyin.
_SYLLABLE = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|üe|ui|un|uo|a|e|i|o|u|ü))"
)
_PINYIN = re.compile(rf"{_SYLLABLE}{{1,2}}")
# Family names of Spain, of which two stand side by side, that are no given names: "Gabriel García Márquez".
_SPANISH = re.compile(r"[^\W\d_]{3,}[eé]z|d[ií]az|garc[ií]a|muñoz|ort[ií]z|ruiz")
# "AG" and "SA" may be initials.
_FIRM = re.compile(r".+\s(?:A/S|ASA|GmbH|Inc|LLC|LLP|Ltd|Limited|Oyj|PJSC|S\.p\.A|plc)\.?")
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]+")
# "J. Haner, D. Garcia", "Müller/Schmidt": the comma parts two persons where initials stand before it and behind it.
_BETWEEN = re.compile(r"(?<=\w),\s(?=(?:[^\W\d_a-zß-ÿ]\w?\.[\s-]?)+[^\W\d_a-zß-ÿ][^\W\d_]+)|(?<=\w)\s?/\s?(?=\w)")
# "Roe, A."
_INVERTED = re.compile(r"[^\W\d_]+,\s?[^\W\d_a-zß-ÿ]\.")
# "Kim, | Y. Chem. Mater.": not the "J." of a "J. Am. Chem. Soc.", nor a state that a journal is called by.
_INITIALS_BEFORE = re.compile(
    r"(?!E\. ?U\.|U\. ?[KNS]\.)"
    r"(?:(?:[^\W\d_]\.[ -]?){1,3}?(?=J\. ?[A-Z][a-z]+\.)|(?:[^\W\d_]\.[ -]?){1,3}(?=[^\W\d_a-zß-ÿ][^\W\d_]))"
)
_BETWEEN_FAMILIES = re.compile(r",\s")
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV|MP|PhD|Ph\.D\.)$")
# "J.Smith"
_GLUED = re.compile(r"\b[^\W\d_]\.(?=[^\W\d_]{2})")
# "J.", "J.-P.", "JA": more letters without full stops are a name in capitals.
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,5}|[^\W\d_]{1,2}")


def parse_name(text: str) -> Name:
    """Return a person's name in its parts.

    The family name stands before a comma, in capitals, before bare initials ("Smith JA"), or else last, with the
    particles before it. A suffix ("Jr.") goes with the given name. The name of an account ("@harbourwatch") has none.
    """
    name = _POSSESSIVE.sub("", " ".join(text.split()).strip(" ,;:"))
    name = _GLUED.sub(r"\g<0> ", name)
    if name.startswith("@"):
        return Name(literal=name)
    suffix = _SUFFIX.search(name)
    behind = f", {suffix.group(1)}" if suffix else ""
    name = name[: suffix.start()].rstrip() if suffix else name
    if not name:
        return Name(literal=text)
    family, comma, given = (part.strip() for part in name.partition(","))
    if not comma:
        family, given = _split(name)
    return Name(family or name, (given + behind).strip(" ,") or None)


def is_firm(text: str) -> bool:
    """Whether a name ends in the legal form of a firm."""
    return _FIRM.fullmatch(text) is not None


def is_degree(text: str) -> bool:
    """Whether nothing stands in a person's place but a degree ("Mag.")."""
    return {word.strip(".,").lower() for word in text.split()} <= _DEGREES


def separator_of(persons: Sequence[str]) -> re.Pattern[str]:
    """Return what parts the persons that stand in one of the fields of authors `persons`.

    Where all are called by their family names alone "Radin, Demus" and "Marcinek" are three.
    """
    first, *others = (len(person.split(" ")) for person in persons) if persons else (0,)
    families = (first, {*others}) == (2, {1}) and persons[0].count(", ") == 1 and "." not in persons[0]
    return _BETWEEN_FAMILIES if families else _BETWEEN


def with_particles(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts, a person in one whose particle stands last: "Weizsäcker, Richard von"."""
    before: Part | None = None
    for part in parts:
        if before is not None and before.label == part.label and part.label in PERSONS:
            between, name = text[before.end : part.start], text[part.start : part.end]
            if " " not in text[before.start : before.end] and not between.strip(", ") and _ends_in_particle(name):
                before = part._replace(start=before.start)
                continue
        if before is not None:
            yield before
        before = part
    if before is not None:
        yield before


def with_initials(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts, the last author's initials in one with the family name: "Roe, A.; Kim, | Y. Chem. Mater."."""
    end, inverted = 0, False
    for one, other in pairwise([*parts, Part("", len(text), len(text))]):
        initials = _INITIALS_BEFORE.match(text, other.start, other.end)
        start, end = max(end, one.start), one.end
        last = inverted and one.label == "a" and other.label in ("j", "ti")
        if last and initials and _is_family(text[one.start : other.start]):
            end = initials.end()
        inverted = inverted or (one.label == "a" and _INVERTED.match(text, one.start, one.end) is not None)
        yield one._replace(start=start, end=end)


def _is_family(name: str) -> bool:
    """Whether a name is one word and a comma behind it: its initials have to follow."""
    return name.rstrip().endswith(",") and " " not in name.strip()


def _ends_in_particle(name: str) -> bool:
    """Whether a name ends in the particle of a family name that stood before it: "(Weizsäcker,) Richard von"."""
    words = name.strip(" ,;:").split(" ")
    return len(words) > 1 and words[-1] in _PARTICLES


def _split(name: str) -> tuple[str, str]:
    words = [word for word in name.split(" ") if not _HAN.fullmatch(word)] or name.split(" ")
    while len(words) > 1 and words[0].strip(".").lower() in _HONORIFICS:
        words = words[1:]
    capitals = [word.isupper() and len(word) > 2 and not _is_initials(word) for word in words]
    if any(capitals) and not all(capitals):
        family = [word for word, capital in zip(words, capitals, strict=True) if capital]
        given = [word for word, capital in zip(words, capitals, strict=True) if not capital]
        return " ".join(family), " ".join(given)
    first = len(words)
    while first and _is_initials(words[first - 1]):
        first -= 1
    if 0 < first < len(words) and not _is_initials(words[0]):
        return " ".join(words[:first]), " ".join(words[first:])
    if _is_family_first(words):
        return words[0], " ".join(words[1:])
    start = len(words) - (2 if _has_two_families(words) else 1)
    while start and words[start - 1].lower() in (_PARTICLES if start > 1 else _LEADING_PARTICLES):
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def _is_family_first(words: Sequence[str]) -> bool:
    """Whether a name stands in the order of China or Korea: a family name of there, and behind it only a given one.

    "Chen Liu" may be either, and stands as in the West.
    """
    if len(words) != 2:
        return False
    family, given = words[0].lower(), words[1]
    if family in _KOREAN and _KOREAN_GIVEN.fullmatch(given):
        return True
    return family in _CHINESE and given.lower() not in _CHINESE and _PINYIN.fullmatch(given.lower()) is not None


def _has_two_families(words: Sequence[str]) -> bool:
    """Whether the last two words of a name are both family names of Spain; "Syed Pervez Kamal" has one."""
    return len(words) > 2 and all(_SPANISH.fullmatch(word.lower()) for word in words[-2:])


def _is_initials(word: str) -> bool:
    return word[0].isupper() and word.isupper() and _INITIALS.fullmatch(word) is not None
