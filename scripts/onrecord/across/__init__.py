"""What is true across articles: who is one person, and which words are quoted in more than one of them."""
