"""Permanence: what was ever published, and what answers at each address now."""
