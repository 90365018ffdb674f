"""The texts of the screens: kiosk_<language>.ts, by id, are the table; compiled files beside them or in the cache."""
