import time
from datetime import date

import pytest

from outsider_etl.nlp.dates import find_dates
from outsider_etl.nlp.dates.translation import with_english_dates, with_english_days
from outsider_etl.text import Text
from tests.nlp.inline import lines, parse, said


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("27. Februar 2022", "2022-02-27"),
        ("1er août 2019", "2019-08-01"),
        ("1 er août 2019", "2019-08-01"),
        ("3 octobre 2023", "2023-10-03"),
        ("März 2021", "2021-03"),
        ("14 July 2022", "2022-07-14"),
        ("2. Dez. 2020", "2020-12-02"),
    ],
)
def test_dates_in_german_and_french_are_read_and_lead_back(text, edtf):
    around = f"Das war am {text}, und nicht früher."
    english = with_english_dates(Text.of(around))
    [found] = find_dates(english.value)
    start, end = english.origin(found.start, found.end)
    assert (around[start:end], found.value.edtf) == (text, edtf)


DAYS_ABROAD = """
the judgment of <date>3. Mai 2018</date> and the decree of <date>5 de enero de 2017</date>, which took effect on \
<date>1er janvier 2021</date>
reports of <date>10 dicembre 2019</date>, <date>4 mars 2020</date> and <date>12 févr. 2021</date>
Lagos, <date>mayo de 2012</date>; em <date>março de 2015</date>, no <date>1º de enero de 2019</date>, de 2000
a camp of Juni de 2000 people, the Gate of Mars de 1790
The 4 Mars 2020 rovers, 3 mars bars, 12 out 2019; <date>September 2019</date>
"""


@pytest.mark.parametrize("marked", lines(DAYS_ABROAD))
def test_days_of_other_languages_are_read_with_their_years(marked):
    text, marks = parse(marked)
    english = with_english_days(Text.of(text))
    spans = [english.origin(found.start, found.end) for found in find_dates(english.value)]
    assert [text[start:end] for start, end in spans] == [text[mark.start : mark.end] for mark in marks]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Auguſt 1914",
        "Mars 2020",
        "Il a été élu.",
        "Mars 2,5 Mio.",
        "Chiang Mai und Juli",
        "Nr. 27. Mais",
        "1. Junior",
        "5 Wochenenden und 5 Woche\u017f",
    ],
)
def test_words_that_are_no_dates_are_left_as_they_are(text):
    assert with_english_dates(Text.of(text)).value == text
    assert with_english_dates(Text.of(text), "de").value == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Zahl stieg auf 500 an"),
        ("de", "20 an der Grenze, stieg um drei an, gingen 12 ans Netz"),
        ("de", "im letzten Jahr seiner Amtszeit"),
        ("de", "im letzten Monat ihres Lebens"),
        ("de", "Im letzten Jahr als Minister"),
        ("de", "vor 2 500 Jahren"),
        ("de", "Er steht vor zwei Jahren Haft"),
        ("fr", "Cette année-là, il mourut. Cette semaine-là"),
        ("fr", "Après une année passée en prison. Un an passé à Paris. L'année passée en prison"),
        ("fr", "Les mois prochains, les mois passés"),
        ("fr", "dans le mois suivant la publication, la semaine suivant l'attaque"),
        ("fr", "10 000 jours, 1 000 ans"),
        ("fr", "Cent cinquante ans, cent vingt ans, trente et un ans plus tard"),
        ("fr", "Il y a douze mois dans une année. Il y a trois jours de repos"),
        ("fr", "IIIIIe siècle, VXe siècle"),
        ("fr", "il a été dernier, les années vingt-quatre, chaque élève, T5 2022"),
        ("fr", "Depuis quelques années vingt pays, le terminal T2 2020"),
        ("de", "alle zwei Parteien, jedes Kind, im letzten Saal"),
        ("de", "in den siebziger Jahren des vorigen Jahrhunderts"),
        ("en", "fünf Jahre, cinq ans"),
        ("de", "Nach einem Jahr, in dem es fror, und für ein Jahr wie dieses. Eines Tages war ein Jahr um."),
        ("de", "Für einen Tag-Nacht-Wechsel"),
        ("fr", "D'un mois à l'autre, d'un an sur l'autre, d'une année record, d'un jour férié, en un mois de mai"),
        ("fr", "Au milieu d'un mois civil, le premier lundi d'un mois"),
    ],
)
def test_words_that_are_no_lengths_or_shifts_are_left_as_they_are(language, text):
    assert with_english_dates(Text.of(text), language).value == text


