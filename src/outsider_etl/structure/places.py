"""Know the places that title pages name, which look like persons: "New York", "Cambridge, MA"."""

import re

# Cities where many reports are published.
CITIES = (
    r"Abuja|Accra|Addis Ababa|Amsterdam|Ankara|Arlington|Athens|Baltimore|Bangkok|Barcelona|Basel|Beijing|"
    r"Belgrade|Berkeley|Berlin|Bern|Berne|Bonn|Boston|Bratislava|Brussels|Bruxelles|Bucharest|Budapest|Cairo|"
    r"Cambridge|Canberra|Cape Town|Chicago|Copenhagen|Dakar|Delhi|Dhaka|Dublin|Edinburgh|Frankfurt|Geneva|"
    r"Genève|Genf|Hamburg|Hanoi|Helsinki|Hong Kong|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kampala|"
    r"Kiel|Kyiv|Köln|Lagos|Leiden|Lisbon|Ljubljana|London|Londres|Los Angeles|Luxembourg|Madrid|Manchester|"
    r"Manila|Melbourne|Mexico City|Milan|Montreal|Moscow|München|Munich|Nairobi|New Delhi|New Haven|"
    r"New York(?: City)?|Oslo|Ottawa|Oxford|Palo Alto|Paris|Philadelphia|Prague|Pretoria|Princeton|Riga|Rome|"
    r"San Francisco|Santa Monica|Seattle|Seoul|Singapore|Sofia|Stanford|Stockholm|Strasbourg|Sydney|Tallinn|"
    r"Tel Aviv|The Hague|Tokyo|Toronto|Vienna|Vilnius|Warsaw|Washington(?:,? D\.?C\.?)?|Wien|Zagreb|Zurich|"
    r"Zürich"
)
_STATE = (
    r"(?:A[KLRZ]|C[AOT]|D\.?C\.?|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY]|Calif\.|Mass\.)(?: \d{5})?"
)
_COUNTRY = (
    r"(?:Australia|Austria|Belgium|Canada|Denmark|England|France|Germany|India|Italy|Japan|Kenya|Netherlands|Norway|Poland|"
    r"Scotland|South Africa|Spain|Sweden|Switzerland|U\.?K\.?|U\.?S\.?(?:A\.?)?|United Kingdom)"
)
_WORD = r"[A-ZÀ-Þ][\w.’'-]*"
_BEHIND = re.compile(rf"(?:^|,\s*)(?:{CITIES})(?:,\s*(?:{_STATE}|{_COUNTRY}))?$|^{_WORD}(?: {_WORD}){{0,2}}, {_STATE}$")


def without_place(text: str) -> str:
    """Return `text` without the place that stands at its end behind a comma, or that all of it is."""
    return _BEHIND.sub("", text)
