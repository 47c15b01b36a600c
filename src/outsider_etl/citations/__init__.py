"""What a document's footnotes cite: found, read into fields, and linked to the works they stand for."""
