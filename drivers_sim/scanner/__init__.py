"""A code scanner's far end: an engine that looks at the codes held before it."""
