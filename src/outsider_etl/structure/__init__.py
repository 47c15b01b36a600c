"""From pages of lines to a document: furniture, footnotes, paragraphs, sections, metadata."""
