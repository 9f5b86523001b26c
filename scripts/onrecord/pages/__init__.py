"""Pages: what is published of each statement, article, speaker, topic and kind, as Markdown with YAML tags."""
