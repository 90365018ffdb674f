"""The catalogue: services as data, read from assets/catalogue and published to kiosks."""

from central.catalogue.load import Catalogue, load
from central.catalogue.model import Field, Item, Level, LifeEvent, Service

__all__ = ["Catalogue", "Field", "Item", "Level", "LifeEvent", "Service", "load"]
