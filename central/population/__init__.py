"""A made-up population: as many people as wanted, drawn from a seed, with records that fit together. Nobody is real."""
