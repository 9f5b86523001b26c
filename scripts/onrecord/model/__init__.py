"""Model: the values that flow from stage to stage, and nothing that does anything with them."""
