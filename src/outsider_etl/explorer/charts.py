"""The charts of a dataset, drawn by Vega-Lite into SVG; every mark links to the sentence that it was made of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import vl_convert
from markupsafe import Markup

from outsider_etl.dataset import Dataset
from outsider_etl.explorer.marking import visible
from outsider_etl.explorer.overview import records

VEGA_LITE = "5.21"
_BASE = "https://vega.github.io/vega-datasets/"
"""Vega puts it before an address that is relative."""

WIDTH = 760
_CONFIG: Mapping[str, Any] = {
    "background": None,
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "domainColor": "currentColor",
        "tickColor": "currentColor",
        "gridColor": "var(--line)",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 220,
    },
}
# Powers of ten only, in thousands (k), millions (M), billions (B) and so on.
_POWERS = "abs(log(datum.value) / LN10 % 1) < 1e-9 ? replace(format(datum.value, '~s'), 'G', 'B') : ''"
_WHOLE = "datum.value % 1 ? '' : datum.label"
_LINK = {"field": "href", "type": "nominal"}
_SAID = {"field": "said", "type": "nominal"}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG, None where there is nothing to draw; `anchor` is its id on the page."""

    anchor: str
    title: str
    description: str
    svg: Markup | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A chart to be: the query for its rows, which have `href` and `said`, and the specification without its data."""

    anchor: str
    title: str
    description: str
    query: str
    specification: Mapping[str, Any]


def draw_charts(data: Dataset) -> list[Chart]:
    """Return the charts of a dataset."""
    return [_draw(data, plan) for plan in PLANS]


def _draw(data: Dataset, plan: _Plan) -> Chart:
    rows = records(data, plan.query)
    return Chart(plan.anchor, plan.title, plan.description, _svg(plan.specification, rows) if rows else None)


def _svg(specification: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> Markup:
    values = [{key: visible(value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]
    whole = {**specification, "data": {"values": values}, "config": _CONFIG}
    # Vega escapes what it writes, and addresses are made of ids alone.
    svg = vl_convert.vegalite_to_svg(json.dumps(whole, default=str), vl_version=VEGA_LITE)
    return Markup(svg.replace(f'xlink:href="{_BASE}', 'href="'))  # noqa: S704


_HREF = "'documents/' || document_id || '.html#' || mention_id as href"

PLANS = (
    _Plan(
        "money",
        "Money",
        "Each figure by its currency and its amount, on a logarithmic scale; the 400 largest of each currency, the 15 "
        "currencies that are named most often.",
        f"""
        with common as (select currency from money group by currency order by count(*) desc, currency limit 15)
        select currency, amount_max::double as amount, {_HREF}, text || ' — ' || left(sentence, 200) as said
        from money semi join common using (currency) where amount_max > 0
        qualify row_number() over (partition by currency order by amount_max desc, document_id, mention_id) <= 400
        order by currency, amount desc, document_id, mention_id
        """,  # noqa: S608 - nothing in it comes from outside
        {
            "width": WIDTH,
            "mark": {
                "type": "circle",
                "color": "var(--money-line)",
                "opacity": 0.65,
                "size": 90,
            },
            "encoding": {
                "x": {
                    "field": "amount",
                    "type": "quantitative",
                    "scale": {"type": "log", "nice": True},
                    "axis": {"title": None, "labelExpr": _POWERS},
                },
                "y": {"field": "currency", "type": "nominal", "axis": {"title": None, "grid": True}},
                "href": _LINK,
                "description": _SAID,
            },
        },
    ),
    _Plan(
        "time",
        "Time",
        "Sentences by the year that they name; a bar leads to the first of them. Years before 1800 and ranges longer "
        "than a year are left out.",
        """
        select year(date_start) as year, count(distinct (document_id, passage_id, sentence))::integer as sentences,
               'documents/' || arg_min(document_id || '.html#' || mention_id, (document_id, mention_id)) as href,
               year(date_start) || ': ' || count(distinct (document_id, passage_id, sentence)) || ' sentences' as said
        from dates
        where date_start is not null and year(date_start) = year(date_end) and year(date_start) >= 1800
        group by year order by year
        """,
        {
            "width": WIDTH,
            "height": 180,
            "mark": {"type": "rule", "color": "var(--date-line)", "strokeWidth": 5},
            "encoding": {
                "x": {
                    "field": "year",
                    "type": "quantitative",
                    "scale": {"zero": False},
                    "axis": {"format": "d", "tickCount": 8},
                },
                "y": {"field": "sentences", "type": "quantitative", "axis": {"labelExpr": _WHOLE}},
                "y2": {"datum": 0},
                "href": _LINK,
                "description": _SAID,
            },
        },
    ),
    _Plan(
        "organisations",
        "Organisations",
        "The 30 that are mentioned most often.",
        """
        select name, count(*)::integer as mentions, count(distinct document_id)::integer as documents,
               'documents/' || arg_min(document_id || '.html#' || mention_id, (document_id, mention_id)) as href,
               name || ': ' || count(*) || ' mentions' as said
        from organisation_mentions join organisations using (document_id, organisation_id)
        group by name order by mentions desc, name limit 30
        """,
        {
            "width": WIDTH - 200,
            "mark": {"type": "bar", "color": "var(--org-line)", "height": {"band": 0.7}},
            "encoding": {
                "x": {"field": "mentions", "type": "quantitative", "axis": {"title": "mentions", "labelExpr": _WHOLE}},
                "y": {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None}},
                "href": _LINK,
                "description": _SAID,
            },
        },
    ),
    _Plan(
        "together",
        "Named together",
        "Organisations that sentences name together: the darker, the more sentences. A square leads to the first.",
        """
        with named as (
            select document_id, passage_id, hash(sentence) as sentence_key, name, min(mention_id) as mention_id
            from organisation_mentions join organisations using (document_id, organisation_id) group by all
        ), pairs as (
            select one.name as name, other.name as beside, count(*)::integer as sentences,
                   arg_min(document_id || '.html#' || one.mention_id, (document_id, one.mention_id)) as place
            from named as one join named as other using (document_id, passage_id, sentence_key)
            where one.name <> other.name group by all
        ), busy as (
            select name from pairs group by name order by sum(sentences) desc, name limit 20
        )
        select name, beside, sentences, 'documents/' || place as href,
               name || ' and ' || beside || ': ' || sentences || ' sentences' as said
        from pairs where name in (from busy) and beside in (from busy) order by name, beside
        """,
        {
            "width": {"step": 22},
            "height": {"step": 22},
            "mark": {"type": "rect", "color": "var(--org-line)", "cornerRadius": 2},
            "encoding": {
                "x": {
                    "field": "beside",
                    "type": "nominal",
                    "axis": {"title": None, "labelAngle": -60, "labelLimit": 200},
                },
                "y": {"field": "name", "type": "nominal", "axis": {"title": None, "labelLimit": 260}},
                "opacity": {
                    "field": "sentences",
                    "type": "quantitative",
                    "scale": {"range": [0.35, 1]},
                    "legend": None,
                },
                "href": _LINK,
                "description": _SAID,
            },
        },
    ),
)
