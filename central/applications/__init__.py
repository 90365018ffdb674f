"""Applications: their states, their course, what the applicant reads of it."""
