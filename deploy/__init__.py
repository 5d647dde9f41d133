"""Running the app for many visitors: a proxy in front of replicas."""
