"""Two vaults of one organisation: what goes between them by file, what there is to choose, what there is to settle."""
