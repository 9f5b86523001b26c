"""Exports: what of the record can be taken along, each format in a module of its own."""
