"""The journeys: each step asks one question, acts on the answer, and names the step that follows."""
