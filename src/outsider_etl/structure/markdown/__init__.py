"""From Markdown to the parts of a document: CommonMark with the extensions that pandoc and GitHub write."""

from outsider_etl.structure.markdown.parting import part_markdown

__all__ = ["part_markdown"]
