"""A second-generation ID-card chip reader, as heard on its serial line (SDT protocol)."""
