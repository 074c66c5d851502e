package io.redoubt.pipeline.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.util.Set;

/** What an answer of the store means. */
final class StoreFailure {

    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchBucket");
    private static final Set<String> TAKEN = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");

    /** Answers that ask to come back: too many requests, a conflict of two writes, a slow client. */
    private static final Set<Integer> TRANSIENT = Set.of(408, 409, 429);

    private StoreFailure() {}

    static boolean absent(MinioException e) {
        return ABSENT.contains(code(e));
    }

    static boolean bucketMissing(MinioException e) {
        return "NoSuchBucket".equals(code(e));
    }

    static boolean bucketTaken(MinioException e) {
        return TAKEN.contains(code(e));
    }

    /** A failed condition is answered with 412, by some servers with 304; If-Match on a missing object also with 404. */
    static boolean conditionFailed(MinioException e) {
        int status = status(e);
        return status == 412 || status == 304 || "NoSuchKey".equals(code(e));
    }

    static StoreException of(String request, MinioException e) {
        int status = status(e);
        if (status >= 400 && status < 500 && !TRANSIENT.contains(status)) {
            return new StoreException(request + " was refused (" + status + " " + code(e) + "): " + e.getMessage(), e);
        }
        return new StoreUnavailableException(request + " failed: " + cause(e), e);
    }

    private static String cause(MinioException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().toString();
    }

    private static String code(MinioException e) {
        return e instanceof ErrorResponseException answer
                ? answer.errorResponse().code()
                : "";
    }

    private static int status(MinioException e) {
        if (e instanceof ErrorResponseException answer) {
            return answer.response().code();
        }
        if (e instanceof ServerException answer) {
            return answer.statusCode();
        }
        return 0;
    }
}
