"""Dates as written, and the days that they mean."""
