"""A dataset in a notebook: what it says, charts of it, one figure followed to its source, and a table taken along.

Open it with `marimo edit examples/reading_a_dataset.py`, or run it: `python examples/reading_a_dataset.py`. Both take
`--dataset FOLDER`, `--reports FOLDER` (what the dataset was made of) and `--out FILE`; marimo wants `--` before them.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Reading a dataset")


@app.cell
def _():
    import html
    import json
    import pathlib

    import marimo as mo
    import vl_convert

    import outsider_etl
    from outsider_etl.dataset.spreadsheets import to_csv
    from outsider_etl.readers import read_pages

    return html, json, mo, outsider_etl, pathlib, read_pages, to_csv, vl_convert


@app.cell
def _(mo, outsider_etl, pathlib):
    given = mo.cli_args()
    reports = pathlib.Path(given.get("reports") or "raw")
    out = pathlib.Path(given.get("out") or "statements-with-money.csv")
    data = outsider_etl.load(given.get("dataset") or "processed")
    kinds = ("documents", "organisation_mentions", "money", "dates")
    counts = "\n".join(f"| {kind} | {data[kind].num_rows:,} |" for kind in kinds)
    mo.md(f"""
# Reading a dataset

`outsider_etl.load` opens what a run has published in `{data.destination}`. Every table goes by its name in
`data.sql(...)`, and is an Arrow table as `data["money"]`.

| table | rows |
| --- | --- |
{counts}
""")
    return data, out, reports


@app.cell
def _(data, mo):
    statements = data.sql("""
        select section, sentence, [each.name for each in organisations] as who,
               [each.text for each in money] as how_much, [each.text for each in dates] as time
        from statements where len(money) > 0 order by document_id, source_start
    """).pl()
    mo.vstack(
        [
            mo.md("""
            ## Who, how much, when

            The view `statements` has a row for each sentence that names somebody, a sum or a time. These have a sum:
            """),
            mo.ui.table(statements, selection=None),
        ]
    )
    return (statements,)


@app.cell
def _(json, mo, vl_convert):
    def draw(rows, mark, **encoding):
        """Draw rows (dicts) as a Vega-Lite chart, without a network."""
        chart = {"data": {"values": rows}, "width": 640, "mark": mark, "encoding": encoding}
        return mo.Html(vl_convert.vegalite_to_svg(json.dumps(chart, default=str), vl_version="5.21"))

    return (draw,)


@app.cell
def _(data, draw, mo):
    # A figure belongs to the first day that its sentence names, and else to the day of the report.
    money_over_time = (
        data.sql("""
        select coalesce(list_min([each.date_start for each in dates if each.date_start is not null]), published_start)
                   as day,
               sum.currency as currency, sum.amount_max::double as amount, sum.text as text
        from statements join documents using (document_id), unnest(money) as found(sum)
        where amount > 0 and day is not null order by day, amount
    """)
        .to_arrow_table()
        .to_pylist()
    )
    mo.vstack(
        [
            mo.md("## Money by currency, over time"),
            draw(
                money_over_time,
                {"type": "circle", "size": 90},
                x={"field": "day", "type": "temporal", "title": None},
                y={
                    "field": "amount",
                    "type": "quantitative",
                    "scale": {"type": "log"},
                    "axis": {"labelExpr": "replace(format(datum.value, '~s'), 'G', 'B')", "tickCount": 6},
                },
                color={"field": "currency", "type": "nominal"},
            )
            if money_over_time
            else mo.md("There is none that can be placed in time."),
        ]
    )
    return (money_over_time,)


@app.cell
def _(data, draw, mo):
    named_most = (
        data.sql("""
        select name, sum(mention_count)::integer as mentions from organisations
        group by name order by mentions desc, name limit 15
    """)
        .to_arrow_table()
        .to_pylist()
    )
    mo.vstack(
        [
            mo.md("## The organisations that are named most"),
            draw(
                named_most,
                "bar",
                x={"field": "mentions", "type": "quantitative"},
                y={"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 300}},
            ),
        ]
    )
    return (named_most,)


@app.cell
def _(data, html, mo, read_pages, reports):
    # `source_start` and `source_end` count in the text that `outsider-etl text FILE` prints.
    largest = data.sql("""
        select source, text, currency, amount_max, source_start, source_end
        from money join documents using (document_id) order by amount_max desc, document_id, mention_id limit 1
    """).fetchone()
    if largest:
        source, text, currency, amount, start, end = largest
        source_text = read_pages((reports / source).read_bytes(), source).text
        followed = source_text[start:end]
        print(f"{text} stands at {start} in {source}: {followed!r}")
        before, after = source_text[max(0, start - 200) : start], source_text[end : end + 200]
        shown = [
            mo.md(f"The largest figure is **{amount:,.0f} {currency}**. In `{source}` there stands:"),
            mo.Html(
                f"<blockquote style='white-space: pre-wrap'>{html.escape(before)}<mark>{html.escape(followed)}</mark>"
                f"{html.escape(after)}</blockquote>"
            ),
        ]
    else:
        followed = None
        shown = [mo.md("The dataset names no money.")]
    mo.vstack([mo.md("## One figure, and where it comes from"), *shown])
    return (followed,)


@app.cell
def _(mo, out, statements, to_csv):
    out.write_bytes(to_csv(statements.to_arrow()))
    print(f"{statements.height} statements are in {out}")
    mo.md(f"""
    ## Take it along

    The sentences with sums are in `{out}`, as `outsider-etl export csv` would write them: text that a spreadsheet
    program would take for a formula has an apostrophe before it.
    """)
    return


if __name__ == "__main__":
    app.run()
