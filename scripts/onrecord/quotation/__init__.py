"""The quotation index: what the reader's browser asks to check a quotation, word by word."""
