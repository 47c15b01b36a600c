"""Hostile text and Markdown: encodings, characters, notes that do not match, and marks nested without end."""

from collections.abc import Iterator

from tests.hostile.pdf_files import SENTENCE

_CONTROLS = "".join(map(chr, [*range(1, 9), *range(14, 32), 127, *range(128, 133), *range(134, 160)]))
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\ufe0f\ufeff\ufff9\ufffc\U000e0001\U000e0041"
_PLAIN = "The harbour was dredged twice and nobody paid for it in the end.\n"


def text_files(scale: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each text; the longest line has `scale` MB, the most notes are `scale` times 60."""
    yield from _encodings()
    for name, text in (*_characters(), *_notes(60 * scale), *_markdown(), *_front_matter()):
        yield name, text.encode("utf-8")
    yield "line-of-words.txt", (SENTENCE + " ").encode() * (1_000_000 * scale // len(SENTENCE) // 40)
    yield "line-of-one-word.txt", b"a" * 1_000_000 * scale
    yield "line-of-dots.md", b"." * 20_000 * scale


def _encodings() -> Iterator[tuple[str, bytes]]:
    good = SENTENCE.encode()
    plain = _PLAIN * 20
    yield "encoding-mark.txt", b"\xef\xbb\xbf" + good
    yield "encoding-marks.txt", b"\xef\xbb\xbf" * 3 + good
    yield "encoding-utf16.txt", SENTENCE.encode("utf-16")
    yield (
        "encoding-utf16-half.txt",
        b"\xff\xfe" + (SENTENCE + plain + "\ud800 and \udc00.").encode("utf-16-le", "surrogatepass"),
    )
    yield "encoding-utf16-odd.txt", SENTENCE.encode("utf-16") + b"x"
    yield "encoding-utf32.txt", SENTENCE.encode("utf-32")
    yield (
        "encoding-utf8-half.txt",
        (SENTENCE + plain + "\ud800 – “and” \udfff ‘more’ – “so” – ").encode("utf-8", "surrogatepass"),
    )
    yield (
        "encoding-utf8-overlong.txt",
        good + plain.encode() + b" \xc0\xaf \xe0\x80\xaf \xf8\x88\x80\x80\x80 " + "– “so” – ‘it’ – é è ü ñ".encode(),
    )
    yield "encoding-mixed.txt", good + "\nCafé – “naïve”\n".encode() + "Café – “naïve”\n".encode("cp1252") * 2
    yield "encoding-latin.txt", good + "\nCafé and naïve façades cost £5 million.\n".encode("cp1252")
    yield "encoding-noise.txt", bytes(range(256)) * 40
    yield "encoding-html.txt", b"<html><body>" + good + b"</body></html>"
    yield "nul-one.txt", good + b"\n" + _PLAIN.encode() * 20 + b"a\0b\n"
    yield "nul-many.txt", good.replace(b" ", b"\0 \0")
    yield "nul-only.txt", bytes(1_000)
    yield "nul-one.md", b"# A\0 title\n\n" + good + b"\n\n" + _PLAIN.encode() * 20


def _characters() -> Iterator[tuple[str, str]]:
    yield "empty.txt", ""
    yield "empty.md", ""
    yield "blank.txt", " \t\r\n\f\v\u2028\u2029\x85\u00a0\u3000" * 50
    yield "only-digits.txt", "0123456789\n" * 300
    yield "only-digits-on-one-line.txt", "7" * 20_000
    yield "only-punctuation.txt", ".,;:!?()[]{}<>'\"-–—…«»/\\|@#$%^&*_+=~`\n" * 100
    yield "only-signs-of-money.txt", "$€£¥ " * 1_000
    yield "only-line-ends.txt", "a\r\r\n\n\r" * 2_000
    yield "only-form-feeds.txt", "a\f" * 2_000
    yield "only-invisible.txt", (_INVISIBLE + "\n") * 20
    yield "only-combining.txt", "a" + "\u0301" * 20_000
    yield "controls.txt", f"{_PLAIN * 40}{SENTENCE} {_CONTROLS} {SENTENCE}\n"
    yield "controls-in-words.md", "# T\x1bitle\n\n" + _PLAIN * 40 + " ".join(f"wo{char}rd" for char in _CONTROLS[:20])
    yield "bidi.txt", f"{SENTENCE}\n{_BIDI.join('money')} \u202e$5 million\u202c {_BIDI}\n{SENTENCE}\n"
    yield "invisible.txt", f"{_INVISIBLE.join('The board')} paid ${_INVISIBLE.join('5')} million.\n{SENTENCE}\n"
    yield "planes.txt", f"{SENTENCE}\n" + "".join(chr(0x1F600 + i % 60) + chr(0x20000 + i) for i in range(500))
    yield (
        "nonsense-numbers.txt",
        f"{SENTENCE} It cost ${'9' * 3_000} and {'1,' * 2_000}000 and 1e999999 and $1.{'0' * 2_000}1.\n",
    )
    yield (
        "nonsense-dates.txt",
        f"{SENTENCE} On 99/99/9999, 31 February 0000, {'9' * 500} BC, the {'9' * 400}th of May {'9' * 300}.\n",
    )
    yield "brackets.txt", f"{SENTENCE}\n" + "(" * 5_000 + "[" * 5_000 + "“" * 5_000
    yield "capitals.txt", f"{SENTENCE}\n" + "THE BOARD OF THE MINISTRY OF THE UNION OF THE " * 300
    yield "initials.txt", f"{SENTENCE}\n" + "A. B. C. D. E. " * 800
    yield (
        "formula.txt",
        "=cmd|'/C calc'!A0 \n@SUM(1+1)*cmd \n+1 -1 {{7*7}} ${7*7} <script>alert(1)</script> '; DROP TABLE money; --\n",
    )
    yield "hyphens.txt", f"{SENTENCE}\n" + "inter-\n" * 3_000


def _notes(count: int) -> Iterator[tuple[str, str]]:
    body = "".join(f"The board met in town and paid ${i} for it.[^{i}]\n\n" for i in range(count))
    yield "notes-many.md", body + "".join(f"[^{i}]: Minutes of the board, {1900 + i % 100}.\n" for i in range(count))
    yield "notes-missing.md", body
    yield "notes-without-markers.md", SENTENCE + "\n\n" + "".join(f"[^{i}]: A note.\n" for i in range(count))
    yield "notes-backwards.md", body + "".join(f"[^{i}]: Minutes.\n" for i in reversed(range(count)))
    yield "notes-of-one-label.md", f"{SENTENCE}[^1]\n\n" + "[^1]: A note.\n\n" * count
    yield "notes-in-notes.md", f"{SENTENCE}[^0]\n\n" + "".join(f"[^{i}]: See.[^{i + 1}]\n\n" for i in range(count))
    yield "notes-of-themselves.md", f"{SENTENCE}[^1]\n\n[^1]: See.[^1]\n\n    > See.[^1] ^[See.[^1] ^[See.[^1]]]\n"
    raised = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    marked = [
        f"The board met in town for the time{str(i).translate(raised)} that was set.\n" for i in range(1, count + 1)
    ]
    noted = [f"{i} Minutes of the board, {1900 + i % 100}, p. {i}.\n" for i in range(1, count + 1)]
    yield "notes-many.txt", "".join(marked) + "\n\nNotes\n\n" + "".join(noted)
    yield "notes-missing.txt", "".join(marked)
    yield "notes-without-markers.txt", SENTENCE + "\n\nNotes\n\n" + "".join(noted)
    yield "notes-backwards.txt", "".join(marked) + "\n\nNotes\n\n" + "".join(reversed(noted))
    yield (
        "notes-out-of-order.txt",
        "".join(marked[::2] + marked[1::2]) + "\n\nNotes\n\n" + "".join(noted[1::2] + noted[::2]),
    )
    yield "notes-of-one-label.txt", "".join(marked[:1] * count) + "\n\nNotes\n\n" + "".join(noted[:1] * count)
    yield "notes-ibid.txt", "".join(marked) + "\n\nNotes\n\n" + "".join(f"{i} Ibid.\n" for i in range(1, count + 1))


def _markdown() -> Iterator[tuple[str, str]]:
    deep = 800
    for name, text in (
        ("quotes", "> " * deep + "a"),
        ("lists", "".join(f"{'  ' * i}- a\n" for i in range(300))),
        ("lists-on-a-line", "- " * deep + "a"),
        ("numbers-on-a-line", "1. " * deep + "a"),
        ("quotes-and-lists", "> - " * deep + "a"),
        ("brackets", "[" * deep * 5 + "a" + "]" * deep * 5),
        ("links", "[a](" * deep + ")" * deep),
        ("links-open", "[a](<b" * deep),
        ("images", "![" * deep + "a" + "](b)" * deep),
        ("references", "".join(f"[a{i}]: [a{i + 1}]\n" for i in range(deep)) + "[a0]" * deep),
        ("emphasis", "*a **b " * deep),
        ("emphasis-closed", "*" * deep + "a" + "*" * deep),
        ("emphasis-mixed", "*a_ " * deep),
        ("strikes", "~~a ~b " * deep),
        ("code", "".join("`" * i + "a" for i in range(1, 120))),
        ("fences", "```\n" * deep),
        ("tables", "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|b\n" * 30),
        ("tables-drawn", "-- -- --\n" * deep),
        ("tables-drawn-open", "---\na\n-- --\n" + "a b\n" * deep),
        ("html-tags", "<div>" * deep + "a" + "</div>" * deep),
        ("html-open", "<a b='" * deep),
        ("html-comments", "<!--" * deep),
        ("html-script", "<script>" * deep + "alert(1)"),
        ("html-entities", "&amp;&#0;&#xD800;&#x110000;&#99999999;&nosuch;" * 300),
        ("html-declarations", "<!DOCTYPE <![CDATA[ <?php " * deep),
        ("headings", "".join(f"{'#' * (i % 8)} {i}\n" for i in range(deep))),
        ("rules", "***\n---\n___\n" * deep),
        ("carets", "^[" * deep + "a" + "]" * deep),
        ("attributes", "[a]{.b c=" * deep),
        ("escapes", "\\" * deep * 5),
        ("divs", "::: {.a}\n" * deep),
        ("raised", "a^b^ ~c~ " * deep),
    ):
        yield f"markdown-{name}.md", f"{SENTENCE}\n\n{text}\n\n{SENTENCE}\n"


def _front_matter() -> Iterator[tuple[str, str]]:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(12)
    )
    for name, yaml in (
        ("aliases", f"title: *m\n{laughs}"),
        ("aliases-in-place", f"{laughs}title: *m\n"),
        ("alias-of-itself", "title: &a [*a]\nauthor: &b {name: *b}\n"),
        ("objects", "title: !!python/object/apply:os.system ['touch hostile-was-here']\n"),
        (
            "objects-new",
            "title: !!python/object/new:os.system [touch hostile-was-here]\nauthor: !!python/name:os.system\n",
        ),
        ("tags", "title: !!binary AAAA\ndate: !!timestamp 99999-99-99\nlang: !!float .nan\n"),
        ("deep", "title: " + "[" * 5_000 + "]" * 5_000 + "\n"),
        ("deep-indented", "".join(f"{' ' * i}a:\n" for i in range(200))),
        ("keys", "? [a, b]\n: c\n? {a: b}\n: d\ntitle: T\n"),
        ("keys-twice", "title: One\n" * 500),
        ("types", "title: [5, {a: b}]\nauthor: {name: [x]}\ndate: {}\nlang: []\nisbn: ~\npublisher: .nan\n"),
        ("long", "title: " + "a" * 40_000 + "\n"),
        ("anchors", "title: T\n" + "".join(f"a{i}: &x{i} 1\n" for i in range(1_500))),
        ("controls", 'title: "a\\0b\\x1b\\ud800"\nauthor: "\\ud800"\npublisher: "\\udfff x"\n'),
        ("open", "title: T\n\n"),
        ("dates", "title: T\ndate: 99999999999999-99-99\npublished: 2013-99/Y170000002\n"),
    ):
        end = "" if name == "open" else "---\n\n"
        yield f"front-{name}.md", f"---\n{yaml}{end}{SENTENCE}\n"
