"""The test documents: made-up reports on village water, each with a kind of trouble in it."""

from model import Block, Link, Note, Piece, Raised, collected, heading, item, paragraph, quotation, table

# Ballast: paragraphs that fill pages, so that notes and paragraphs have a page break to run over.
FILL = (
    "A village well is rarely measured. Its owner knows how deep the bucket goes in August and how often it comes up "
    "half empty, and that knowledge is seldom written down. When the district took over the wells it took over the "
    "buckets as well, but not the memory, and the first five years were spent in finding out what every farmer in the "
    "valley could have told the office in an afternoon.",
    "The levels are now read four times a year. A reader walks the round with a tape and a notebook, and the notebook "
    "is copied in the office by someone who has never seen the wells. Errors are frequent but small, and they are "
    "found by a simple rule: a well that rises in a dry summer while its neighbours fall has been read wrongly, or "
    "belongs to somebody who has bought a pump.",
    "Pumps changed the valley more than any law did. A pump asks no neighbour how much may be taken, and it works at "
    "night. Within ten years the upper wells had lost a third of their depth, the lower ones had turned brackish, and "
    "the board, which had been founded to share water out, found that it shared out the want of it.",
    "Nobody disputes the figures any longer. What is disputed is who should act on them, for the board may advise but "
    "not forbid, the district may forbid but has no inspectors, and the inspectors belong to a ministry that regards "
    "groundwater as a branch of mining and sends its reports to another town.",
    "The office has kept its promises in the small things. Bills arrive in the month for which they are due, a burst "
    "main is mended within the week, and complaints are answered in the language in which they were written. It is in "
    "the large things that affairs stand still, and they have stood still for long enough to look like policy.",
    "Reform has been proposed in every decade. The earliest plan would have closed the office and given its duties to "
    "the villages; the next would have closed the villages’ own boards and given theirs to the office; a third would "
    "have left both in place under a council in which each had half the seats and neither had a vote.",
    "None of these plans was carried out, though each of them left something behind. To the first the valley owes its "
    "depth gauges, to the second a set of maps at a scale that no other district has, and to the third a hall, built "
    "for the council, in which the fire brigade now keeps its hoses.",
    "Prices tell the story as well as maps do. Water was free until the war, cost a day of work a year after it, and "
    "has been sold by the cubic metre since meters were put in. Use fell by a quarter in the first year of the meters "
    "and has crept back since, as meters grow old and run slow.",
    "What a meter loses in twenty years is about what a family of four drinks. The engineers would replace each meter "
    "after ten; the treasurer would wait until it stops; and the rule that was agreed upon, that a meter is replaced "
    "when its owner complains of it, has proved to be the cheapest of the three.",
    "It remains to be said who reads all this. The annual report is sent to 41 village halls, to two libraries and to "
    "the newspaper, and a copy lies at the office. Its readers write in, mostly about the tables, and mostly because "
    "their own well is missing; it is they who have made the register as good as it is.",
)
LONG_NOTE = (
    "The history of the levy is told at length in the memoirs of its first collector, who left office in some "
    "bitterness and wrote them in a single winter. He holds that the levy failed because it was raised by the month, "
    "when farmers are paid by the harvest; that it was raised in money, when the valley still dealt in days of work; "
    "and that it was raised by him, a stranger, who could be lied to without shame. The figures bear him out on the "
    "first point only, since arrears ran to 61 per cent in spring and to 9 per cent in autumn, and were the same in "
    "the villages where the collector was a native as in those where he was not."
)


def fill(*numbers: int) -> list[Block]:
    return [paragraph(FILL[number]) for number in numbers]


def with_notes(labels: str, *, texts: tuple[str, ...] = ()) -> Block:
    """Return a paragraph with a note after each of its sentences, labelled by the words of `labels`."""
    sentences = ("The board was founded in 1951.", " It met twice in its first year.", " It has met monthly since.")
    notes = texts or ("Minutes of the board, 3 May 1951.", "Minutes, 7 June 1951, item 4.", "Statutes, section 12.")
    pieces: list[Piece] = []
    for sentence, label, text in zip(sentences, labels.split(), notes, strict=False):
        pieces += [sentence, Note(label, text)]
    return paragraph(*pieces)


