"""Set made-up reports as plain text: pages cut paragraphs in two, notes stand at the foot of their page."""

from dataclasses import dataclass, field

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

STYLES = {
    "superscript, point": (lambda n: str(n).translate(SUPERSCRIPT), lambda n: f"{n}. "),
    "superscript, superscript": (
        lambda n: str(n).translate(SUPERSCRIPT),
        lambda n: str(n).translate(SUPERSCRIPT) + " ",
    ),
    "superscript, parenthesis": (lambda n: str(n).translate(SUPERSCRIPT), lambda n: f"{n}) "),
    "caret": (lambda n: f"[^{n}]", lambda n: f"[^{n}]: "),
    "bracket": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "digits, plain": (str, lambda n: f"{n} "),
    "digits, glued": (str, str),
}


@dataclass
class Sentence:
    """A sentence of the body, and the text of the note at its end if it has one."""

    words: list[str]
    note: str | None = None


@dataclass
class Setting:
    """A report as it was set, and what a reader should make of it; `markers` are the texts before each marker."""

    text: str
    paragraphs: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)


def typeset(paragraphs: list[list[Sentence]], style: str, words_a_page: int) -> Setting:
    """Set the paragraphs, a line each; a page ends after `words_a_page` words, but never between two sentences."""
    mark, label = STYLES[style]
    setting = Setting("")
    out: list[str] = []
    page_notes: list[str] = []
    room = words_a_page
    for paragraph in paragraphs:
        line: list[str] = []
        plain: list[str] = []
        for sentence in paragraph:
            for position, word in enumerate(sentence.words):
                last = position == len(sentence.words) - 1
                if room <= 0 and position > 0:
                    out += [" ".join(line), *page_notes]
                    line, page_notes, room = [], [], words_a_page
                text = word + "." if last else word
                plain.append(text)
                if last and sentence.note is not None:
                    number = len(setting.notes) + 1
                    setting.notes.append((str(number), sentence.note))
                    setting.markers.append(" ".join(plain))
                    page_notes.append(label(number) + sentence.note)
                    text += mark(number)
                line.append(text)
                room -= 1
        out.append(" ".join(line))
        setting.paragraphs.append(" ".join(plain))
    setting.text = "\n\n".join([*out, *page_notes]) + "\n"
    return setting
