"""The explorer: pages in which a person reads a dataset, with every value marked where it stands in its document."""

FOLDER = "explorer"
"""Where a run writes the pages, in the folder of the dataset."""
