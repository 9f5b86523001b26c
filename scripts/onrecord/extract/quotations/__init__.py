"""Quotations: what stands inside quotation marks."""
