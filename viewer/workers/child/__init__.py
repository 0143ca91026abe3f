"""What runs in a worker process: it reads, draws and understands documents."""
