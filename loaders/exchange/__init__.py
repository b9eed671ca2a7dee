"""What hubs say to each other: a file of JSON Lines with the networks that one has, which another loads as networks
of their own (docs/live.md).
"""

from loaders.exchange.listing import HubListing, KnownHub, Offer, is_hub, listings_of
from loaders.exchange.offer_reading import read_offer

__all__ = ["HubListing", "KnownHub", "Offer", "is_hub", "listings_of", "read_offer"]
