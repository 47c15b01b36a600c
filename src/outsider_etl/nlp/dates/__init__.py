"""Date expressions: found in English text, resolved against their context, and said in calendar terms."""

from outsider_etl.nlp.dates.finding import create_dates, find_dates, find_in_flows

__all__ = ["create_dates", "find_dates", "find_in_flows"]
