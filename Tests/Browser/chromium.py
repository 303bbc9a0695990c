"""The browser of the tests, and how it draws without a graphics card."""

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--force-color-profile=srgb",
    # Buckets have names of their own; the storage is this machine.
    "--host-resolver-rules=MAP *.s3.amazonaws.com 127.0.0.1",
]