RAISED_MARKERS = [
    heading(1, "Sharing Water in the Upper Valley"),
    paragraph(
        "The Upper Valley Board supplies 41 villages from 163 wells,",
        Note("1", "Figures are for 2018 unless another year is given."),
        " and its officers know every one of them by name.",
        Note("2", LONG_NOTE, quotation="Whoever counts the buckets will be paid in buckets.", more="He died in 1979."),
        " Its *own* budget of £4.2 million is a tenth of what the district spends on roads.",
    ),
    heading(2, "What the board may do, and what the law of 1974 leaves to the district"),
    *fill(0, 1),
    paragraph("The law gives the board three tasks, of which the first takes up most of its time:"),
    item("1.", "to keep a register of all wells, public and private, and to have it printed every year;"),
    item("2.", "to advise the villages on the depth and the place of new wells;", Note("3", "Section 8, paragraph 2.")),
    item("3.", "to hear complaints, in public, within thirty days of their being made."),
    paragraph("Of the second task the founders thought most highly. Their chairman wrote:"),
    quotation("A well in the wrong place is a debt that our grandchildren will pay, and they will not know to whom."),
    heading(2, "What it has done"),
    *fill(2),
    paragraph(
        "In 1996 the register was difficult to find and, in the view of the office, sufficiently official to be left "
        "unread; by 2009 it had been printed twice and reflected the flow of a single week in February.",
        Note("4", "“The Unread Register”, *Valley Courier*, 12 March 2009, p. 3."),
    ),
    *fill(3, 4, 5),
]
NOTE_OVER_PAGES = [
    heading(1, "The Collector’s Memoirs"),
    *fill(0, 1, 2, 3, 4),
    paragraph(
        "Of the levy there is little to be said that its collector has not said.",
        Note("1", LONG_NOTE, more="He died in 1979, and his papers are in the hall."),
        f" {FILL[5]} The levy was raised for nine years,",
        Note("2", "From 1955 to 1963."),
        " and it is still spoken of in the valley with a warmth that it did not meet with in its time, "
        "not least by the children of those who paid it late.",
    ),
    heading(1, "The Hall"),
    *fill(6, 7),
]
SYMBOLS_PER_PAGE = [
    heading(1, "Letters on Water"),
    with_notes("* † ‡"),
    *fill(0, 1, 2),
    heading(1, "On the Office"),
    *fill(3, 4, 5),
    with_notes("* † ‡", texts=("Letter of 1 June.", "Letter of 9 June.", "He means the lower well.")),
    *fill(6, 7),
]
BRACKETED_MARKERS = [
    heading(1, "Tariffs after the Merger"),
    paragraph(
        "Tariffs were made equal in 2012,",
        Note("1", "Order 14 of 2012, in force from 1 July."),
        " and the accounts of that year are online at ",
        Link("the board’s archive", "https://water.example/accounts/2012"),
        ". Three villages left the board.",
        Note("2", "Ashby, Corve and Lower Stoke."),
    ),
    Block("box", ("A cubic metre cost 84 pence in 2011 and 91 pence in 2013.",)),
    *fill(0, 1, 2),
    heading(2, "Who pays more"),
    paragraph(
        "Farms pay more than they did, and gardens less.",
        Note("3", "Survey of tariffs, 2015, table 3."),
        f" {FILL[3]}",
    ),
    *fill(4, 5, 6, 7, 8),
]
RESTART_ON_EACH_PAGE = [
    heading(1, "Reading the Levels"),
    with_notes("1 2 3"),
    *fill(0, 1, 2, 3, 4, 5, 6),
    with_notes("1 2", texts=("Round of March 2016.", "Round of June 2016.")),
    *fill(7, 8),
]
RESTART_IN_EACH_CHAPTER = [
    heading(1, "Springs"),
    with_notes("1 2 3"),
    *fill(0, 1, 2),
    heading(1, "Wells"),
    with_notes("1 2", texts=("Register of wells, 1974.", "Register of wells, 1996.")),
    *fill(3, 4, 5),
    heading(1, "Rivers"),
    with_notes("1", texts=("River survey, sheet 9.",)),
    *fill(6, 7),
]
TWO_COLUMNS = [
    heading(1, "Introduction", label="1"),
    with_notes("1 2 3"),
    *fill(0, 1),
    heading(1, "The Wells", label="2"),
    *fill(2, 3),
    with_notes("4 5 6", texts=("See note 2.", "Minutes of 1953.", "Statutes, section 14.")),
    *fill(4, 5),
    with_notes("7", texts=(LONG_NOTE,)),
    *fill(6, 7),
    with_notes("8 9", texts=("Minutes, 2 April 1952.", "Minutes, 5 May 1952.")),
    heading(1, "Conclusion", label="3"),
    *fill(8),
]
NOTES_ON_ONE_LINE = [
    heading(1, "Short References"),
    with_notes("1 2 3", texts=("Minutes, p. 4.", "Ibid.", "Ibid., p. 9.")),
    *fill(0, 1, 2, 3, 4),
    heading(1, "Shorter References"),
    with_notes("4 5 6", texts=("Statutes, 3.", "Statutes, 9.", "Not seen.")),
    *fill(5, 6, 7),
]
UNMARKED_NOTE = [
    heading(1, "A Marker Goes Missing"),
    with_notes("1", texts=("Minutes of 1951.",)),
    Block("unmarked", (Note("2", "Minutes of 1952, which nothing on this page points at."),)),
    *fill(0, 1),
    heading(1, "The Others Are There"),
    with_notes("3 4", texts=("Minutes of 1953.", "Minutes of 1954.")),
    *fill(2, 3, 4, 5, 6),
]
SPRINGS = [heading(1, "Springs and Streams"), with_notes("1 2 3"), *fill(0, 1, 4, 5)]
PUMPS = [
    heading(1, "Wells and Pumps"),
    with_notes("1 2", texts=("Register of wells, 1974.", "Register of wells, 1996.")),
    *fill(2, 3, 6),
]
CHAPTER_ENDNOTES = [
    *SPRINGS,
    heading(2, "Notes"),
    collected(SPRINGS),
    *PUMPS,
    heading(2, "Notes"),
    collected(PUMPS),
]
OFFICE = [
    heading(1, "The Office"),
    with_notes("1 2 3"),
    *fill(0, 1, 2, 3),
    heading(1, "The Round"),
    with_notes("4 5", texts=("Notebook 9.", LONG_NOTE)),
    *fill(4, 5),
]
DOCUMENT_ENDNOTES = [*OFFICE, heading(1, "Endnotes"), collected(OFFICE)]
TABLE_NOTES = [
    heading(1, "Levels and Losses"),
    with_notes("1 2", texts=("Means of four readings.", "Losses are of treated water.")),
    Block("caption", ("Table 1. Wells and their levels",)),
    table(
        ("Village", "Wells", "Depth in metres", "Cost in £"),
        ("Ashby", "12", "31", "4,100 a"),
        ("Corve", "9", "28", "3,900"),
        ("Stoke", "17", "44 b", "7,250"),
    ),
    Block("table_note", (Raised("a"), " Estimate of the office.")),
    Block("table_note", (Raised("b"), " Depth of the new well only.")),
    Block("table_note", ("Source: register of wells, 2018.",)),
    *fill(0),
    paragraph("The losses are lower than they were in 2009.", Note("3", "They stood at 22 per cent then.")),
    *fill(1, 2, 3, 4),
]
NO_NOTES = [
    heading(1, "Rules for the Reading of Levels"),
    paragraph(
        "These rules were adopted at the 119",
        Raised("th"),
        " meeting, on the 1",
        Raised("st"),
        " of March, and replace those of 1974. They hold for wells of up to 10",
        Raised("3"),
        " m",
        Raised("3"),
        " a day in a catchment of 14 km",
        Raised("2"),
        ".",
    ),
    paragraph(
        "2009 was the year in which the rounds were put together, and 2012. In that year the merger took place; "
        "41 villages were in it, 3 of them against their will. 17 wells were closed and 2 drilled."
    ),
    item("1.", "The reader shall begin at the highest well and end at the lowest, on one day."),
    item("2.", "The tape shall be wetted before the first reading and dried after the last."),
    item("3.", "A level that differs by more than 40 cm from the last shall be read again."),
    paragraph("The mean level is taken over all wells, each being weighed by the water that it yields."),
    Block("equation", ("h = a + b",), label="(1)"),
    Block("equation", ("q = h − c",), label="(2)"),
    paragraph("In equation (2) the loss is taken from the register, and is never more than a tenth of the yield."),
    *fill(0, 1, 2, 3, 4),
]
FURNITURE = [
    heading(1, "A Report with Everything Round It"),
    *fill(0, 1, 2, 3, 4),
    heading(1, "What Stands Inside"),
    *fill(5, 6, 7, 8, 9),
]
