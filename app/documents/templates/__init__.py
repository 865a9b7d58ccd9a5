"""One module a kind of document; each is a pure function from values to blocks."""
