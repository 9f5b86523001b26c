"""Entities: people, organizations, places and others that a text names."""
