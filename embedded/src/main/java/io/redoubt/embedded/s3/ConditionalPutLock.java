package io.redoubt.embedded.s3;

import com.google.common.util.concurrent.Striped;
import java.io.InputStream;
import java.util.concurrent.locks.Lock;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Makes PUT with {@code If-Match} atomic. S3Proxy compares the ETag before it writes, so that several writers with the
 * same ETag can all succeed. This class compares the ETag again while it holds a lock on the key. Does not cover
 * multipart uploads.
 */
final class ConditionalPutLock extends ForwardingBlobStore {

    private static final int STRIPES = 1024;

    private final Striped<Lock> keys = Striped.lock(STRIPES);

    ConditionalPutLock(BlobStore store) {
        super(store);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        Lock key = keys.get(request.bucket() + "/" + request.key());
        key.lock();
        try {
            if (request.ifMatch() != null) {
                requireETag(request);
            }
            return super.putBlob(request, body);
        } finally {
            key.unlock();
        }
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        Lock key = keys.get(request.bucket() + "/" + request.key());
        key.lock();
        try {
            return super.removeBlob(request);
        } finally {
            key.unlock();
        }
    }

    private void requireETag(PutObjectRequest request) {
        HeadObjectResponse present = blobMetadataIfPresent(request.bucket(), request.key());
        if (present == null || !unquote(request.ifMatch()).equals(unquote(present.eTag()))) {
            throw S3Exceptions.preconditionFailed(
                    new IllegalStateException("the object's ETag is no longer " + request.ifMatch()));
        }
    }

    private static String unquote(String tag) {
        return tag.replace("\"", "");
    }
}
