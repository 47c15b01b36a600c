"""Turn policy reports into a dataset in which every value leads back to the characters it came from."""
