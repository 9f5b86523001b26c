"""Names: the capitalized runs of a text, for whoever looks for speakers or for entities in it."""
