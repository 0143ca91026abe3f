"""Pages recognised from their pictures, with Tesseract."""
