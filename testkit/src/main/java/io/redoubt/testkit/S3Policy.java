package io.redoubt.testkit;

/** What a user may do in the store. */
@FunctionalInterface
public interface S3Policy {

    /** Everything. */
    S3Policy ALL = (action, resource) -> true;

    /**
     * Returns whether a request is allowed.
     *
     * @param action as S3 names it in policies: {@code s3:GetObject} (HEAD too), {@code s3:PutObject},
     *     {@code s3:DeleteObject}, {@code s3:ListBucket}, {@code s3:CreateBucket}
     * @param resource {@code BUCKET/KEY}, or {@code BUCKET} alone for an action on the bucket itself
     */
    boolean allows(String action, String resource);
}
