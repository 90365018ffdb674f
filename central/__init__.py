"""A reference central of a human-resources and social-security bureau: HTTP API, workflow, records."""