FRENCH = """
En <date start=2019-01-01 end=2019-12-31>2019</date>, le budget a augmenté, comme en <date timex=2018>2018</date>.
Depuis <date timex=2014 mod=ON_OR_AFTER>2014</date>, l'UE agit, jusqu'en <date mod=ON_OR_BEFORE>2025</date>, seule
D’ici <date timex=2030 mod=ON_OR_BEFORE>2030</date>, les émissions baisseront, puis à l'horizon <date>2050</date>.
À partir de <date timex=2023>2023</date>, le
De <date timex=2014>2014</date> à <date timex=2020>2020</date>, les fonds
de 2 % en <date timex=2014>2014</date> à 3 % en <date timex=2020>2020</date>.
l'année <date timex=2021>2021</date>, trois pays; les années <date>2019</date> et <date>2020</date>
<date start=2019-10-01 end=2019-12-31 mod=END>Fin 2019</date>, la crise, <date mod=START>début 2021</date> et \
<date mod=MID>mi-2020</date>
Avant <date mod=BEFORE>2014</date>, il; par rapport à <date timex=2019>2019</date>, la
le <date timex=2021-H1>premier semestre 2021</date> et l'<date timex=2020-SU>été 2020</date>
les <date timex=199>années 1990</date>, au <date start=1980-01-01 end=1983-12-31>début des années 80</date>
Du <date start=2019-05-03 end=2019-05-05>3 au 5 mai 2019</date>, il
les <date timex=2019-05-03>3</date> et <date timex=2019-05-04>4 mai 2019</date>
le <date timex=2021-05-03>lundi 3 mai 2021</date>
de <date timex=2019-06>juin</date> à <date timex=2019-08>août 2019</date>
du <date timex=2019-06-28>28 juin</date> au <date timex=2019-07-02>2 juillet 2019</date>
la Convention de Genève de 1951 et le traité de Maastricht de 1992 ; le traité de <date>1990</date>
pendant <date duration=P5Y>cinq ans</date>, les <date duration=P10Y>dix prochaines années</date>, la même année
en <date duration=P2.5Y>deux ans et demi</date>, sur <date duration=P1.5Y>un an et demi</date>
<date timex=PAST_REF>il y a cinq ans</date>; en <date>2020</date>, puis <date timex=2022>deux ans plus tard</date>
l'<date kind=relative>année dernière</date>, <date kind=relative>cette année</date>, un an de travail, trois ânes
en <date>1990</date>, <date timex=1991>un an et demi plus tard</date>, de <date timex=PXY>deux à trois ans</date>
<date timex=PAST_REF>Il y a environ cinq ans</date>, le <date kind=relative>mois prochain</date>
au <date timex=BC02>IIe siècle av. J.-C.</date>, au <date timex=BC05>Ve siècle avant notre ère</date>
aux <date timex=18>XIXe</date> et <date timex=19>XXe siècles</date>
les <date timex=197>années 1970</date> et <date timex=198>1980</date>
les années <date timex=2010>2010</date> et <date timex=2012>2012</date>
entre le <date timex=2020-01-01>1er janvier</date> et le <date timex=2020-06-30>30 juin 2020</date>
au <date timex=2022-Q3>T3 2022</date>, au <date timex=2021-Q1>T1 de 2021</date>, la gare T2 en <date>2020</date>
<date kind=set timex=P2Y>tous les deux ans</date>, <date kind=set timex=P1M>tous les mois</date>, tous les trois
l'<date start=2019-09-01 end=2020-08-31>année scolaire 2019-2020</date>, scolaire
les <date timex=193>années trente</date>, la fin d'<date timex=192>années vingt</date>, \
les années soixante-dix du <date timex=18>XIXe siècle</date>
les <date timex=196>années soixante</date>, <date start=1970-01-01 end=1973-12-31>début des années soixante-dix</date>
au <date timex=18>XIXe siècle</date>, la <date start=1971-01-01 end=2000-12-31>fin du 20e siècle</date>, Louis XIV
du <date>7 au 9 juin</date> de l'<date>année dernière</date>, le <date>1er juin</date> de l'<date>année dernière</date>
En un mois, <date duration=P2W>deux semaines</date> de pluie
le délai d'<date duration=P1Y>un an</date>, en <date duration=P1M>un mois</date>, pendant \
<date duration=P1W>une semaine</date>, un contrat d'<date duration=P1.5Y>un an et demi</date>
Entre 2000 et 2500 soldats, plus de 2000. Horizon 2020 et 1950 francs
"""

