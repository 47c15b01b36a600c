"""Money figures: found in English text, with exact amounts and ISO 4217 currencies."""

from outsider_etl.nlp.money.finding import create_money, find_money

__all__ = ["create_money", "find_money"]
