"""What one build leaves for the next: values by the digest of all that they were made from."""
