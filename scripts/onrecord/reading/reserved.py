"""What the seeds folder holds beside articles and their metadata."""

TOPICS = "topics.yml"
PEOPLE = "people.yml"
REGISTRY = "registry.jsonl"
CORRECTIONS = "corrections"
