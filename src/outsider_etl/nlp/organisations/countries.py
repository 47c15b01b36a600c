"""What countries and their peoples are called."""

import re
from functools import cache
from itertools import takewhile
from operator import eq

from babel import Locale

from outsider_etl.nlp.organisations.keys import name_key, spelt_alike

_DEMONYMS = (
    "afghan albanian algerian american angolan argentine argentinian armenian australian austrian azerbaijani "
    "bangladeshi belarusian belgian bolivian bosnian brazilian british bulgarian burmese cambodian canadian "
    "chilean chinese colombian croatian cuban cypriot czech danish dutch ecuadorian egyptian emirati english "
    "estonian ethiopian finnish french georgian german ghanaian greek hungarian icelandic indian indonesian "
    "iranian iraqi irish israeli italian japanese jordanian kazakh kenyan korean kosovan kuwaiti kyrgyz lao "
    "latvian lebanese libyan lithuanian malaysian maltese mexican moldovan mongolian moroccan mozambican namibian "
    "nepalese nigerian norwegian omani pakistani palestinian panamanian paraguayan peruvian philippine polish "
    "portuguese qatari romanian russian rwandan saudi scottish senegalese serbian singaporean slovak slovenian "
    "somali soviet spanish sudanese swedish swiss syrian taiwanese tajik tanzanian thai tunisian turkish turkmen "
    "ugandan uk ukrainian uruguayan us uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean".split()
)
# Countries that go by other names than those of the present, and by these in short.
_OTHER_COUNTRIES = (
    "america, britain, burma, congo, czechoslovakia, england, great britain, ivory coast, korea, "
    "russian federation, scotland, soviet union, turkey, uk, us, united states of america, ussr, wales, yugoslavia"
).split(", ")
_STATE_ACRONYMS = frozenset("bih dprk frg gdr ksa prc rok sfry uae uar usa ussr".split())
# What states say of themselves before "republic", as keys spell it.
_STATE = re.compile(
    r"(?:(?:arab|bolivarian|democratic|federal|federative|islamic|oriental|peoples|plurinational|socialist|soviet|"
    r"united) )*"
    r"(?:kingdom|principaliti|republic|sultanate) of (?:the )?(?P<land>.+)"
)
_UNIONS = frozenset({"european union", "united nations"})
"""They stand among the territories of the world, and are organisations."""
_LEAST_STEM, _STEM = 3, 6


def is_country(name: str) -> bool:
    """Return whether a name is that of a country or of its people."""
    key = name_key(name)
    return key in countries() or key in demonyms()


def is_state(name: str) -> bool:
    """Return whether a name is that of a state, in full, in short or by letters: "Republic of Korea", "ROK"."""
    key = name_key(name)
    full = _STATE.fullmatch(key)
    return key in _STATE_ACRONYMS or (full["land"] if full else key) in countries() - _UNIONS


@cache
def demonyms() -> frozenset[str]:
    """Return the adjectives of peoples, as keys spell them."""
    return frozenset(map(spelt_alike, _DEMONYMS))


@cache
def lands(people: str) -> frozenset[str]:
    """Return the countries that share the most first letters with a people's adjective ("nigerian": "nigeria")."""
    if people not in demonyms():
        return frozenset()
    stem = people.removesuffix("n")
    shared = {land: sum(takewhile(bool, map(eq, stem, land))) for land in countries() - demonyms()}
    most = max(shared.values())
    enough = {land: max(_LEAST_STEM, min(_STEM, len(stem), len(land))) for land in shared}
    return frozenset(land for land, count in shared.items() if count == most >= enough[land])


@cache
def countries() -> frozenset[str]:
    """Return the names of countries, as keys spell them."""
    named = (name for code, name in Locale("en").territories.items() if code.isalpha())
    return frozenset(map(name_key, [*named, *_OTHER_COUNTRIES]))
