"""A played visit: touches the real window and moves the simulated citizen, for demos, tests and pictures."""
