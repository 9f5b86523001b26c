"""The built site: what stands of it, what must be made anew, and how the new takes the old one's place."""
