"""Tell the captions of figures and tables, and the remarks under them, by what they say."""

import re
from collections.abc import Sequence

from outsider_etl.structure.back_matter import LONG
from outsider_etl.structure.blocks import Block, ends_sentence

CAPTION = re.compile(
    r"^[*_]{0,3}(?:figure|fig\.|table|box|chart|map|graph|exhibit|abbildung|abb\.|tabelle|tab\.|schaubild|grafik|kasten"
    r"|übersicht|graphique|tableau|encadré|schéma|figura|cuadro|tabla|gráfico|recuadro|mapa|tabella|grafico|riquadro"
    r"|quadro|tabela|caixa|figuur|tabel|grafiek|kaart|kader)\s+(?:\d|[IVX]+\b|(?-i:[A-Z])\b)",
    re.IGNORECASE,
)
# What says where a table or a figure is from, or what of it needs saying.
REMARK = re.compile(r"\W*(?:sources?|notes?|quellen?|anm(?:\.|erkung(?:en)?)|remarques?)\s?:", re.IGNORECASE)
_LABEL_WORDS = 2
_FIGURE_AND_VERB = re.compile(r"[^\W\d_]+\.? \d+(?:\.\d+)? [a-zà-ÿ]")


def is_caption(value: str) -> bool:
    """Whether a block is the caption of a figure or a table, such as "Table 2: Spending"."""
    return len(value) < LONG and CAPTION.match(value) is not None and not _says_of_figure(value)


def _says_of_figure(value: str) -> bool:
    return _FIGURE_AND_VERB.match(value) is not None and ends_sentence(value)


def is_of_caption(block: Block, above: Block, below: Sequence[Block]) -> bool:
    """Whether a block is the title under the bare label of a figure or a table, or a remark under a table."""
    if above.kind == "table":
        return len(block.value) < LONG and REMARK.match(block.value) is not None
    labelled = above.kind == "caption" and len(above.value.split()) == _LABEL_WORDS
    over_table = any(block.kind == "table" for block in below)
    return labelled and not ends_sentence(block.value) and (over_table or not block.apart)
