"""Training of the parser that ships inside the package."""
