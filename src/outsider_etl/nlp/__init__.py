"""spaCy components that find organisations, money figures and dates, and what they mean."""