GERMAN = """
EuGH, JZ <date>2016</date>, 1998 Rn. 14; Weber, NVwZ <date>2013</date>, 412 (415); DÖV <date>2011</date>, S. 98
NJW <date>1998</date>, 2014 ff.; FDP 2017, <date>2021</date> und <date>2025</date>; Agenda 2030, S. 4
Nach einem Monat, <date>drei Wochen</date> Regen
nach <date duration=P1Y>einem Jahr</date>, binnen <date duration=P1M>eines Monats</date>, für \
<date duration=P1W>eine Woche</date>, um <date duration=P1D>einen Tag</date>, \
<date timex=PXW>eine bis zwei Wochen</date>
Im Jahr <date start=2019-01-01 end=2019-12-31>2019</date> stieg; im Jahre <date timex=1919>1919</date> wurde
In den Jahren <date timex=2019>2019</date> und <date timex=2020>2020</date> war
Das Haushaltsjahr <date timex=2021>2021</date>, der Haushalt <date timex=2022>2022</date> und
Die Bundestagswahl <date timex=2017>2017</date> brachte
Im <date timex=2021-SU>Sommer 2021</date> endete; und <date start=2022-01-01 mod=START>Anfang 2022</date> sank
bis <date timex=2030 mod=ON_OR_BEFORE>2030</date>, wie <date timex=2019 mod=END>Ende 2019</date>.
von <date timex=2014>2014</date> bis <date timex=2020>2020</date>. Seit <date mod=ON_OR_AFTER>2014</date>, dem
im <date timex=2021-Q1>ersten Quartal 2021</date>, zur <date start=1994-01-01 mod=MID>Mitte der 1990er Jahre</date>
Vom <date start=2019-05-03 end=2019-05-05>3. bis 5. Mai 2019</date>, am <date>3.–5. Juni 2019</date>
zwischen dem <date start=2019-05-03 end=2019-05-05>3. und 5. Mai 2019</date>
vom <date timex=2019-06-28>28. Juni</date> bis zum <date timex=2019-07-02>2. Juli 2019</date>
am <date timex=2021-05-03>Montag, den 3. Mai 2021</date>, im <date timex=2020-01>Jänner 2020</date>
Im Wahljahr <date>2021</date>, im Geschäftsjahr <date timex=2018/2019>2018/19</date>, im <date>Frühjahr 2020</date>
Bereits <date timex=2014>2014</date>, im Zeitraum <date>2014</date> bis <date>2020</date>, Nr. 2016, Bd. 2000
am <date start=2019-05-05 end=2019-05-06>5./6. Mai 2019</date>
Als Russland <date timex=2014>2014</date> die Krim besetzte; im <date>Mai 2014</date> die Wahl; die Agenda 2010 die
Er begann <date timex=2014>2014</date>. Der Vertrag von Lissabon von 2007, der Vertrag von <date>1990</date>
Die USA lieferten <date timex=2022>2022</date> Waffen
nach <date duration=P2.5Y>zweieinhalb Jahren</date>, in <date duration=P1.5Y>1,5 Jahren</date>, in 2,55 Jahren
seit <date duration=P5Y>fünf Jahren</date>, in den <date duration=P10Y>nächsten zehn Jahren</date>, das ganze Jahr
<date timex=PAST_REF>vor fünf Jahren</date>, im <date kind=relative>letzten Jahr</date>, im letzten Jahr der Regierung
<date timex=2019>2019</date> und <date timex=2021>zwei Jahre später</date>; an letzter Stelle, der letzten an der Macht
<date timex=PAST_REF>vor rund fünf Jahren</date>, in <date timex=PXY>10 bis 15 Jahren</date>
im <date timex=BC05>5. Jahrhundert v. Chr.</date>
im <date timex=18>19.</date> und <date timex=19>20. Jahrhundert</date>
vom <date>7. bis 9. Juni</date> <date>vergangenen Jahres</date>
<date>2014</date>, der <date start=2014-12-01>folgende Winter</date>, den <date start=2015-03-01>folgenden März</date>
zwischen dem <date timex=2020-01-01>1. Januar</date> und dem <date timex=2020-06-30>30. Juni 2020</date>
die <date start=1920-01-01 end=1923-12-31>frühen 1920er Jahre</date>, das <date mod=END>späte 19. Jahrhundert</date>
<date start=1974-01-01 end=1976-12-31>Mitte der siebziger Jahre</date>, in seinen Zwanzigern, Sechziger Karten
seit den <date start=1970-01-01 end=1973-12-31>frühen Siebzigerjahren</date>, \
die <date timex=193>dreissiger Jahre</date>
die <date timex=192>zwanziger Jahre</date>, in den <date timex=193>dreißiger Jahren</date>
in den siebziger Jahren des <date timex=18>19. Jahrhunderts</date>
zum <date start=2023-10-01 end=2023-12-31>Jahresende 2023</date>, das Jahresende
im <date start=2019-09-01 end=2020-08-31>Schuljahr 2019/2020</date>, im Schuljahr <date>2019</date>
<date kind=set timex=P2Y>alle zwei Jahre</date>, <date kind=set timex=P1M>jeden Monat</date>, alle zwei Parteien
<date kind=set timex=P1D>jeder Tag</date>; so wie alle <date kind=relative>zwei Jahre zuvor</date>
am <date timex=2020-03-05>5. 3. 2020</date>, Art. 5. 3. 2 Personen
im <date timex=18>19. Jahrhundert</date>, am 19. Jahrestag, zu <date timex=200 mod=START>Beginn der 2000er Jahre</date>
in der <date start=1901-01-01 end=1950-12-31>ersten Hälfte des 20. Jahrhunderts</date>
2000 Soldaten, 1812 Mann und 1950 Fahrzeuge; 1500 bis 2000 Panzer; nach 1523 Metern; die Agenda 2010 und die Vision 2030
"""


