"""Hostile PDFs: loops, bombs, broken structure, wrong types, fonts and places that no program writes.

Each says `SENTENCE` on a page unless what is wrong with it makes that impossible.
"""

import zlib
from collections.abc import Iterator

from tests.readers.pdf_files import make_pdf, text

SENTENCE = "The board borrowed $5 million in May 2019."
GOOD = text(50, 50, SENTENCE)
# What a second page says where the first is the hostile one.
AFTER = text(50, 50, "It paid the loan back in June 2021.")
_FONT_1 = b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def pdf_files(scale: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each PDF; bombs unpack to `scale` times 120 MB."""
    yield from _loops()
    yield from _nested()
    yield from _bombs(scale)
    yield from _broken()
    yield from _fonts()
    yield from _places()
    yield from _contents()
    yield from _extras()


def stream(data: bytes, entries: str = "") -> str:
    """Return the body of a stream object."""
    return f"<< /Length {len(data)} {entries} >>\nstream\n{data.decode('latin-1')}\nendstream"


def _loops() -> Iterator[tuple[str, bytes]]:
    kids = "<< /Type /Pages /Count 1 /Kids [100 0 R 10 0 R] >>"
    yield "loop-page-tree.pdf", make_pdf(GOOD, objects={2: kids, 100: "<< /Type /Pages /Kids [2 0 R 100 0 R] >>"})
    yield "loop-page-parent.pdf", make_pdf(GOOD, objects={2: kids.replace("100 0 R", "2 0 R /Parent 2 0 R")})
    yield (
        "loop-reference.pdf",
        make_pdf(GOOD, page="/Annots 100 0 R", objects={100: "101 0 R", 101: "102 0 R", 102: "100 0 R"}),
    )
    yield "loop-contents.pdf", _swapped(make_pdf(GOOD, AFTER, objects={100: "100 0 R"}), b"/Contents 11 0 R", b"100")
    yield (
        "loop-outline.pdf",
        make_pdf(
            GOOD,
            catalog="/Outlines 100 0 R",
            objects={
                100: "<< /First 101 0 R >>",
                101: "<< /Title (One) /Next 102 0 R /First 101 0 R /Dest [10 0 R] >>",
                102: "<< /Title (Two) /Next 101 0 R /Parent 102 0 R /Dest 102 0 R >>",
            },
        ),
    )
    yield (
        "loop-names.pdf",
        make_pdf(
            GOOD,
            catalog="/Outlines 100 0 R /Names << /Dests 102 0 R >>",
            objects={
                100: "<< /First 101 0 R >>",
                101: "<< /Title (One) /Dest (chapter) >>",
                **_doubling(102, 40, "/Limits [(a) (z)]", "/Names [(zz) 1]"),
            },
        ),
    )
    yield (
        "loop-labels.pdf",
        make_pdf(GOOD, catalog="/PageLabels 102 0 R", objects=_doubling(102, 40, "", "/Nums [0 << /S /D >>]")),
    )
    yield (
        "loop-labels-itself.pdf",
        make_pdf(GOOD, catalog="/PageLabels 100 0 R", objects={100: "<< /Kids [100 0 R] >>"}),
    )
    form = "/Type /XObject /Subtype /Form /BBox [0 0 400 600]"
    yield (
        "loop-form-itself.pdf",
        _with_form(
            GOOD + "/X100 Do\n", {100: stream(b"/X100 Do", f"{form} /Resources << /XObject << /X100 100 0 R >> >>")}
        ),
    )
    both = f"{form} /Resources << /XObject << /X100 100 0 R /X101 101 0 R >> >>"
    yield (
        "loop-forms-each-other.pdf",
        _with_form(GOOD + "/X100 Do\n", {100: stream(b"/X101 Do", both), 101: stream(b"/X100 Do", both)}),
    )
    forms = {
        number: stream(
            f"/X{number + 1} Do ".encode() * 10,
            f"{form} /Resources << /XObject << /X{number + 1} {number + 1} 0 R >> >>",
        )
        for number in range(100, 120)
    }
    yield "loop-forms-ten-fold.pdf", _two_pages_with_form("/X100 Do\n", {**forms, 120: stream(b"", form)})
    yield "loop-xref.pdf", _with_trailer(make_pdf(GOOD), lambda at: f"/Prev {at}")
    yield (
        "loop-object-stream.pdf",
        make_pdf(
            GOOD,
            objects={100: stream(b"100 0 101 10 << >> << >>", "/Type /ObjStm /N 2 /First 13 /Extends 100 0 R")},
            page="/Annots 101 0 R",
        ),
    )
    yield (
        "loop-length.pdf",
        make_pdf(GOOD, page="/Annots 100 0 R", objects={100: "<< /Length 100 0 R >>\nstream\n\nendstream"}),
    )


def _nested() -> Iterator[tuple[str, bytes]]:
    deep = 20_000
    yield "nested-arrays.pdf", make_pdf(GOOD, page=f"/Annots {'[' * deep}{']' * deep}")
    yield "nested-arrays-open.pdf", make_pdf(GOOD, page="/Annots 100 0 R", objects={100: "[" * deep})
    yield "nested-dictionaries.pdf", make_pdf(GOOD, info=f"/Title {'<< /A ' * deep}1{' >>' * deep}")
    yield "nested-in-content.pdf", make_pdf(GOOD + "[" * deep + "]" * deep + " TJ\n", AFTER)
    yield "nested-states.pdf", make_pdf("q " * 200_000 + GOOD, AFTER)
    yield "nested-strings.pdf", make_pdf(GOOD + "BT (" + "(" * 100_000 + ")" * 100_000 + ") Tj ET\n", AFTER)
    pages = {100 + i: f"<< /Type /Pages /Count 1 /Kids [{101 + i} 0 R] >>" for i in range(3_000)}
    yield (
        "nested-page-tree.pdf",
        make_pdf(GOOD, objects={2: "<< /Type /Pages /Kids [10 0 R 100 0 R] >>", **pages, 3_100: "<< >>"}),
    )
    forms = {
        number: stream(
            f"/X{number + 1} Do ".encode(),
            f"/Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X{number + 1} {number + 1} 0 R >> >>",
        )
        for number in range(100, 1_500)
    }
    yield "nested-forms.pdf", _two_pages_with_form("/X100 Do\n", forms)


def _bombs(scale: int) -> Iterator[tuple[str, bytes]]:
    bomb = zlib.compress(bytes(120_000_000 * scale), 9)
    flate = "/Filter /FlateDecode"
    yield "bomb-flate.pdf", _with_contents(stream(bomb, flate))
    yield "bomb-flate-twice.pdf", _with_contents(stream(zlib.compress(bomb, 9), "/Filter [/FlateDecode /FlateDecode]"))
    yield (
        "bomb-run-length.pdf",
        _with_contents(
            stream(zlib.compress(b"\x81 " * 1_000_000 * scale + b"\x80", 9), "/Filter [/FlateDecode /RunLengthDecode]")
        ),
    )
    yield "bomb-lzw.pdf", _with_contents(stream(_lzw_without_end(400_000 * scale), "/Filter /LZWDecode"))
    yield (
        "bomb-ascii85.pdf",
        _with_contents(
            stream(zlib.compress(b"z" * 30_000_000 * scale + b"~>", 9), "/Filter [/FlateDecode /ASCII85Decode]")
        ),
    )
    yield (
        "bomb-filters.pdf",
        _with_contents(stream(zlib.compress(GOOD.encode()), f"/Filter [{'/FlateDecode ' * 5_000}]")),
    )
    yield (
        "bomb-predictor.pdf",
        _with_contents(
            stream(
                zlib.compress(b"\0" + GOOD.encode()), f"{flate} /DecodeParms << /Predictor 15 /Columns 3000000000 >>"
            )
        ),
    )
    yield (
        "bomb-glyphs.pdf",
        _with_contents(stream(zlib.compress(b"BT /F1 9 Tf (" + b"a" * 3_000_000 * scale + b") Tj ET", 9), flate)),
    )
    yield (
        "bomb-operands.pdf",
        _with_contents(stream(zlib.compress(b"1 " * 100_000 * scale + b"0 0 m " * 10_000 * scale, 9), flate)),
    )
    yield "bomb-xmp.pdf", make_pdf(GOOD, catalog="/Metadata 100 0 R", objects={100: stream(_laughs(), "/Subtype /XML")})
    yield "bomb-cut-off.pdf", _with_contents(stream(zlib.compress(bytes(30_000_000), 9)[:-2_000], flate))


def _broken() -> Iterator[tuple[str, bytes]]:
    good = make_pdf(GOOD)
    xref = good.index(b"\nxref")
    yield "broken-no-xref.pdf", good[:xref]
    yield "broken-xref-numbers.pdf", good[:xref] + good[xref:].replace(b"00 n", b"zz n")
    yield "broken-xref-places.pdf", _with_wrong_places(good)
    yield "broken-startxref.pdf", good[: good.rindex(b"startxref")] + b"startxref\n99999999999999999999\n%%EOF\n"
    yield "broken-cut-in-object.pdf", good[: good.index(b"endstream") - 10]
    yield "broken-header-only.pdf", b"%PDF-1.7\n"
    yield "broken-empty.pdf", b"\n"
    yield "broken-no-header.pdf", good.replace(b"%PDF-1.7", b"%FDP-1.7")
    yield "broken-noise.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 400
    yield "broken-one-line.pdf", b"%PDF-1.7\n" + b"1 0 obj (" + b"a" * 2_000_000
    yield "broken-lengths.pdf", good.replace(b"/Length 7", b"/Length -7").replace(b"/Length 8", b"/Length -8")
    yield "broken-length-missing.pdf", good.replace(b"/Length", b"/Lenght")
    yield "broken-no-root.pdf", good.replace(b"/Root 1 0 R", b"/Toor 1 0 R")
    yield "broken-no-pages.pdf", good.replace(b"/Pages 2 0 R", b"/Pages 9 0 R")
    yield "broken-count.pdf", good.replace(b"/Count 1", b"/Count 2147483647")
    yield "broken-count-below-nothing.pdf", good.replace(b"/Count 1", b"/Count -99")
    yield "broken-first-objects-lost.pdf", b"%PDF-1.7\n" + b"\n".join(f"{i} 0 obj".encode() for i in range(20_000))
    yield "broken-xref-stream.pdf", _with_xref_stream()
    yield "broken-encryption.pdf", good.replace(b"/Root 1", b"/Encrypt << /Filter /Standard /V 2 /R 3 >> /Root 1")
    yield "broken-encryption-unknown.pdf", good.replace(b"/Root 1", b"/Encrypt << /Filter /Secret /V 99 >> /Root 1")
    yield (
        "broken-encryption-length.pdf",
        good.replace(
            b"/Root 1",
            b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 99999999 /P -1 /O (o) /U (u) >> /ID [(a) (b)] /Root 1",
        ),
    )


def _fonts() -> Iterator[tuple[str, bytes]]:
    yield "font-map-of-all.pdf", _with_map(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    yield "font-map-backwards.pdf", _with_map(b"1 beginbfrange <FFFF> <0000> <0041> endbfrange")
    yield "font-map-of-bytes.pdf", _with_map(b"1 beginbfchar <41> <" + b"0042" * 20_000 + b"> endbfchar")
    yield "font-map-surrogates.pdf", _with_map(b"2 beginbfchar <42> <D800> <43> <DC00D800> endbfchar")
    yield "font-map-controls.pdf", _with_map(b"3 beginbfchar <42> <0000> <43> <202E> <44> <FFFF> endbfchar")
    yield "font-map-wrong.pdf", _with_map(b"1 beginbfrange <00> 5 << /A 1 >> endbfrange /X usecmap [ endbfchar")
    yield "font-map-use.pdf", _with_map(b"/../../../../etc/passwd usecmap /Identity-H usecmap")
    yield "font-map-noise.pdf", _with_map(bytes(range(256)) * 200)
    yield (
        "font-without-map.pdf",
        _with_font("/Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /g1 /g2 /g3] >>"),
    )
    cid = "/Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [101 0 R]"
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >> /ToUnicode /Identity-H /FontDescriptor << >>"
    for name, widths in (
        ("of-all", "[0 2000000000 500]"),
        ("wrong", "[(a) [1 2] /B 3 [[4]] 5 6]"),
        ("huge", "[0 [1" + "0" * 400 + "]]"),
    ):
        body = f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {system} /W {widths} >>"
        yield f"font-widths-{name}.pdf", _with_font(cid, {101: body})
    body = f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {system} /W2 [0 2000000000 1 2 3] /DW2 [1 1] >>"
    yield "font-widths-vertical.pdf", _with_font(cid.replace("Identity-H", "Identity-V"), {101: body})
    file = system.replace("<< >>", "<< /FontFile2 102 0 R >>").replace("/ToUnicode /Identity-H", "")
    body = f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X {file} >>"
    yield "font-file-of-all.pdf", _with_font(cid, {101: body, 102: stream(_true_type())})
    yield "font-file-noise.pdf", _with_font(cid, {101: body, 102: stream(bytes(range(256)) * 10)})
    yield "font-descends-from-itself.pdf", _with_font(cid.replace("101 0 R", "100 0 R"))
    yield (
        "font-code-map-outside.pdf",
        _with_font(
            cid.replace("/Identity-H", "/..#2f..#2f..#2fetc#2fpasswd"), {101: body.replace("FontFile2", "None")}
        ),
    )
    yield "font-drawn.pdf", _with_font("/Subtype /Type3 /FontBBox [0 0 0 0] /FontMatrix [0 0 0 0 0 0] /CharProcs 5")
    yield "font-drawn-without-size.pdf", _with_font("/Subtype /Type3 /FontMatrix (a)")
    yield (
        "font-of-nothing.pdf",
        _with_font("/Subtype 5 /BaseFont [] /Encoding 7 /Widths (a) /FirstChar /A /ToUnicode 9"),
    )
    yield (
        "font-differences.pdf",
        _with_font(
            "/Subtype /Type1 /BaseFont /X /Encoding << /Differences [-5 /A 9999999999 /B (c) null /uniD800 65 /A] >>"
        ),
    )


def _places() -> Iterator[tuple[str, bytes]]:
    for name, box in (
        ("negative", "[0 0 -400 -600]"),
        ("empty", "[0 0 0 0]"),
        ("huge", "[0 0 1e30 99999999999999999999999]"),
        ("infinite", "[0 0 " + "9" * 400 + ".0 " + "9" * 400 + ".0]"),
        ("nan", "[/NaN /NaN nan nan]"),
        ("short", "[0 0 400]"),
        ("text", "(0 0 400 600)"),
        ("references", "[100 0 R 100 0 R 100 0 R 100 0 R]"),
    ):
        content = make_pdf(GOOD, AFTER, objects={100: "101 0 R", 101: "100 0 R"})
        yield f"box-{name}.pdf", content.replace(b"/MediaBox [0 0 400 600]", f"/MediaBox {box}".encode(), 1)
    big = "9" * 300
    for name, operators in (
        ("huge", f"BT /F1 {big} Tf 1 0 0 1 {big} {big} Tm (far) Tj ET {big} 0 m {big} {big} l S"),
        ("infinite", f"BT /F1 9 Tf {big}{big}.0 0 0 {big}{big}.0 0 0 Tm (far) Tj [(a) {big}{big}.0 (b)] TJ ET"),
        ("overflow", f"BT /F1 9 Tf 1 0 0 1 {big}{big} 0 Tm (far) Tj ET"),
        ("minute", "BT /F1 0.0000000001 Tf 1 0 0 1 50 500 Tm (near) Tj ET 0 0 0 0 0 0 cm"),
        ("spaced", f"BT /F1 9 Tf {big} Tc {big} Tw {big} Tz {big} TL 50 50 Td (a b) Tj T* (c) ' ET"),
        ("scattered", "".join(text(i * 37 % 390, i * 91 % 590, "x") for i in range(1_000))),
        ("on-top", text(50, 90, "x") * 2_000),
        ("rules", "".join(f"0 {i % 600} m 400 {i % 600} l S\n" for i in range(5_000))),
    ):
        yield f"place-{name}.pdf", make_pdf(GOOD + operators + "\n", AFTER)
    for degrees in ("90", "-90", "45", "99999999999", "/A"):
        yield f"rotated-{degrees.strip('/')}.pdf", make_pdf(GOOD * 4, page=f"/Rotate {degrees}")


def _contents() -> Iterator[tuple[str, bytes]]:
    wrong = (
        '/F1 Tf (a) cm [1 2] Tm << >> Tj (a) Td null Tz Q Q Q ET ET BT BT (a) (b) (c) " /X Do /Y gs 1 2 3 k (a) w '
        "[(a) /B [] << >> null] TJ BI /W 5 ID EI BI ID x EI /A BMC EMC EMC ' * W* f* } { ] >> ) 5 sc /P scn /Q cs Tr\n"
    )
    yield "content-wrong-types.pdf", make_pdf(wrong + GOOD, AFTER)
    yield "content-operators-only.pdf", make_pdf("Tj TJ Tm cm Do re m l c v y h S f B n sh q Q BT ET\n" * 500 + GOOD)
    yield "content-unknown.pdf", make_pdf("__class__ __init__ do_Do self render_contents init_state\n" + GOOD)
    yield "content-image-open.pdf", make_pdf(GOOD + "BI /W 5 /H 5 ID " + "E" * 300_000, AFTER)
    yield "content-string-open.pdf", make_pdf(GOOD + "BT (" + "\\(" * 100_000, AFTER)
    yield "content-hex-open.pdf", make_pdf(GOOD + "BT <" + "4 " * 300_000, AFTER)
    yield "content-number.pdf", make_pdf(GOOD + "1" * 300_000 + " w\n", AFTER)
    yield "content-comment.pdf", make_pdf(GOOD + "%" + "a" * 1_000_000 + "\n", AFTER)
    yield "content-is-a-page.pdf", _swapped(make_pdf(GOOD, AFTER), b"/Contents 11 0 R", b"010")
    yield "content-missing.pdf", _swapped(make_pdf(GOOD, AFTER), b"/Contents 11 0 R", b"999")
    yield "content-resources-wrong.pdf", make_pdf(GOOD, AFTER).replace(b"/Resources <<", b"/Resources [(", 1)
    yield "content-filter-unknown.pdf", _with_contents(stream(b"x", "/Filter /Unheard"))
    yield "content-filter-wrong.pdf", _with_contents(stream(b"x", "/Filter [5 (a) << >>] /DecodeParms 7"))
    yield (
        "content-fax.pdf",
        _with_contents(stream(b"\0" * 1_000, "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 99999999 >>")),
    )


def _extras() -> Iterator[tuple[str, bytes]]:
    script = "<< /S /JavaScript /JS (while \\(true\\) app.alert\\('x'\\);) >>"
    yield (
        "extra-script.pdf",
        make_pdf(GOOD, catalog=f"/OpenAction {script} /AA << /WC {script} >>", page=f"/AA << /O {script} >>"),
    )
    attached = {
        100: "<< /Names [(../../x.exe) << /Type /Filespec /F (../../x.exe) /EF << /F 101 0 R >> >>] >>",
        101: stream(zlib.compress(bytes(10_000_000)), "/Type /EmbeddedFile /Filter /FlateDecode"),
    }
    yield "extra-attachment.pdf", make_pdf(GOOD, catalog="/Names << /EmbeddedFiles 100 0 R >>", objects=attached)
    links = " ".join(
        f"<< /Type /Annot /Subtype /Link /Rect {rect} /A {action} >>"
        for rect in ("[50 540 200 560]", "[1e99 (a) null 5]", "5", "[0 0 0 0]")
        for action in (
            "<< /S /Launch /F (/bin/sh) >>",
            "<< /S /URI /URI (file:///etc/passwd) >>",
            "<< /S /URI /URI 5 >>",
            "9",
        )
    )
    yield "extra-links.pdf", make_pdf(GOOD, page=f"/Annots [{links} 5 null (a) 999 0 R]")
    yield (
        "extra-properties.pdf",
        make_pdf(
            GOOD,
            info=f"/Title 5 /Author [(a) 1 0 R] /CreationDate (D:9999999999) /Producer ({'a' * 200_000}) /Title (x)",
            catalog="/Lang 7 /Metadata 100 0 R /Outlines (a) /Dests 5 /Names 6 /PageLabels (a)",
            objects={100: stream(b"<x><y>")},
        ),
    )
    yield "extra-outline-long.pdf", _with_long_outline(3_000)


def _doubling(first: int, depth: int, entries: str, leaf: str) -> dict[int, str]:
    """Return a tree whose every node has the next one twice, `depth` deep, which is one object a level."""
    nodes = {first + i: f"<< /Kids [{first + i + 1} 0 R {first + i + 1} 0 R] >>" for i in range(depth)}
    return {**nodes, first + depth: f"<< {entries} {leaf} >>"}


def _swapped(data: bytes, contents: bytes, number: bytes) -> bytes:
    return data.replace(contents, b"/Contents " + number + contents[len(b"/Contents 11") + 1 :].rjust(5), 1)


def _with_contents(body: str) -> bytes:
    """Return a PDF whose first page has this stream for its content, and a second page that is good."""
    data = make_pdf(GOOD, AFTER, objects={100: body})
    return data.replace(b"/Contents 11 0 R", b"/Contents 100 0 R", 1)


def _with_form(content: str, objects: dict[int, str]) -> bytes:
    data = make_pdf(content, objects=objects)
    return data.replace(b"/Resources <<", b"/Resources << /XObject << /X100 100 0 R >>", 1)


def _two_pages_with_form(content: str, objects: dict[int, str]) -> bytes:
    data = make_pdf(content, GOOD, objects=objects)
    return data.replace(b"/Resources <<", b"/Resources << /XObject << /X100 100 0 R >>", 1)


def _with_font(entries: str, objects: dict[int, str] | None = None) -> bytes:
    """Return a PDF that says "ABC" in a hostile font under the sentence."""
    content = GOOD + "BT /F3 10 Tf 1 0 0 1 50 400 Tm (ABCD) Tj ET\n"
    data = make_pdf(content, AFTER, objects={100: f"<< /Type /Font {entries} >>", **(objects or {})})
    return data.replace(b"/F1 <<", b"/F3 100 0 R /F1 <<", 1)


def _with_map(operators: bytes) -> bytes:
    entries = "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 101 0 R"
    return _with_font(entries, {101: stream(operators)})


def _with_trailer(data: bytes, entry: object) -> bytes:
    at = data.rindex(b"\nxref") + 1
    return data.replace(b"/Size 1000", f"/Size 1000 {entry(at)}".encode())  # type: ignore[operator]


def _with_wrong_places(data: bytes) -> bytes:
    """Return the PDF, its index telling of 2,000 objects more that all begin in the middle of others."""
    lines = b"".join(b"%010d 00000 n \n" % (20 + i % 400) for i in range(2_000))
    return data.replace(b"trailer", b"5000 2000\n" + lines + b"trailer")


def _with_xref_stream() -> bytes:
    """Return a PDF whose index is a stream that tells of two thousand million objects."""
    data = make_pdf(GOOD)
    at = data.rindex(b"xref\n0 1")
    body = stream(bytes(50), "/Type /XRef /Size 9 /Index [0 2000000000] /W [1 2 2] /Root 1 0 R")
    return data[:at] + f"200 0 obj\n{body}\nendobj\nstartxref\n{at}\n%%EOF\n".encode("latin-1")


def _with_long_outline(entries: int) -> bytes:
    names = " ".join(f"(d{i:05}) [10 0 R]" for i in range(entries))
    items = {102 + i: f"<< /Title (Part {i}) /Dest (d{i:05}) /Next {103 + i} 0 R >>" for i in range(entries)}
    return make_pdf(
        GOOD,
        catalog="/Outlines 100 0 R /Names << /Dests 101 0 R >>",
        objects={100: "<< /First 102 0 R >>", 101: f"<< /Names [{names}] >>", **items},
    )


def _lzw_without_end(codes: int) -> bytes:
    """Return LZW data that never clears its table, each code standing for the longest text in it."""
    table, width, bits = 258, 9, [f"{256:09b}", f"{65:09b}"]
    for _ in range(codes):
        bits.append(f"{min(table, 4_095):0{width}b}")
        table += 1
        width = 10 + (table >= 1_023) + (table >= 2_047) if table >= 511 else 9
    data = "".join(bits)
    return int(data.ljust(-(-len(data) // 8) * 8, "0"), 2).to_bytes(-(-len(data) // 8))


def _true_type() -> bytes:
    """Return a TrueType font that maps four thousand million characters."""
    groups = (0).to_bytes(4) + (2**32 - 2).to_bytes(4) + (0).to_bytes(4)
    table = (0).to_bytes(2) + (1).to_bytes(2) + (3).to_bytes(2) + (10).to_bytes(2) + (12).to_bytes(4)
    table += (12).to_bytes(2) + bytes(2) + (28).to_bytes(4) + bytes(4) + (1).to_bytes(4) + groups
    head = b"\0\1\0\0" + (1).to_bytes(2) + bytes(6)
    return head + b"cmap" + bytes(4) + (28).to_bytes(4) + len(table).to_bytes(4) + table


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><x>&a11;</x>'.encode()
