import pytest
from hypothesis import given
from hypothesis import strategies as st

from outsider_etl.errors import EmptySourceError, TooLargeError, UnreadableError
from outsider_etl.readers import read_pages

SENTENCE = "Café owners — “small fry”, says the ministry’s report — paid £3.5 billion in 2019 for their naïve façades."
REPORTS = {
    "pl": (
        "Rząd ogłosił, że wydatki na obronę wzrosną w przyszłym roku. Minister powiedział dziennikarzom, iż środki"
        " będą pochodziły z budżetu państwa. Zdaniem ekspertów sytuacja gospodarcza jest trudna, ale nie "
        "beznadziejna."
    ),
    "cs": (
        "Vláda oznámila, že výdaje na obranu příští rok vzrostou. Ministr řekl novinářům, že peníze půjdou ze "
        "státního rozpočtu. Podle odborníků je hospodářská situace obtížná, ale ne beznadějná."
    ),
    "hu": (
        "A kormány bejelentette, hogy jövőre nőnek a védelmi kiadások. A miniszter elmondta az újságíróknak, hogy "
        "a pénz az állami költségvetésből származik. A szakértők szerint a gazdasági helyzet nehéz, de nem "
        "reménytelen."
    ),
    "ru": (
        "Правительство объявило, что расходы на оборону вырастут в следующем году. Министр сказал журналистам, что"
        " деньги поступят из государственного бюджета. По мнению экспертов, экономическая ситуация сложная, но не "
        "безнадёжная."
    ),
    "el": (
        "Η κυβέρνηση ανακοίνωσε ότι οι δαπάνες για την άμυνα θα αυξηθούν τον επόμενο χρόνο. Ο υπουργός είπε στους "
        "δημοσιογράφους ότι τα χρήματα θα προέλθουν από τον κρατικό προϋπολογισμό. Σύμφωνα με τους ειδικούς, η "
        "οικονομική κατάσταση είναι δύσκολη."
    ),
    "tr": (
        "Hükümet, savunma harcamalarının gelecek yıl artacağını açıkladı. Bakan gazetecilere paranın devlet "
        "bütçesinden geleceğini söyledi. Uzmanlara göre ekonomik durum zor ama umutsuz değil."
    ),
    "ja": (
        "政府は来年の防衛費が増加すると発表した。大臣は記者団に対し、資金は国家予算から出ると述べた。専門家に"
        "よれば、経済状況は厳しいが絶望的ではない。日本は安全保障の分野で隣国と協力している。"
    ),
    "zh": (
        "政府宣布明年国防开支将会增加。部长告诉记者，资金将来自国家预算。专家认为，经济形势困难，但并非没有希"
        "望。中国在安全领域与邻国合作。"
    ),
    "fr": (
        "Le gouvernement a annoncé que les dépenses de défense augmenteraient l’année prochaine. Le ministre a "
        "déclaré aux journalistes que l’argent viendrait du budget de l’État. D’après les experts, la situation "
        "économique est difficile, mais pas désespérée."
    ),
    "de": (
        "Die Regierung kündigte an, dass die Ausgaben für Verteidigung im nächsten Jahr steigen würden. Der "
        "Minister erklärte den Journalisten, das Geld käme aus dem Bundeshaushalt. „Die Lage ist schwierig“, "
        "sagten Fachleute über die Größe der Brücke."
    ),
    "sv": (
        "Regeringen meddelade att försvarsutgifterna kommer att öka nästa år. Ministern sade till journalisterna "
        "att pengarna kommer från statens budget. Enligt experter är det ekonomiska läget svårt på öarna."
    ),
    "lt": (
        "Vyriausybė paskelbė, kad kitais metais išlaidos gynybai didės. Ministras žurnalistams sakė, kad pinigai "
        "bus skirti iš valstybės biudžeto. Ekspertų nuomone, ekonominė padėtis yra sunki, bet ne beviltiška."
    ),
}
ASIDES = [
    "The programme costs €5 million. The ministry paid a third of it.",
    "It cost £5 per head. Nobody asked why.",
    "The Institut français published its report. It was read in Moscow.",
    "Café owners met in the naïve façade of the hall. They agreed on little.",
    "© 2020 The Institute. All rights reserved.",
    "• First point\n• Second point",
    "Summary\n————————\nThe ministry paid.",
]
PLAIN = " The harbour authority borrowed a great deal, and the ministry paid for it twice." * 40


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert read_pages(SENTENCE.encode(encoding), "report.txt").text == SENTENCE


def test_text_in_utf16_without_mark_is_told_from_binary() -> None:
    plain = "There is no accent in this report, and nothing else that helps to tell what it is written in."
    assert read_pages(plain.encode("utf-16-le"), "report.txt").text == plain


