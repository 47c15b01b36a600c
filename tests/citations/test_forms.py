import pytest

from outsider_etl.citations.forms import with_told_form
from tests.citations.notes import cited, marked


@pytest.mark.parametrize(
    ("line", "type_"),
    [
        ("<c t=interview>Ansprache von <a>Ann Roe</a>, <pl>Hull</pl>, <d>2022</d>.</c>", "speech"),
        ("<c t=personal_communication>Antrittsrede des Kanzlers, <d>2022</d>.</c>", "speech"),
        ("<c t=interview>Discours d’<a>Ann Roe</a>, <d>2022</d>.</c>", "speech"),
        ("<c t=interview>Interview after a speech by <a>Ann Roe</a>, <d>2022</d>.</c>", "interview"),
        ("<c t=interview>Remarks by an official in an interview with us, <d>2022</d>.</c>", "interview"),
        ("<c t=interview>Rede des Ministers im Gespräch mit dem Verfasser, <d>2022</d>.</c>", "interview"),
        ("<c t=interview>Discours de la méthode, entretien avec l’auteur, <d>2022</d>.</c>", "interview"),
        ("<c t=personal_communication>Remarks of a guest to the author, <d>2022</d>.</c>", "personal_communication"),
        ("<c t=personal_communication>Address of a guest by telephone, <d>2022</d>.</c>", "personal_communication"),
        ("<c t=personal_communication>Address book of <a>Ann Roe</a>, <d>2022</d>.</c>", "personal_communication"),
        ("<c t=report>Speech by <a>Ann Roe</a>, <ti>Tides</ti>, <d>2022</d>.</c>", "report"),
        ("<c t=post>“<ti>Ebbe</ti>”, <j>Meerfunk</j>, Sendung vom <d>3. Mai 2022</d>.</c>", "broadcast"),
        ("<c t=webpage>« <ti>Marées</ti> », <p>Radio Mer</p>, émission du <d>5 juin 2021</d>.</c>", "broadcast"),
        (
            "<c t=article-newspaper>“<ti>A podcast of tides</ti>”, <j>Broadcast</j>, <d>2022</d>.</c>",
            "article-newspaper",
        ),
        ("<c t=interview><a>Ann Roe</a>, interviewed for the podcast <j>Tides</j>, <d>2022</d>.</c>", "interview"),
        ("<c t=book><ti>The Great Tide</ti>, directed by <a>Ann Roe</a>, <d>2019</d>.</c>", "motion_picture"),
        (
            "<c t=article-journal><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>Proceedings of the 3rd Symposium on Tides</j>, "
            "<d>2019</d>.</c>",
            "paper-conference",
        ),
        (
            "<c t=chapter><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>International Conference on Tides</j>, <d>2019</d>.</c>",
            "paper-conference",
        ),
        (
            "<c t=article-journal><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>Sea Workshop 2019 Proceedings</j>, <pp>3</pp>.</c>",
            "paper-conference",
        ),
        (
            "<c t=article-journal><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>Proceedings of the Sea Society</j> <vo>3</vo>.</c>",
            "article-journal",
        ),
        (
            "<c t=article-journal><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>Proceedings and Debates of Congress</j>.</c>",
            "article-journal",
        ),
        (
            "<c t=article-newspaper>“<ti>Ebb</ti>”, <j>Proceedings of a Conference</j>, <d>2019</d>.</c>",
            "article-newspaper",
        ),
        ("<c t=chapter><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>Proceedings of the Hull Peace Conference</j>.</c>", "chapter"),
        (
            "<c t=article-journal><ti>Ebb</ti>, <j>Journal of the International Conference on Ebb</j> <vo>3</vo>.</c>",
            "article-journal",
        ),
        ("<c t=chapter>“<ti>Ebb</ti>”, <j>Workshop of the Sea: Proceedings</j> <vo>3</vo>.</c>", "chapter"),
        ("<c t=article-journal>“<ti>Ebb</ti>”, <j>Arxiv für Ebbe</j> <vo>3</vo>.</c>", "article-journal"),
        ("<c t=article-journal><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>bioRxiv</j> (<d>2019</d>).</c>", "article"),
        ("<c t=article-journal><a>A. Roe</a>, “<ti>Ebb</ti>”, <j>Archives</j> (<d>2019</d>).</c>", "article-journal"),
        ("<c t=report><a>A. Roe</a>, <ti>Tides</ti> (<p>Sea Press</p>, <d>2019</d>).</c>", "book"),
        ("<c t=report><a>A. Roe</a>: <ti>Ebbe</ti>, <pl>Husum</pl>: <p>Meer-Verlag</p> <d>1999</d>.</c>", "book"),
        ("<c t=report><a>A. Roe</a>, <ti>Tides</ti> (<p>Sea Press</p>, <d>May 2019</d>).</c>", "report"),
        ("<c t=report><a>A. Roe</a>, <ti>Tides</ti> (Working Paper, <p>Sea Press</p>, <d>2019</d>).</c>", "report"),
        ("<c t=report><a>A. Roe</a>, <ti>Tides</ti> (<p>Sea Press Office</p>, <d>2019</d>).</c>", "report"),
        ("<c t=report><l>Sea Board</l>, <ti>Tides</ti> (<p>Sea Press</p>, <d>2019</d>).</c>", "report"),
        ("<c t=report><a>A. Roe</a>, <ti>Tides</ti>, No. <nu>4</nu> (<p>Sea Press</p>, <d>2019</d>).</c>", "report"),
        ("<c t=book><ti>Films directed by Ann Roe</ti>, <p>Sea Press</p>, <d>2019</d>.</c>", "book"),
    ],
)
def test_a_form_that_is_told_in_so_many_words_is_the_type(line: str, type_: str) -> None:
    notes = marked(f"1 {line}")
    (citation,) = cited(notes)
    assert with_told_form(citation, notes[0].text).work.type == type_
