from tests.server.blobs.test_s3 import s3

__all__ = ["s3"]
