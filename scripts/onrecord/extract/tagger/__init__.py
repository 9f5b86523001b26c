"""The tagger: a small encoder that finds who is reported to say what, in words of the untouched text."""
