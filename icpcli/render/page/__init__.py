"""The page: an overview as one HTML file that asks for nothing and leads nowhere."""
