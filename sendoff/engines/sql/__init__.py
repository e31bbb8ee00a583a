"""What all engines that speak SQL share: typed columns, leaves, whole queries in each one's own speech."""
