package io.redoubt.pipeline.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Classifies error responses of the store. */
final class StoreErrors {

    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchBucket");
    private static final Set<String> BUCKET_EXISTS = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    /** Statuses to retry: request timeout, conflicting writes, too many requests. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429);

    /** A response to HEAD has no body, so that a wrong region is only a bad request. */
    private static final Set<String> WRONG_REGION = Set.of("AuthorizationHeaderMalformed", "BadRequest");

    private StoreErrors() {}

    static boolean absent(MinioException e) {
        return ABSENT.contains(code(e));
    }

    static boolean bucketMissing(MinioException e) {
        return "NoSuchBucket".equals(code(e));
    }

    static boolean bucketExists(MinioException e) {
        return BUCKET_EXISTS.contains(code(e));
    }

    /** A failed condition yields 412, on some servers 304. If-Match on a missing object can also yield 404. */
    static boolean conditionFailed(MinioException e) {
        int status = status(e);
        return status == 412 || status == 304 || "NoSuchKey".equals(code(e));
    }

    static StoreException of(String request, MinioException e) {
        int status = status(e);
        if (status >= 400 && status < 500 && !TRANSIENT.contains(status)) {
            return new StoreException(
                    request + " was refused (" + status + " " + code(e) + "): " + remedy(status, e), e);
        }
        return new StoreUnavailableException(request + " failed: " + cause(e), e);
    }

    private static String remedy(int status, MinioException e) {
        if (status == 401 || status == 403) {
            return "check REDOUBT_STORE_ACCESS_KEY, REDOUBT_STORE_SECRET_KEY and the rights of this key pair";
        }
        return e.getMessage() + (WRONG_REGION.contains(code(e)) ? "; set --region or REDOUBT_STORE_REGION" : "");
    }

    private static String cause(MinioException e) {
        if (e instanceof InvalidResponseException || e instanceof XmlParserException) {
            return "the answer is not that of an S3 server; check the address (--store or REDOUBT_STORE_ENDPOINT)";
        }
        if (e.getCause() == null) {
            return e.getMessage();
        }
        if (e.getCause() instanceof SocketException
                || e.getCause() instanceof SocketTimeoutException
                || e.getCause() instanceof UnknownHostException) {
            return "the store does not answer (" + e.getCause().getMessage()
                    + "); check its address (--store or REDOUBT_STORE_ENDPOINT) and that it is running";
        }
        return untrusted(e)
                ? "the server's certificate is not trusted, or is for another host (" + e.getCause()
                        + "): check redoubt.store.ca and redoubt.store.endpoint"
                : e.getCause().toString();
    }

    /** The client unwraps some exceptions, so check the whole chain of causes. */
    private static boolean untrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String code(MinioException e) {
        return e instanceof ErrorResponseException response
                ? response.errorResponse().code()
                : "";
    }

    private static int status(MinioException e) {
        if (e instanceof ErrorResponseException response) {
            return response.response().code();
        }
        if (e instanceof ServerException response) {
            return response.statusCode();
        }
        return 0;
    }
}