@pytest.mark.parametrize(
    ("language", "marked"), [*(("fr", line) for line in lines(FRENCH)), *(("de", line) for line in lines(GERMAN))]
)
def test_dates_of_french_and_german_sentences_are_found_with_their_values(language: str, marked: str) -> None:
    text, marks = parse(marked)
    english = with_english_dates(Text.of(text), language)
    found = find_dates(english.value)
    spans = [english.origin(item.start, item.end) for item in found]
    assert [text[start:end] for start, end in spans] == [text[mark.start : mark.end] for mark in marks]
    assert [said(item.value, mark) for item, mark in zip(found, marks, strict=True)] == [m.attributes for m in marks]


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("fr", "en mars dernier", "2023-03-01"),
        ("fr", "le 15 mars dernier", "2023-03-15"),
        ("fr", "le 15 novembre dernier", "2022-11-15"),
        ("fr", "à la fin mars dernier", "2023-03-21"),
        ("fr", "début mars prochain", "2024-03-01"),
        ("de", "im folgenden März", "2024-03-01"),
        ("fr", "l'été dernier", "2022-06-01"),
        ("fr", "la fin du mois dernier", "2023-04-21"),
        ("fr", "au début de l'année prochaine", "2024-01-01"),
        ("de", "im vergangenen März", "2023-03-01"),
        ("de", "im kommenden Herbst", "2023-09-01"),
        ("de", "Ende letzten Jahres", "2022-10-01"),
        ("de", "vom Dezember vergangenen Jahres", "2022-12-01"),
        ("de", "bis Ende Juni des nächsten Jahres", "2024-06-21"),
        ("de", "im Herbst desselben Jahres", "2023-09-01"),
        ("fr", "au printemps de l'année dernière", "2022-03-01"),
        ("fr", "à la mi-mars de cette année", "2023-03-11"),
        ("fr", "en juillet de la même année", "2023-07-01"),
        ("de", "Mitte nächster Woche", "2023-05-24"),
    ],
)
def test_dates_told_by_their_distance_in_french_and_german_are_resolved(language, text, start):
    [found] = find_dates(with_english_dates(Text.of(text), language).value, date(2023, 5, 17))
    assert str(found.value.start) == start


@pytest.mark.parametrize(("reference", "year"), [(date(2021, 3, 1), 2021), (date(2021, 3, 5), 2020)])
def test_a_report_of_which_the_month_is_known_tells_of_a_day_in_it(reference: date, year: int) -> None:
    [found] = find_dates(with_english_dates(Text.of("le 9 mars dernier"), "fr").value, reference)
    assert found.value.start == date(year, 3, 9)


@pytest.mark.parametrize(
    "text",
    [
        "premier ſemeſtre 2021",
        "tous les deux anſ",
        "der letzte Monatſ",
        "ſeit 2014",
        "Jahr 2019 im Jahr 2019-",
        "3. bis 5. Mai",
    ],
)
def test_translation_never_fails_and_keeps_the_origin(text: str) -> None:
    english = with_english_dates(Text.of(text), "de")
    assert english.origin(0, len(english.value)) == (0, len(text))


@pytest.mark.parametrize(
    "piece", ["3. bis ", "seit Mai bis ", "2019 ", "a", "Mai-", "1950 Soldaten ", "lundi 3 ", "vor ", "5 ", "XI "]
)
def test_translation_takes_linear_time(piece: str) -> None:
    small, large = (_seconds(piece * (size // len(piece))) for size in (10_000, 60_000))
    assert large < 20 * small + 0.5


def _seconds(text: str) -> float:
    started = time.process_time()
    with_english_dates(Text.of(text), "de")
    return time.process_time() - started
