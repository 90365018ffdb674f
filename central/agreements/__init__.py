"""What two or more sides sign: contracts of employment, credit authorisations, movements of the fund."""
