"""Articles as people have them, saved pages, mails, exports, made into seeds once: a text and what is stated of it."""
