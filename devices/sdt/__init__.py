"""Second-generation resident ID card readers, by the SDT protocol over a serial port."""
