"""Store: the disk at the edge, with what one build leaves for the next."""
