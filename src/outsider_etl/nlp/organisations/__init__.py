"""Organisations: a tagger's names, what a document knows of them, and which of them are the same."""
