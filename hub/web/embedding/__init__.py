"""What other sites may show of the hub: things and lists in a frame without scripts, oEmbed, and badges."""
