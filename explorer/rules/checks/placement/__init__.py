"""9xxx: where things stand: accounts, networks, subnets and zones."""