def test_text_whose_encoding_was_guessed_says_so() -> None:
    assert read_pages(SENTENCE.encode("cp1252"), "report.txt").warnings == ("encoding not declared; read as cp1252",)
    assert read_pages(SENTENCE.encode(), "report.txt").warnings == ()


@pytest.mark.parametrize("length", ["short", "long"])
@pytest.mark.parametrize("aside", ASIDES)
def test_text_with_few_special_characters_is_read_as_windows_1252(aside: str, length: str) -> None:
    text = aside + PLAIN * (length == "long")
    assert read_pages(text.encode("cp1252"), "report.txt").text == text


@pytest.mark.parametrize("repeats", [1, 8])
@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("pl", "cp1250"),
        ("pl", "iso8859_2"),
        ("cs", "cp1250"),
        ("hu", "cp1250"),
        ("ru", "cp1251"),
        ("ru", "koi8_r"),
        ("el", "cp1253"),
        ("tr", "cp1254"),
        ("lt", "cp1257"),
        ("ja", "cp932"),
        ("ja", "euc_jp"),
        ("zh", "gb18030"),
        ("fr", "cp1252"),
        ("de", "cp1252"),
        ("sv", "cp1252"),
    ],
)
def test_text_is_read_in_the_encoding_of_its_language(language: str, encoding: str, repeats: int) -> None:
    text = " ".join([REPORTS[language]] * repeats)
    source = read_pages(text.encode(encoding), "report.txt")
    assert source.text == text
    assert source.warnings == (f"encoding not declared; read as {encoding}",)


def test_text_with_a_damaged_byte_is_read_as_utf8_with_a_warning() -> None:
    data = (SENTENCE + PLAIN).encode().replace(b" paid", b" \xe9\xff paid", 1)
    source = read_pages(data, "report.txt")
    assert source.text == SENTENCE.replace(" paid", " \ufffd\ufffd paid") + PLAIN
    assert source.warnings == (f"not all of it is UTF-8; bytes lost: 2, the first at byte {data.index(0xFF) - 1}",)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_text_lines_end_in_every_style(line_end: str) -> None:
    source = read_pages(line_end.join(["one", "", "two"]).encode(), "report.txt")
    assert [line.text.value for line in source.pages[0].lines] == ["one", "", "two"]
    last = source.pages[0].lines[2].text
    assert source.text[slice(*last.origin(0, 3))] == "two"


def test_text_form_feeds_end_pages() -> None:
    source = read_pages(b"one\ntwo\fthree", "report.TXT")
    assert [(page.number, [line.text.value for line in page.lines]) for page in source.pages] == [
        (1, ["one", "two"]),
        (2, ["three"]),
    ]
    assert read_pages(b"one", "report.txt").pages[0].number is None


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff".encode(), b"\f\f"])
def test_text_without_any_text_is_refused(data: bytes) -> None:
    with pytest.raises(EmptySourceError, match=r"^report\.txt: there is no text"):
        read_pages(data, "report.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 10,
        b"%PDF-1.7\n\x00\x01\x02\x03" + bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + bytes(range(255, -1, -1)) * 4,
        b"\xff\xfeabc",
        b"\xef\xbb\xbfabc\xff",
    ],
)
def test_text_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^report\.txt: .*(export|suffix)"):
        read_pages(data, "report.txt")


@given(st.binary(max_size=300))
def test_text_of_any_bytes_is_text_or_refused(data: bytes) -> None:
    try:
        source = read_pages(data, "report.txt")
    except (EmptySourceError, UnreadableError):
        return
    lines = [line.text for page in source.pages for line in page.lines if len(line.text)]
    assert all(source.text[slice(*line.origin(0, len(line)))] == line.value for line in lines)


def test_text_of_an_unknown_kind_names_the_kinds() -> None:
    with pytest.raises(UnreadableError, match=r"report\.docx: cannot read this kind of file.*\.txt"):
        read_pages(b"abc", "report.docx")


@pytest.mark.parametrize("intact", ["It cost €5 million in all.", "The plan – it’s “good”."])
def test_text_in_utf8_with_one_bad_byte_is_read_as_utf8(intact: str) -> None:
    source = read_pages(f"{intact} ".encode() * 3 + b"Tail\xff end.", "report.txt")
    assert source.text == f"{intact} " * 3 + "Tail\ufffd end."
    assert len(source.warnings) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_text_is_read_up_to_a_limit_of_characters(name: str) -> None:
    assert read_pages("ééééé".encode(), name, 5).text == "ééééé"
    for text in ("éééééé", "é" * 100):
        with pytest.raises(TooLargeError, match=rf"{name}: has more than 5 characters; split it, or set document_char"):
            read_pages(text.encode(), name, 5)
