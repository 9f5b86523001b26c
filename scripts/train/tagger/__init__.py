"""Train the tagger: a network of an encoder and two heads, fitted to labeled, converted and made texts."""
